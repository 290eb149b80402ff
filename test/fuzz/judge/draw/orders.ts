/** Derivatives, stationary points, limits, and orders in small and large quantities. */
import type { Rng } from "../../../../src/numeric/random.ts";
import { drawPoint, freeNames } from "../oracle/domain.ts";
import { evaluate, type Point } from "../oracle/evaluate.ts";
import {
  abs,
  divide,
  fromNumber,
  fromText,
  negate,
  subtract,
  Undefined,
  Unknown,
  type Value,
} from "../oracle/numbers.ts";
import { readTree } from "../oracle/tree.ts";
import type { Given, Search } from "../oracle/truth.ts";
import { claimOf, type Draw, type Drawn, put, settingOf } from "./kit.ts";

/** f and f', with where the derivative exists if that is not everywhere on the line. */
const derivatives: readonly (readonly [f: string, slope: string, needs?: string])[] = [
  ["U^2", "2*U"],
  ["U^3", "3*U^2"],
  ["exp(U)", "exp(U)"],
  ["sin(U)", "cos(U)"],
  ["tanh(U)", "1 - tanh(U)^2"],
  ["log(cosh(U))", "tanh(U)"],
  ["softplus(U)", "logistic(U)"],
  ["logistic(U)", "logistic(U)*(1 - logistic(U))"],
  ["atan(U)", "1/(1 + U^2)"],
  ["exp(-U^2)", "-2*U*exp(-U^2)"],
  ["sqrt(1 + U^2)", "U/sqrt(1 + U^2)"],
  ["log(U)", "1/U", "U > 0"],
  ["sqrt(U)", "1/(2*sqrt(U))", "U > 0"],
  ["1/U", "-1/U^2", "U != 0"],
  ["abs(U)", "sign(U)", "U != 0"],
  ["sign(U)", "0", "U != 0"],
  ["abs(U)^3", "3*U*abs(U)"],
  ["U*abs(U)", "2*abs(U)"],
  ["sqrt(U^2)", "U/sqrt(U^2)", "U != 0"],
  ["U^(1/3)", "1/3*U^(-2/3)", "U != 0"],
  ["U^(2/3)", "2/3*U^(-1/3)", "U != 0"],
  ["U^(4/3)", "4/3*U^(1/3)"],
  ["log(abs(U))", "1/U", "U != 0"],
  ["log(U^2)", "2/U", "U != 0"],
  ["U*log(U)", "log(U) + 1", "U > 0"],
  ["U^(3/2)", "3/2*sqrt(U)", "U > 0"],
  ["atan(1/U)", "-1/(1 + U^2)", "U != 0"],
  ["exp(log(U))", "1", "U > 0"],
  ["abs(U)/U", "0", "U != 0"],
  ["entropy(U)", "log((1 - U)/U)", "1 - U > 0, U > 0"],
  ["asin(U)", "1/sqrt(1 - U^2)", "1 - U > 0, 1 + U > 0"],
  ["2^U", "log(2)*2^U"],
];

export function drawDerivative(d: Draw): Drawn {
  const [f, slope, needs] = d.pick(derivatives);
  const a = d.coefficient();
  const inner = d.pick(["x", `(${a}*x)`, `(x - y)`, `(${a}*x + 1)`, "x", "(x + 1)"]);
  const factor = inner.startsWith(`(${a}`) ? `${a}*` : "";
  const [of, right] = [put(f, "U", inner), `${factor}(${put(slope, "U", inner)})`];
  const conditions = needs === undefined ? [] : needs.split(", ").map((n) => put(n, "U", inner));
  const assuming = d.chance(0.5) ? conditions : [];
  const isTrue = d.chance(0.6);
  const side = isTrue ? right : d.wrong(right, true);
  const isStationary = d.chance(0.15);
  const line = isStationary ? `stationary: ${side} = 0 ; of F ; in x` : `differentiate: diff(F, x) = ${side}`;
  return {
    rule: isStationary ? "stationarity" : "differentiate",
    kind: needs === undefined ? "smooth" : assuming.length > 0 ? "with its conditions" : "without its conditions",
    script: { assuming, lines: [`define: F = ${of}`, line] },
    label: isTrue ? (conditions.length === assuming.length ? "true" : "unknown") : "unknown",
    isOrdinary: isTrue && conditions.length === assuming.length && !/abs|sign|1\/3|\/3\)/.test(f),
    // The equation of a stationary point may be written with either sign.
    claim: isStationary
      ? claimOf(`abs(diff(${of}, x))`, `abs(${side})`, assuming)
      : claimOf(`diff(${of}, x)`, side, assuming),
  };
}

