/** The functions of the closed list where their argument tends to a value, to an edge of the domain, or to ±∞. */
import {
  add,
  call,
  divide,
  exp,
  fraction,
  isZeroNode,
  log,
  multiply,
  negate,
  one,
  pi,
  power,
  sqrt,
  subtract,
  zero,
} from "../../construct.ts";
import { analyticWhere } from "../../domains.ts";
import type { CallNode, Expression, FunctionName } from "../../expression.ts";
import { freeNames, nodes } from "../../structure.ts";
import { evaluateOnBox } from "./interval.ts";
import type { Scales } from "./scales.ts";

const half = fraction(1, 2);

/** Whether f is real and analytic at the value, for certain. */
export function isRegularAt(name: FunctionName, value: Expression, scales: Scales): boolean {
  if (isComplex(value)) return entire.has(name);
  return analyticWhere(name, value).every(({ kind, of }) =>
    kind === "positive" ? scales.isPositive(of) : scales.isNonzero(of),
  );
}

/** Whether f is continuous at the value, an edge of the domain included, for what comes from inside. */
export function isContinuousAt(name: FunctionName, value: Expression, scales: Scales): boolean {
  if (name === "abs" && !isComplex(value)) return true;
  return isRegularAt(name, value, scales);
}

/** Analytic in the whole plane. */
export const entire: ReadonlySet<FunctionName> = new Set<FunctionName>(["exp", "sin", "cos", "sinh", "cosh", "erf"]);

export function isComplex(e: Expression): boolean {
  for (const x of nodes(e)) if (x.kind === "constant" && x.name === "i") return true;
  return false;
}

/** What f(u) is next to an edge of its domain, or its value there. */
type Edge = { readonly written: Expression } | { readonly value: Expression };

/**
 * f(u) for u → value where that is an edge: written out in functions whose edge is known, or as its value. Undefined
 * where the value is no edge.
 */
export function atTheEdge(
  { name, argument: u }: CallNode,
  value: Expression,
  scales: Scales,
  sideOf: (e: Expression) => 1 | -1 | undefined,
): Edge | undefined {
  const is = (x: Expression): boolean => scales.isZero(subtract(value, x));
  switch (name) {
    case "entropy":
      return is(zero) || is(one) ? { written: entropyOf(u) } : undefined;
    case "logit":
      return is(zero) || is(one) ? { written: subtract(log(u), log(subtract(1, u))) } : undefined;
    case "atanh":
      return is(one) || is(negate(one))
        ? { written: multiply(half, subtract(log(add(1, u)), log(subtract(1, u)))) }
        : undefined;
    case "acoth":
      return is(one) ? { written: multiply(half, subtract(log(add(u, 1)), log(subtract(u, 1)))) } : undefined;
    case "asin":
      return is(one)
        ? { value: multiply(half, pi) }
        : is(negate(one))
          ? { value: negate(multiply(half, pi)) }
          : undefined;
    case "acos":
      return is(one) ? { value: zero } : is(negate(one)) ? { value: pi } : undefined;
    case "acosh":
      return is(one) ? { value: zero } : undefined;
    case "coth":
      return is(zero) ? { written: divide(call("cosh", u), call("sinh", u)) } : undefined;
    case "csch":
      return is(zero) ? { written: power(call("sinh", u), -1) } : undefined;
    case "tan":
      return { written: divide(call("sin", u), call("cos", u)) };
    case "abs":
    case "sign":
      return is(zero) ? signed(name, u, sideOf) : undefined;
    default:
      return undefined;
  }
}

function entropyOf(u: Expression): Expression {
  const part = (x: Expression): Expression => (isZeroNode(x) ? zero : multiply(x, log(x)));
  return negate(add(part(u), part(subtract(1, u))));
}

function signed(name: FunctionName, u: Expression, sideOf: (e: Expression) => 1 | -1 | undefined): Edge | undefined {
  const side = sideOf(u);
  if (side === undefined) return undefined;
  return name === "sign" ? { value: fraction(side) } : { written: multiply(side, u) };
}

