import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** What the reader of PDFs looks for by name: two fonts, two kinds of scans, and their licences. */
const PDF_PARTS = [
  "standard_fonts/FoxitDingbats.pfb",
  "standard_fonts/FoxitSymbol.pfb",
  "standard_fonts/LICENSE_FOXIT",
  "wasm/jbig2_nowasm_fallback.js",
  "wasm/LICENSE_JBIG2",
  "wasm/LICENSE_PDFJS_JBIG2",
  "wasm/openjpeg_nowasm_fallback.js",
  "wasm/LICENSE_OPENJPEG",
  "wasm/LICENSE_PDFJS_OPENJPEG",
];

function pdfParts(): Plugin {
  const folder = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  return {
    name: "pdf-parts",
    apply: "build",
    generateBundle() {
      for (const part of PDF_PARTS) {
        const source = readFileSync(join(folder, part));
        this.emitFile({ type: "asset", fileName: `pdf/${basename(part)}`, source });
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), pdfParts()],
  clearScreen: false,
  worker: { format: "es" },
  build: {
    target: ["chrome111", "safari16.4"],
    outDir: "dist",
    emptyOutDir: true,
    // One program in one window, read from the disk: a second request saves nothing.
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // Most of a run would be spent loading the same modules for each file anew.
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 20_000,
  },
});