/** left → right; the needs speak of other names, or of where x comes from. */
const limits: readonly (readonly [left: string, to: string, right: string, needs?: string])[] = [
  ["sqrt(x^2 + C*x) - x", "infinity", "C/2"],
  ["sqrt(x^2 + C*x) + x", "-infinity", "-C/2"],
  ["sqrt(x^2 + C)/x", "infinity", "1"],
  ["sqrt(x^2 + C)/x", "-infinity", "-1"],
  ["(x + C)/(x - 2)", "infinity", "1"],
  ["(x + C)/(x^2 + 1)", "-infinity", "0"],
  ["tanh(x)", "infinity", "1"],
  ["tanh(x)", "-infinity", "-1"],
  ["tanh(a*x)", "infinity", "1", "a > 0"],
  ["exp(-x)", "infinity", "0"],
  ["exp(-a*x)", "infinity", "0", "a > 0"],
  ["exp(a*x)", "-infinity", "0", "a > 0"],
  ["logistic(x)", "infinity", "1"],
  ["atan(x)", "infinity", "pi/2"],
  ["atan(x)", "-infinity", "-pi/2"],
  ["x*log(1 + C/x)", "infinity", "C"],
  ["x*(sqrt(1 + C/x) - 1)", "infinity", "C/2"],
  ["x*sin(1/x)", "infinity", "1"],
  ["abs(x)/x", "infinity", "1"],
  ["abs(x)/x", "-infinity", "-1"],
  ["abs(x)/x", "0", "1", "x > 0"],
  ["sign(x)", "0", "1", "x > 0"],
  ["sqrt(x^2)/x", "0", "1", "x > 0"],
  ["sin(C*x)/x", "0", "C"],
  ["(exp(C*x) - 1)/x", "0", "C"],
  ["(1 - cos(x))/x^2", "0", "1/2"],
  ["(x^2 - 1)/(x - 1)", "1", "2"],
  ["tanh(1/x)", "0", "1", "x > 0"],
  ["exp(-1/x^2)", "0", "0"],
  ["x*abs(x)", "0", "0"],
  ["(sqrt(1 + x) - 1)/x", "0", "1/2"],
  ["sqrt(x^2 + a^2)", "0", "a", "a > 0"],
  ["(x^2 + a*x)/x", "0", "a"],
  ["sqrt(4*x^2 + x) - 2*x", "infinity", "1/4"],
  ["(8*x^3 + x^2)^(1/3) - 2*x", "infinity", "1/12"],
  ["(8*x^3 + x^2)^(1/3) - 2*x", "-infinity", "1/12"],
  ["coth(x) - 1/x", "0", "0"],
  ["log(cosh(x))/x", "infinity", "1"],
  ["1/(1 + exp(1/x))", "0", "0", "x > 0"],
];

