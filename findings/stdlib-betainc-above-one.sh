#!/usr/bin/env bash
# @stdlib/math-base-special-betainc returns probabilities above one and below zero for large parameters.
#
# A good guess: the regularised incomplete beta function is a probability, so whatever is lost for huge parameters, a
# value stays between 0 and 1; and at x = 1/2 with equal parameters it is exactly one half, by symmetry.
# What happens: at a = b = 1e10 it is 1.19, with -0.19 for the complement. Digits go long before: at 1e8 the fourth is
# wrong, at 1e6 the eleventh. No warning, no NaN.
# Right values: I_(1/2)(a, a) = 1/2 for every a, by the identity I_x(a, b) = 1 - I_(1-x)(b, a).
#
# Exits 0 while the package behaves as described, 1 when it does not.
set -euo pipefail
version=0.2.3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact "@stdlib/math-base-special-betainc@$version" >/dev/null
cat >look.cjs <<'JS'
const betainc = require("@stdlib/math-base-special-betainc");
console.log("@stdlib/math-base-special-betainc", require("@stdlib/math-base-special-betainc/package.json").version);
console.log("node", process.version);
let changed = 0;
const show = (what, seen, asDescribed) => {
  if (!asDescribed) changed++;
  console.log(`${what}: seen ${seen}, right 0.5${asDescribed ? "" : " <- CHANGED"}`);
};
const lower = (a) => betainc(0.5, a, a, true, false);
show("I(1/2; 100, 100)", lower(100), Math.abs(lower(100) - 0.5) < 1e-13);
show("I(1/2; 1e8, 1e8)", lower(1e8), Math.abs(lower(1e8) - 0.5) > 1e-5);
show("I(1/2; 1e10, 1e10)", lower(1e10), lower(1e10) > 1);
const upper = betainc(0.5, 1e10, 1e10, true, true);
show("its complement", upper, upper < 0);
console.log(changed === 0 ? "behaves as described" : "behaves otherwise than described");
process.exit(changed === 0 ? 0 : 1);
JS
node look.cjs
