import { defineConfig } from "vitest/config";

// Examples and tests import "boltzproof" by name; the condition resolves it to the sources, never to a stale build.
const conditions = ["boltzproof-source", "node", "module", "default"];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

const config: ReturnType<typeof defineConfig> = defineConfig({
  ...shared,
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.slow.test.ts"],
          testTimeout: 120_000,
          // No test replaces a module or leaves state behind, so the modules load once a worker, not once a file.
          isolate: false,
        },
      },
      {
        ...shared,
        test: { name: "slow", include: ["test/**/*.slow.test.ts"], testTimeout: 600_000, fileParallelism: false },
      },
    ],
  },
});
export default config;