export function drawLimit(d: Draw): Drawn {
  const [l, to, r, needs] = d.pick(limits);
  const c = d.coefficient();
  const isTrue = d.chance(0.6);
  const target = isTrue || d.chance(0.3) ? to : to === "infinity" ? "-infinity" : to === "-infinity" ? "infinity" : to;
  const left = put(l, "C", c);
  const right = isTrue ? put(r, "C", c) : target === to ? d.wrong(put(r, "C", c), true) : put(r, "C", c);
  const assuming = needs !== undefined && d.chance(0.6) ? [needs] : [];
  const isCovered = needs === undefined || assuming.length > 0;
  return {
    rule: "limit",
    kind: `to ${target}`,
    script: { assuming, lines: [`limit: ${left} = ${right} ; in x -> ${target} ; from`] },
    label: isTrue && isCovered ? "true" : "unknown",
    isOrdinary: false,
    search: (printed, rng, given) => searchLimit([left, right], target, [...assuming, ...printed], rng, given),
  };
}

/** Points that approach the target: from both sides of a finite one where the conditions let them. */
function approaches(to: string): readonly (readonly [Value, Value])[] {
  const far = [fromNumber(97), fromNumber(97 * 8)] as const;
  if (to === "infinity") return [far];
  if (to === "-infinity") return [[negate(far[0]), negate(far[1])]];
  const near = ["1/97", "1/776"].map((t) => divide(fromNumber(1), fromNumber(Number(t.slice(2)))));
  const at = fromText(to);
  return [
    [subtract(at, near[0]!), subtract(at, near[1]!)],
    [subtract(at, negate(near[0]!)), subtract(at, negate(near[1]!))],
  ];
}

function gapAt([left, right]: readonly [string, string], point: Point): Value | undefined {
  try {
    return abs(subtract(evaluate(readTree(left), point), evaluate(readTree(right), point)));
  } catch (error) {
    if (error instanceof Undefined || error instanceof Unknown) return undefined;
    throw error;
  }
}

/** Whether the gap falls at least like a small power of the distance, wherever the parameters are. */
function searchLimit(
  sides: readonly [string, string],
  to: string,
  conditions: readonly string[],
  rng: Rng,
  given: Given,
): Search {
  const onVariable = conditions.filter((c) => /\bx\b/.test(c));
  const setting = settingOf(
    sides,
    conditions.filter((c) => !/\bx\b/.test(c)),
  );
  const names = new Set([...freeNames(sides.map(readTree))].filter((n) => n !== "x"));
  let seen = 0;
  for (let k = 0; k < 30 && seen < 6; k++) {
    const point = drawPoint(rng, setting, names, [], undefined, k < 4 ? given : undefined);
    if (point === undefined) continue;
    for (const pair of approaches(to)) {
      const places = pair.map((x): Point => ({ ...point, values: new Map(point.values).set("x", x) }));
      if (onVariable.some((c) => /^x > 0$/.test(c)) && pair[0].re.lt(0)) continue;
      if (onVariable.some((c) => /^x < 0$/.test(c)) && pair[0].re.gt(0)) continue;
      const [first, second] = places.map((p) => gapAt(sides, p));
      const text = [...point.values].map(([n, v]) => `${n} = ${v.re.toNumber()}`).join(", ");
      if (first === undefined || second === undefined) return { violation: `no value near ${to}, ${text}`, seen };
      const falls = second.re.lt(first.re.times(0.5).plus(1e-30));
      if (!falls) return { violation: `the gap stays at ${second.re.toNumber()}, ${text}`, seen };
      seen++;
    }
  }
  return { seen };
}

