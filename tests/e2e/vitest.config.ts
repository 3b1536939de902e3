import { defineConfig } from "vitest/config";

/** Two suites over the real backend. One test at a time, so that times and pictures stay steady. */
const suite = (name: string, longestTest: number) => ({
  test: {
    name,
    include: [`${name}/**/*.test.ts`],
    pool: "forks" as const,
    testTimeout: longestTest,
    hookTimeout: longestTest,
  },
});

export default defineConfig({
  test: {
    fileParallelism: false,
    retry: 0,
    projects: [suite("browser", 90_000), suite("window", 180_000)],
  },
});
