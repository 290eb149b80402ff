#!/usr/bin/env bash
# Share of the wrong variants of the numbers' own code that the tests notice, by Stryker, in a temporary folder of its own:
# beside TypeScript 7 Stryker neither installs nor reads a configuration, so the repository does not depend on it.
#
#   scripts/mutation-score.sh                                   # all three groups
#   scripts/mutation-score.sh statistics                        # one group: energies, statistics or laboratory
#   scripts/mutation-score.sh statistics 'src/numeric/statistics/s*.ts'   # some files of one group, with its tests
#
# Prints a table a file and ends with code 1 when a group has less than 95 %. Every mutant counts, those in code that runs
# on import too. Two processes at low priority. KEEP=1 keeps the folder with its reports (reports/GROUP.json).
set -euo pipefail
case ${1:-energies} in
  energies | statistics | laboratory) ;;
  *)
    echo "Found the group $1, expected energies, statistics or laboratory; name one of them." >&2
    exit 2 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/mutation-XXXXXX")
[ "${KEEP:-}" = 1 ] || trap 'rm -rf "$folder"' EXIT
cd "$folder"
cp -R "$root"/{src,test,theory,index.ts,browser.ts,package.json,package-lock.json,biome.json,node_modules} .
cp "$root"/.npmrc . 2>/dev/null || true
sed -i '/"prepare"/d; /"typescript":/d' package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-save --legacy-peer-deps \
  @stryker-mutator/core@9.6.1 @stryker-mutator/vitest-runner@9.6.1 typescript@5.9.3

# Stryker takes a mutant for a survivor when its test file cannot be loaded: these tests call what is mutated inside tests only.
cat >vitest.config.ts <<'TS'
import { defineConfig } from "vitest/config";
const conditions = ["boltzproof-source", "node", "module", "default"];
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: JSON.parse(process.env.MUTATION_TESTS!), exclude: ["test/**/*.slow.test.ts"], isolate: false },
});
TS

# A long timeout, since on a busy machine a short one would count mutants as killed that no test noticed; loops without an
# end are found by their count.
cat >configure.cjs <<'JS'
const [group, ...mutate] = process.argv.slice(2);
const config = { testRunner: "vitest", mutate, tsconfigFile: "there-is-none.json", disableTypeChecks: false, concurrency: 2,
  coverageAnalysis: "perTest", ignoreStatic: false, timeoutMS: 120000, tempDirName: ".stryker-" + group,
  ignorePatterns: [".stryker-*", "reports"], vitest: { configFile: "vitest.config.ts", related: false },
  reporters: ["clear-text", "progress-append-only", "json"], jsonReporter: { fileName: `reports/${group}.json` },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false, reportScoreTable: false } };
require("node:fs").writeFileSync("stryker.config.json", JSON.stringify(config));
JS

cat >table.cjs <<'JS'
const group = process.argv[2];
const { files } = JSON.parse(require("node:fs").readFileSync(`reports/${group}.json`, "utf8"));
const rows = Object.entries(files).map(([name, { mutants }]) => [name, mutants.map((m) => m.status)]);
rows.push([group, rows.flatMap(([, states]) => states)]);
let score = Number.NaN;
console.log("| files | mutants | killed | timeout | survived | no coverage | errors | score |\n|---|---|---|---|---|---|---|---|");
for (const [name, states] of rows) {
  const count = (kind) => states.filter((s) => s.endsWith(kind)).length;
  const [killed, timeout, survived, bare] = ["Killed", "Timeout", "Survived", "NoCoverage"].map(count);
  score = (100 * (killed + timeout)) / (killed + timeout + survived + bare);
  console.log(`| ${[name, states.length, killed, timeout, survived, bare, count("Error"), `${score.toFixed(1)} %`].join(" | ")} |`);
}
process.exitCode = score >= 95 ? 0 : 1;
JS

failed=0
measure() { # group, its tests as JSON, files
  local group=$1
  export MUTATION_TESTS=$2
  node configure.cjs "$group" "${@:3}"
  nice -n 10 npx stryker run
  node table.cjs "$group" || failed=1
}
measure_group() { # group, files that replace its own
  local group=$1 tests files
  shift
  case $group in
    energies)
      tests='["test/rbm/energy.test.ts", "test/rbm/large-conditionals.test.ts"]'
      files=(src/rbm/energy.ts src/rbm/conditionals.ts src/rbm/free-energy.ts) ;;
    statistics)
      # Without coverage.test.ts: thousands of draws a test would take most of the time.
      tests='["test/numeric/statistics/!(coverage).test.ts"]'
      files=('src/numeric/statistics/*.ts') ;;
    laboratory)
      tests='["test/lab/*.test.ts"]'
      files=('src/lab/**/*.ts') ;;
  esac
  [ $# -eq 0 ] || files=("$@")
  measure "$group" "$tests" "${files[@]}"
}
if [ $# -gt 0 ]; then measure_group "$@"; else
  for group in energies statistics laboratory; do measure_group "$group"; done
fi
exit $failed
