import { defineConfig } from "vitest/config";

/**
 * Suites over the real backend; the tour is one of the window's. One test at a time, because there
 * is one screen; in the browser, where each has its own, several files at a time.
 */
const suite = (name: string, longestTest: number, files = `${name}/**/*.test.ts`) => ({
  test: {
    name,
    include: [files],
    pool: "forks" as const,
    testTimeout: longestTest,
    hookTimeout: longestTest,
    // As long as the page itself is waited for: a slow machine is no failure.
    expect: { poll: { timeout: 20_000 } },
  },
});

export default defineConfig({
  test: {
    fileParallelism: false,
    retry: 0,
    projects: [
      suite("browser", 90_000),
      suite("window", 180_000),
      suite("tour", 300_000, "window/tour.test.ts"),
    ],
  },
});