/** f(u) for u → ±∞ written out in exponentials, logarithms and functions of 1/u; undefined where it has no limit. */
export function atInfinity({ name, argument: u }: CallNode, side: 1 | -1): Expression | undefined {
  const grows = multiply(side, u);
  const decay = exp(negate(grows));
  const squared = exp(multiply(-2, grows));
  switch (name) {
    case "sinh":
      return multiply(side, half, subtract(exp(grows), decay));
    case "cosh":
      return multiply(half, add(exp(grows), decay));
    case "tanh":
      return multiply(side, subtract(1, divide(multiply(2, squared), add(1, squared))));
    case "coth":
      return multiply(side, add(1, divide(multiply(2, squared), subtract(1, squared))));
    case "sech":
      return divide(multiply(2, decay), add(1, squared));
    case "csch":
      return multiply(side, divide(multiply(2, decay), subtract(1, squared)));
    case "logistic":
      return side === 1 ? power(add(1, decay), -1) : divide(decay, add(1, decay));
    case "softplus":
      return side === 1 ? add(u, log(add(1, decay))) : log(add(1, decay));
    case "atan":
      return subtract(multiply(side, half, pi), call("atan", power(u, -1)));
    case "asinh":
      return multiply(side, log(add(grows, sqrt(add(power(u, 2), 1)))));
    case "acosh":
      return side === 1 ? log(add(u, sqrt(subtract(power(u, 2), 1)))) : undefined;
    case "acoth":
      return call("atanh", power(u, -1));
    case "abs":
      return grows;
    case "sign":
      return fraction(side);
    default:
      return undefined;
  }
}

const third = fraction(1, 3);
const sixth = fraction(1, 6);
const quarter = fraction(1, 4);

/** Angles in units of π, by their tangent and by their sine. */
const angles: Partial<Record<FunctionName, readonly (readonly [of: Expression, angle: Expression])[]>> = {
  atan: [
    [one, quarter],
    [sqrt(3), third],
    [power(sqrt(3), -1), sixth],
    [add(sqrt(2), -1), fraction(1, 8)],
    [add(sqrt(2), 1), fraction(3, 8)],
    [subtract(2, sqrt(3)), fraction(1, 12)],
    [add(sqrt(3), 2), fraction(5, 12)],
  ],
  asin: [
    [half, sixth],
    [power(sqrt(2), -1), quarter],
    [divide(sqrt(3), 2), third],
    [one, half],
  ],
};

/** The sine of whole multiples of π/12 up to π/2 that have one root in it. */
const sines: readonly (Expression | undefined)[] = [
  zero,
  undefined,
  half,
  divide(sqrt(2), 2),
  divide(sqrt(3), 2),
  undefined,
  one,
];

/** sin(turns · π/12); undefined where it is not in the table. */
function sineOf(turns: number): Expression | undefined {
  const t = ((turns % 24) + 24) % 24;
  if (t >= 12) return mapped(sineOf(t - 12), negate);
  return sines[t > 6 ? 12 - t : t];
}

const mapped = (e: Expression | undefined, f: (e: Expression) => Expression): Expression | undefined => e && f(e);

/** n for an angle n · π/12 that is written as a number times π. */
function twelfths(angle: Expression): number | undefined {
  const [factor, unit] = angle.kind === "product" && angle.factors.length === 2 ? angle.factors : [one, angle];
  if (isZeroNode(angle)) return 0;
  if (factor?.kind !== "rational" || unit?.kind !== "constant" || unit.name !== "pi") return undefined;
  const turns = 12n * factor.numerator;
  return turns % factor.denominator === 0n ? Number((turns / factor.denominator) % 24n) : undefined;
}

/** f(value): functions of well-known angles, and inverse functions that give them, as numbers. */
export function numberFor(name: FunctionName, value: Expression, scales: Scales): Expression {
  const turns = name === "sin" || name === "cos" ? twelfths(value) : undefined;
  if (turns !== undefined) return sineOf(name === "sin" ? turns : turns + 6) ?? call(name, value);
  const table = angles[name === "acos" ? "asin" : name];
  if (freeNames(value).size > 0) return call(name, value);
  if ((table !== undefined || name === "erf") && scales.isZero(value))
    return name === "acos" ? multiply(half, pi) : zero;
  for (const [of, angle] of table ?? []) {
    for (const sign of [1, -1]) {
      if (!seemsEqual(value, multiply(sign, of)) || !scales.isZero(subtract(value, multiply(sign, of)))) continue;
      const found = multiply(sign, angle, pi);
      return name === "acos" ? subtract(multiply(half, pi), found) : found;
    }
  }
  return call(name, value);
}

/** By a look in doubles, before the question is put exactly. */
function seemsEqual(a: Expression, b: Expression): boolean {
  const { low, high } = evaluateOnBox(subtract(a, b), new Map());
  return low <= 1e-9 && high >= -1e-9;
}