/** f = Σ c_k t^k, k from the first power on. */
const series: readonly (readonly [f: string, first: number, ...coefficients: readonly string[]])[] = [
  ["exp(T)", 0, "1", "1", "1/2", "1/6", "1/24"],
  ["log(1 + T)", 0, "0", "1", "-1/2", "1/3", "-1/4"],
  ["sin(T)", 0, "0", "1", "0", "-1/6", "0"],
  ["cosh(T)", 0, "1", "0", "1/2", "0", "1/24"],
  ["tanh(T)", 0, "0", "1", "0", "-1/3", "0"],
  ["sqrt(1 + T)", 0, "1", "1/2", "-1/8", "1/16", "-5/128"],
  ["1/(1 - T)", 0, "1", "1", "1", "1", "1"],
  ["log(cosh(T))", 0, "0", "0", "1/2", "0", "-1/12"],
  ["sqrt(T^2 + T^4)/T", 0, "1", "0", "1/2", "0", "-1/8"],
  ["abs(T)/T", 0, "1", "0", "0", "0", "0"],
  ["sqrt(T^2)", 0, "0", "1", "0", "0", "0"],
  ["1/T + T", -1, "1", "0", "1", "0", "0"],
  ["(1 + T)^(1/3)", 0, "1", "1/3", "-1/9", "5/81", "-10/243"],
  ["T*abs(T)", 0, "0", "0", "1", "0", "0"],
  ["(T^3)^(1/3)", 0, "0", "1", "0", "0", "0"],
  ["atan(T)", 0, "0", "1", "0", "-1/3", "0"],
  ["logistic(T)", 0, "1/2", "1/4", "0", "-1/48", "0"],
];

export function drawOrder(d: Draw): Drawn {
  const [f, first, ...coefficients] = d.pick(series);
  const isLarge = d.chance(0.4);
  const c = d.coefficient();
  const t = isLarge ? d.pick(["(1/N)", `(${c}/N)`, "(1/(2*N))"]) : d.pick(["x", `(${c}*x)`, "(x/2)", "(-x)"]);
  const name = isLarge ? "N" : "x";
  const order = d.whole(0, 2);
  const count = order - first + 1;
  const terms = coefficients.slice(0, count).map((a, k) => `(${a})*${t}^(${k + first})`);
  const isTrue = d.chance(0.6);
  const wrongAt = d.whole(0, count - 1);
  const right = terms.map((term, k) => (!isTrue && k === wrongAt ? `${term} + ${t}^(${k + first})` : term)).join(" + ");
  const left = put(f, "T", t);
  const assuming = [
    `${name} ${isLarge ? "large" : "small"}`,
    ...(d.chance(0.3) ? [`${name} > 0`] : first < 0 ? [`${name} != 0`] : []),
  ];
  const rule = isLarge
    ? `largeN: ${left} = ${right} ; large N ; order ${order} ; from`
    : `expand: ${left} = ${right} ; small x ; order ${order} ; from`;
  const isSmooth = first === 0 && !/abs|T\^2\)|T\^4|T\^3/.test(f);
  return {
    rule: isLarge ? "large N" : "expand",
    kind: isSmooth ? "a series" : "a series on an edge",
    script: { assuming, lines: [rule] },
    label: isTrue && isSmooth ? "true" : "unknown",
    isOrdinary: isTrue && isSmooth,
    search: (printed) => searchOrder([left, right], name, isLarge, order, [...assuming, ...printed]),
  };
}

/** Whether the gap falls like the next power, on the sides of 0 that the conditions let in. */
function searchOrder(
  sides: readonly [string, string],
  name: string,
  isLarge: boolean,
  order: number,
  conditions: readonly string[],
): Search {
  let seen = 0;
  for (const side of ["", "-"]) {
    if (side === "-" && (isLarge || conditions.includes(`${name} > 0`))) continue;
    const [first, second] = ["1e-5", "1e-6"].map((t) => {
      const small = fromText(`${side}${t}`);
      const value = isLarge ? divide(fromNumber(1), small) : small;
      return gapAt(sides, {
        values: new Map([[name, value]]),
        definitions: new Map(),
        complex: false,
        member: () => value,
      });
    });
    if (first === undefined || second === undefined) return { violation: "no value near 0", seen };
    const bound = first.re
      .times(10 ** -(order + 1))
      .times(5)
      .plus(1e-45);
    if (second.re.gt(bound))
      return { violation: `the gap falls from ${first.re.toNumber()} to ${second.re.toNumber()} at ${side}0`, seen };
    seen++;
  }
  return { seen };
}
