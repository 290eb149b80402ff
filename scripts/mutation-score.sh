#!/usr/bin/env bash
# Share of the wrong variants of the numbers' own code that the tests notice, by Stryker, in a temporary folder of its own:
# beside TypeScript 7 Stryker neither installs nor reads a configuration, so the repository does not depend on it.
#
#   scripts/mutation-score.sh                    # statistics, energies and the laboratory
#   scripts/mutation-score.sh 'src/lab/*.ts'     # other files
#
# KEEP=1 keeps the folder with its report (reports/mutation/mutation.html). Takes up to an hour on two cores.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/mutation-XXXXXX")
[ "${KEEP:-}" = 1 ] || trap 'rm -rf "$folder"' EXIT
cd "$folder"
cp -r "$root"/{src,test,theory,index.ts,browser.ts,package.json,package-lock.json,biome.json} .
cp "$root"/.npmrc . 2>/dev/null || true
sed -i '/"prepare"/d; /"typescript":/d' package.json
npm install --silent --no-audit --no-fund --ignore-scripts
npm install --silent --no-audit --no-fund --ignore-scripts --no-save --legacy-peer-deps \
  @stryker-mutator/core@9.0.1 @stryker-mutator/vitest-runner@9.0.1 typescript@5.9.3
files=("$@")
[ ${#files[@]} -gt 0 ] || files=('src/numeric/statistics/*.ts' src/rbm/energy.ts src/rbm/conditionals.ts src/rbm/free-energy.ts 'src/lab/*.ts')
cat >vitest.config.ts <<'TS'
import { defineConfig } from "vitest/config";
const conditions = ["boltzproof-source", "node", "module", "default"];
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/numeric/statistics/*.test.ts", "test/rbm/energy.test.ts", "test/rbm/large-conditionals.test.ts", "test/lab/*.test.ts"],
    exclude: ["test/**/*.slow.test.ts"],
    isolate: false,
  },
});
TS
node -e '
  const mutate = process.argv.slice(1);
  const config = { testRunner: "vitest", mutate, tsconfigFile: "there-is-none.json", concurrency: 2, coverageAnalysis: "perTest",
    vitest: { configFile: "vitest.config.ts" }, reporters: ["clear-text", "html"], clearTextReporter: { allowColor: false },
    timeoutMS: 20000, ignoreStatic: true, thresholds: { high: 95, low: 95, break: 95 } };
  require("node:fs").writeFileSync("stryker.config.json", JSON.stringify(config));
' "${files[@]}"
npx stryker run
