#!/usr/bin/env bash
# @stdlib/math-base-special-gammainc is wrong near the median for every shape above about 1,000.
#
# A good guess: the regularised lower incomplete gamma function P(a, a) lies a little above one half for every shape
# (P(a, a) = 1/2 + 1/(3 sqrt(2 pi a)) + ..., the median of the gamma law being below its mean), and a library that is
# right to fifteen digits at a = 999 is so at a = 1,001 too, or at worst loses digits gradually.
# What happens: from about a = 1,000 on the correction to one half comes out with the wrong sign: P(1001, 1001) is below
# one half, off in the second digit, and the tail Q(1000, 1200), beyond six standard deviations, is off by 0.5 %.
# chi-squared tests with more than 2,000 degrees of freedom rest on these values.
# Right values: mpmath 1.2.1, mp.gammainc(a, 0, x, regularized=True) and (a, x, inf) with 50 digits.
#
# Exits 0 while the package behaves as described, 1 when it does not.
set -euo pipefail
version=0.3.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact "@stdlib/math-base-special-gammainc@$version" >/dev/null
cat >look.cjs <<'JS'
const gammainc = require("@stdlib/math-base-special-gammainc");
console.log("@stdlib/math-base-special-gammainc", require("@stdlib/math-base-special-gammainc/package.json").version);
console.log("node", process.version);
// [name, x, a, upper tail?, right value (mpmath), is the package wrong here?]
const cases = [
  ["P( 999,  999)", 999, 999, false, 0.50420734840388037, false],
  ["P(1001, 1001)", 1001, 1001, false, 0.50420314311055575, true],
  ["P(1500, 1500)", 1500, 1500, false, 0.50343356116034865, true],
  ["Q(1500, 1500)", 1500, 1500, true, 1 - 0.50343356116034865, true],
  ["Q(1000, 1200)", 1200, 1000, true, 1.2881606086281433e-9, true],
];
let changed = 0;
for (const [name, x, a, upper, right, wrong] of cases) {
  const seen = gammainc(x, a, true, upper);
  const error = Math.abs(seen - right) / right;
  const asDescribed = wrong ? error > 1e-3 : error < 1e-12;
  if (!asDescribed) changed++;
  console.log(`${name}: seen ${seen}, right ${right}, relative error ${error.toExponential(1)}${asDescribed ? "" : " <- CHANGED"}`);
}
console.log(changed === 0 ? "behaves as described" : "behaves otherwise than described");
process.exit(changed === 0 ? 0 : 1);
JS
node look.cjs
