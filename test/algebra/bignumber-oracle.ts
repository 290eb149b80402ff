/**
 * A second opinion on equality that shares no code with the zero test: mathjs reads the text of both sides and
 * evaluates it with 110 digits (formulas with i: with doubles). It cannot prove anything; it only tells which mutants
 * happen to be true.
 */
import { all, create, type MathJsInstance } from "mathjs";
import { type Expression, freeSymbols, nodes, toText, unroll } from "../../src/algebra/index.ts";
import type { Rng } from "../../src/numeric/random.ts";

const digits = 110;
const precise = create(all!, { number: "BigNumber", precision: digits, predictable: true });
const complex = create(all!);

const definitions = [
  "logistic(u) = 1/(1 + exp(-u))",
  "softplus(u) = log(1 + exp(u))",
  "entropy(m) = -m*log(m) - (1 - m)*log(1 - m)",
];

/** Functions that mathjs does not have, in its own terms. */
function libraryOf(math: MathJsInstance): ReadonlyMap<string, unknown> {
  const scope = new Map<string, unknown>([["I", math.complex(0, 1)]]);
  for (const definition of definitions) math.evaluate(definition, scope);
  return scope;
}

const libraries = new Map([precise, complex].map((math) => [math, libraryOf(math)]));

/** Whether left − right is 0 to all digits at four random points, symbols in `positive` being positive. */
export function seemsEqual(left: Expression, right: Expression, positive: readonly string[], rng: Rng): boolean {
  const [l, r] = [unroll(left), unroll(right)];
  const isComplex = [...nodes(l), ...nodes(r)].some((x) => x.kind === "constant" && x.name === "i");
  const math = isComplex ? complex : precise;
  const symbols = new Set([l, r].flatMap((e) => [...freeSymbols(e).keys()]));
  const [leftCode, rightCode] = [l, r].map((e) => math.compile(toText(e)));
  for (let k = 0; k < 4; k++) {
    const scope = new Map(libraries.get(math));
    for (const s of symbols) {
      const x = (positive.includes(s) ? 1 : rng.integer(2) * 2 - 1) * (0.1 + rng.uniform());
      scope.set(s, isComplex ? x : math.bignumber(x));
    }
    const [a, b] = [leftCode!.evaluate(scope), rightCode!.evaluate(scope)];
    const size = Number(math.abs(math.subtract(a, b)));
    if (!(size <= (isComplex ? 1e-12 : 10 ** (20 - digits)) * (1 + Number(math.abs(a))))) return false;
  }
  return true;
}
