import { defineConfig } from "vitest/config";

// Examples and tests import "boltzproof" by name; the condition resolves it to the sources, never to a stale build.
const conditions = ["boltzproof-source", "node", "module", "default"];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

const config: ReturnType<typeof defineConfig> = defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.slow.test.ts"],
          testTimeout: 120_000,
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
