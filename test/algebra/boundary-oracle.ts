/**
 * Values of real formulas on the edge of where they are defined, by BigNumbers of 64 digits: a witness that shares no
 * code with the zero test. "none" where a formula has no real value, "unknown" where 64 digits do not tell.
 */
import { all, type BigNumber, create } from "mathjs";
import { type Expression, type FunctionName, symbolToText } from "../../src/algebra/index.ts";

const math = create(all!, { number: "BigNumber", precision: 64, predictable: true });
const big = (x: number | string): BigNumber => math.bignumber(x);
const tiny = big("1e-45");

export type OracleValue = BigNumber | "none" | "unknown";

/** A number, or a name for why there is none. */
export function isValue(v: OracleValue): v is BigNumber {
  return typeof v === "object";
}

/** −1, 0 or 1; undefined for what is too close to 0 to tell. */
export function signOfValue(v: BigNumber): -1 | 0 | 1 | undefined {
  if (v.isZero()) return 0;
  return v.abs().lt(tiny) ? undefined : v.isNegative() ? -1 : 1;
}

/** The value of e at numbers for its symbols. */
export function boundaryValue(e: Expression, at: Readonly<Record<string, BigNumber>>): OracleValue {
  const of = (x: Expression): OracleValue => boundaryValue(x, at);
  switch (e.kind) {
    case "rational":
      return big(`${e.numerator}`).div(big(`${e.denominator}`));
    case "constant":
      return e.name === "pi" ? (math.evaluate("pi") as BigNumber) : "unknown";
    case "symbol":
      return at[symbolToText(e)] ?? "unknown";
    case "sum":
      return folded(e.terms.map(of), (a, b) => a.plus(b));
    case "product":
      return folded(e.factors.map(of), (a, b) => a.times(b));
    case "power":
      return both(of(e.base), of(e.exponent), (b, c) => powerOf(b, c, e.exponent));
    case "call":
      return both(of(e.argument), big(0), (u) => functionOf(e.name, u));
    default:
      return "unknown";
  }
}

function folded(values: readonly OracleValue[], f: (a: BigNumber, b: BigNumber) => BigNumber): OracleValue {
  return values.reduce((a, b) => both(a, b, f));
}

function both(a: OracleValue, b: OracleValue, f: (a: BigNumber, b: BigNumber) => OracleValue): OracleValue {
  if (a === "none" || b === "none") return "none";
  return isValue(a) && isValue(b) ? f(a, b) : "unknown";
}

function powerOf(base: BigNumber, c: BigNumber, exponent: Expression): OracleValue {
  const sign = signOfValue(base);
  const rising = signOfValue(c);
  if (exponent.kind === "rational" && exponent.denominator === 1n) {
    if (sign === undefined || rising === undefined) return rising === 1 ? base.pow(c) : "unknown";
    return sign === 0 && rising < 0 ? "none" : base.pow(c);
  }
  if (sign === undefined || rising === undefined) return "unknown";
  // A power of a negative number to a symbol is a complex number, and no matter of this witness.
  if (sign < 0 && exponent.kind !== "rational") return "unknown";
  if (sign < 0 || (sign === 0 && rising <= 0)) return "none";
  return sign === 0 ? big(0) : base.pow(c);
}

/** The value where all the numbers are of the sign that is asked for. */
function where(
  conditions: readonly (readonly [BigNumber, "positive" | "nonnegative"])[],
  f: () => BigNumber,
): OracleValue {
  const signs = conditions.map(([x, kind]) => [signOfValue(x), kind] as const);
  if (signs.some(([s, kind]) => s === -1 || (s === 0 && kind === "positive"))) return "none";
  return signs.some(([s]) => s === undefined) ? "unknown" : f();
}

const times = (m: BigNumber): BigNumber => (m.isZero() ? m : m.times(m.ln()));

function functionOf(name: FunctionName, u: BigNumber): OracleValue {
  const one = big(1);
  const plain = math as unknown as Record<string, (x: BigNumber) => BigNumber>;
  switch (name) {
    case "log":
      return where([[u, "positive"]], () => u.ln());
    case "abs":
      return u.abs();
    case "sign": {
      const sign = signOfValue(u);
      return sign === undefined ? "unknown" : big(sign);
    }
    case "logit":
      return where(
        [
          [u, "positive"],
          [one.minus(u), "positive"],
        ],
        () => u.div(one.minus(u)).ln(),
      );
    case "entropy":
      return where(
        [
          [u, "nonnegative"],
          [one.minus(u), "nonnegative"],
        ],
        () =>
          times(u)
            .plus(times(one.minus(u)))
            .neg(),
      );
    case "asin":
    case "acos":
      return where([[one.minus(u.times(u)), "nonnegative"]], () => plain[name]!(u));
    case "atanh":
      return where([[one.minus(u.times(u)), "positive"]], () => plain[name]!(u));
    case "acosh":
      return where([[u.minus(1), "nonnegative"]], () => plain[name]!(u));
    case "acoth":
      return where([[u.times(u).minus(1), "positive"]], () => plain["atanh"]!(one.div(u)));
    case "coth":
    case "csch": {
      const sign = signOfValue(u);
      return sign === 0 ? "none" : sign === undefined ? "unknown" : plain[name]!(u);
    }
    case "logistic":
      return one.div(one.plus(u.neg().exp()));
    case "softplus":
      return one.plus(u.exp()).ln();
    case "erf":
    case "gamma":
    case "logGamma":
    case "tan":
      return "unknown";
    default:
      return plain[name]!(u);
  }
}
