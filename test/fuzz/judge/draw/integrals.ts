/** Integrals by an antiderivative, and in new variables: over poles, jumps, ends of domains, and without end. */
import { admits } from "../oracle/domain.ts";
import { evaluate, type Point } from "../oracle/evaluate.ts";
import { fromNumber, Undefined, Unknown } from "../oracle/numbers.ts";
import { readTree } from "../oracle/tree.ts";
import type { Search } from "../oracle/truth.ts";
import { type Draw, type Drawn, put } from "./kit.ts";

interface Integrand {
  readonly f: string;
  /** Antiderivatives as an author would hand them in; some jump. */
  readonly handed: readonly string[];
  /** A continuous one where the integral exists, for the truth. */
  readonly whole: (x: number) => number;
  /** Where f means something; the whole line when left out. */
  readonly domain?: readonly [number, number];
  /** Where the integral diverges. */
  readonly poles?: readonly number[];
  /** Values of the handed ones at −∞ and ∞, as text. */
  readonly ends?: readonly [string | undefined, string | undefined];
}

const infinite = Number.POSITIVE_INFINITY;
const positiveLine: readonly [number, number] = [0, infinite];
const turns = (x: number): number => Math.floor((x + Math.PI) / (2 * Math.PI));

const integrands: readonly Integrand[] = [
  { f: "1/x", handed: ["log(abs(x))", "log(x)", "log(x^2)/2"], whole: (x) => Math.log(Math.abs(x)), poles: [0] },
  { f: "1/x^2", handed: ["-1/x"], whole: (x) => -1 / x, poles: [0], ends: ["0", "0"] },
  { f: "1/x^3", handed: ["-1/(2*x^2)"], whole: (x) => -1 / (2 * x * x), poles: [0] },
  { f: "1/sqrt(x)", handed: ["2*sqrt(x)"], whole: (x) => 2 * Math.sqrt(x), domain: positiveLine },
  { f: "x^(-2/3)", handed: ["3*x^(1/3)"], whole: (x) => 3 * Math.cbrt(x) },
  { f: "sqrt(x)", handed: ["2/3*x^(3/2)", "2/3*x*sqrt(x)"], whole: (x) => (2 / 3) * x ** 1.5, domain: positiveLine },
  { f: "abs(x)", handed: ["x*abs(x)/2", "x^2/2", "sign(x)*x^2/2"], whole: (x) => (x * Math.abs(x)) / 2 },
  { f: "sqrt(x^2)", handed: ["x*sqrt(x^2)/2", "x^2/2"], whole: (x) => (x * Math.abs(x)) / 2 },
  { f: "sign(x)", handed: ["abs(x)", "x", "sqrt(x^2)"], whole: Math.abs },
  { f: "log(x)", handed: ["x*log(x) - x"], whole: (x) => (x === 0 ? 0 : x * Math.log(x) - x), domain: positiveLine },
  { f: "x^2", handed: ["x^3/3", "x^3/3 + sign(x)"], whole: (x) => x ** 3 / 3 },
  { f: "x", handed: ["x^2/2", "x^2/2 + abs(x)/x", "x^2/2 + 7"], whole: (x) => (x * x) / 2 },
  { f: "1/(1 + x^2)", handed: ["atan(x)", "-atan(1/x)"], whole: Math.atan, ends: ["-pi/2", "pi/2"] },
  { f: "0", handed: ["sign(x)", "abs(x)/x", "atan(x) + atan(1/x)", "1", "x/sqrt(x^2)"], whole: () => 0 },
  { f: "exp(-x)", handed: ["-exp(-x)"], whole: (x) => -Math.exp(-x), ends: [undefined, "0"] },
  { f: "exp(x)", handed: ["exp(x)"], whole: Math.exp, ends: ["0", undefined] },
  { f: "x*exp(-x^2)", handed: ["-exp(-x^2)/2"], whole: (x) => -Math.exp(-x * x) / 2, ends: ["0", "0"] },
  {
    f: "1/(2 + cos(x))",
    handed: ["2/sqrt(3)*atan(tan(x/2)/sqrt(3))"],
    whole: (x) => (2 / Math.sqrt(3)) * (Math.atan(Math.tan(x / 2) / Math.sqrt(3)) + Math.PI * turns(x)),
  },
  { f: "cos(x)", handed: ["sin(x)"], whole: Math.sin },
  { f: "1/cos(x)^2", handed: ["tan(x)"], whole: Math.tan, poles: [Math.PI / 2, -Math.PI / 2, 1.5 * Math.PI] },
  { f: "tanh(x)", handed: ["log(cosh(x))"], whole: (x) => Math.log(Math.cosh(x)) },
  { f: "1/sqrt(1 - x^2)", handed: ["asin(x)"], whole: Math.asin, domain: [-1, 1] },
  { f: "x^(1/3)", handed: ["3/4*x^(4/3)"], whole: (x) => 0.75 * Math.cbrt(x) ** 4 },
  {
    f: "1/(x*log(x))",
    handed: ["log(log(x))", "log(abs(log(x)))"],
    whole: (x) => Math.log(Math.abs(Math.log(x))),
    domain: positiveLine,
    poles: [0, 1],
  },
];

const finiteEnds: readonly (readonly [string, number])[] = [
  ["0", 0],
  ["1", 1],
  ["2", 2],
  ["-1", -1],
  ["-2", -2],
  ["1/2", 0.5],
  ["-1/2", -0.5],
  ["3", 3],
  ["pi", Math.PI],
  ["4", 4],
  ["-pi", -Math.PI],
  ["5", 5],
];

/** ∫ from a to b, or undefined where there is none. */
function integralOf(
  { whole, domain = [-infinite, infinite], poles = [] }: Integrand,
  a: number,
  b: number,
): number | undefined {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  if (low < domain[0] || high > domain[1] || poles.some((p) => low <= p && p <= high)) return undefined;
  return whole(b) - whole(a);
}

/** The formula as a double where it has a value, for names at the given numbers. */
function numberOf(formula: string, values: Readonly<Record<string, number>> = {}): number | undefined {
  const point: Point = {
    values: new Map(Object.entries(values).map(([k, v]) => [k, fromNumber(v)])),
    definitions: new Map(),
    complex: false,
    member: () => fromNumber(1),
  };
  try {
    return evaluate(readTree(formula), point).re.toNumber();
  } catch (error) {
    if (error instanceof Undefined || error instanceof Unknown) return undefined;
    throw error;
  }
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9 * (1 + Math.abs(a) + Math.abs(b));

/** Whether ∫ = claimed at each value of the free end a that is admitted. */
function search(
  at: (a: number) => readonly [integral: number | undefined, claimed: number | undefined],
  assuming: readonly string[],
  printed: readonly string[],
  hasEnd: boolean,
): Search {
  let seen = 0;
  for (const a of hasEnd ? [2, -1, 0.5, 0, 1, -2, 3, 4, -0.5] : [0]) {
    const point: Point = {
      values: new Map([["a", fromNumber(a)]]),
      definitions: new Map(),
      complex: false,
      member: () => fromNumber(1),
    };
    if (hasEnd && ![...assuming, ...printed].every((c) => admits(c, point))) continue;
    const [integral, claimed] = at(a);
    if (integral === undefined && claimed === undefined && hasEnd) continue;
    if (integral !== undefined && claimed === undefined)
      return { violation: "the value has none", isSilent: true, seen };
    if (integral === undefined || claimed === undefined)
      return { violation: `no value${hasEnd ? ` at a = ${a}` : ""}`, seen };
    if (!close(integral, claimed))
      return { violation: `${integral} and not ${claimed}${hasEnd ? ` at a = ${a}` : ""}`, seen };
    seen++;
  }
  return { seen };
}

export function drawIntegral(d: Draw): Drawn {
  const integrand = d.pick(integrands);
  const antiderivative = d.pick(integrand.handed);
  const hasEnd = d.chance(0.2);
  const [fromText, from] = d.pick(finiteEnds);
  const [toText, to] = hasEnd ? (["a", 0] as const) : d.pick(finiteEnds);
  const upper = !hasEnd && d.chance(0.25) ? integrand.ends?.[1] : undefined;
  const lower = upper !== undefined && d.chance(0.4) ? integrand.ends?.[0] : undefined;
  const high =
    upper === undefined
      ? [toText, put(antiderivative, "x", toText)]
      : ["infinity", antiderivative === integrand.handed[0] ? upper : "0"];
  const low =
    lower === undefined
      ? [fromText, put(antiderivative, "x", fromText)]
      : ["-infinity", antiderivative === integrand.handed[0] ? lower : "0"];
  const claimed = d.chance(0.65) ? `${high[1]} - (${low[1]})` : d.wrong(`${high[1]} - (${low[1]})`, true);
  const assuming = [
    ...(hasEnd && d.chance(0.6) ? [d.pick(["a > 0", "a > 1", "a < 0", "a >= 0"])] : []),
    ...(d.chance(0.15) ? [d.pick(["x > 0", "x != 0"])] : []),
  ];
  const ends = (a: number): readonly [number, number] => [
    lower === undefined ? from : -infinite,
    hasEnd ? a : upper === undefined ? to : infinite,
  ];
  const first = integrand.handed[0];
  const isPlain =
    !hasEnd &&
    integrand.poles === undefined &&
    integrand.domain === undefined &&
    antiderivative === first &&
    assuming.length === 0 &&
    /^(x$|x\^2|exp|x\*exp|cos|tanh|1\/\(1)/.test(integrand.f);
  const value = integralOf(integrand, ...ends(0));
  return {
    rule: "integrate",
    kind: hasEnd ? "a free end" : upper === undefined ? "a finite range" : "a range without end",
    script: {
      assuming,
      lines: [
        `define: J = integral(${integrand.f}, x, ${low[0]}, ${high[0]})`,
        `integrate: J = ${claimed} ; by ${antiderivative}`,
      ],
    },
    label: "unknown",
    isOrdinary: isPlain && value !== undefined && close(value, numberOf(claimed) ?? Number.NaN),
    search: (printed) =>
      search(
        (a) => [integralOf(integrand, ...ends(a)), numberOf(claimed, { a })],
        assuming.filter((c) => !/\bx\b/.test(c)),
        printed.filter((c) => !/\bx\b/.test(c)),
        hasEnd,
      ),
  };
}

interface Map_ {
  readonly there: string;
  readonly back: string;
  /** d(back)/dt and d(there)/dx. */
  readonly slope: string;
  readonly jacobian: string;
  readonly forward: (x: number) => number;
  readonly backward: (t: number) => number;
  /** Where t must not pass. */
  readonly break?: number;
  readonly domain?: readonly [number, number];
}

const maps: readonly Map_[] = [
  { there: "2*x", back: "t/2", slope: "1/2", jacobian: "2", forward: (x) => 2 * x, backward: (t) => t / 2 },
  { there: "-x", back: "-t", slope: "(-1)", jacobian: "-1", forward: (x) => -x, backward: (t) => -t },
  { there: "x + 1", back: "t - 1", slope: "1", jacobian: "1", forward: (x) => x + 1, backward: (t) => t - 1 },
  {
    there: "1 - 3*x",
    back: "(1 - t)/3",
    slope: "(-1/3)",
    jacobian: "-3",
    forward: (x) => 1 - 3 * x,
    backward: (t) => (1 - t) / 3,
  },
  {
    there: "x^2",
    back: "sqrt(t)",
    slope: "1/(2*sqrt(t))",
    jacobian: "2*x",
    forward: (x) => x * x,
    backward: Math.sqrt,
  },
  {
    there: "x^2",
    back: "-sqrt(t)",
    slope: "(-1/(2*sqrt(t)))",
    jacobian: "2*x",
    forward: (x) => x * x,
    backward: (t) => -Math.sqrt(t),
  },
  {
    there: "x^3",
    back: "t^(1/3)",
    slope: "1/3*t^(-2/3)",
    jacobian: "3*x^2",
    forward: (x) => x ** 3,
    backward: Math.cbrt,
  },
  {
    there: "1/x",
    back: "1/t",
    slope: "(-1/t^2)",
    jacobian: "-1/x^2",
    forward: (x) => 1 / x,
    backward: (t) => 1 / t,
    break: 0,
  },
  { there: "exp(x)", back: "log(t)", slope: "1/t", jacobian: "exp(x)", forward: Math.exp, backward: Math.log },
  {
    there: "tan(x)",
    back: "atan(t)",
    slope: "1/(1 + t^2)",
    jacobian: "1 + tan(x)^2",
    forward: Math.tan,
    backward: Math.atan,
  },
  {
    there: "sqrt(x)",
    back: "t^2",
    slope: "2*t",
    jacobian: "1/(2*sqrt(x))",
    forward: Math.sqrt,
    backward: (t) => t * t,
    domain: positiveLine,
  },
  { there: "abs(x)", back: "t", slope: "1", jacobian: "sign(x)", forward: Math.abs, backward: (t) => t },
  {
    there: "sin(x)",
    back: "asin(t)",
    slope: "1/sqrt(1 - t^2)",
    jacobian: "cos(x)",
    forward: Math.sin,
    backward: Math.asin,
  },
];

export function drawChange(d: Draw): Drawn {
  const map = d.pick(maps);
  const integrand = d.pick(
    integrands.filter((i) => ["x", "x^2", "abs(x)", "exp(-x)", "cos(x)", "1/(1 + x^2)", "sign(x)"].includes(i.f)),
  );
  const [[fromText, from], [toText, to]] = [d.pick(finiteEnds), d.pick(finiteEnds)];
  const [low, high] = [put(map.there, "x", fromText), put(map.there, "x", toText)];
  const factor = d.chance(0.75) ? map.slope : d.pick(["1", `(-${map.slope})`, `(2*${map.slope})`]);
  const decoys = d.chance(0.5)
    ? d.pick([["x > 0"], ["x > 0", "t > 0"], ["t > 0"], ["x != 0"], ["x != 0", "t != 0"]])
    : [];
  const scale =
    numberOf(factor === map.slope ? "1" : factor === "1" ? `1/(${map.slope})` : factor.startsWith("(-") ? "-1" : "2", {
      t: 1,
    }) ?? 1;
  const isSlopeKept = factor !== "1" || map.slope === "1";
  const [s, t] = [map.forward(from), map.forward(to)];
  const crosses = map.break !== undefined && Math.min(s, t) <= map.break && map.break <= Math.max(s, t);
  const isInside = map.domain === undefined || Math.min(from, to) >= map.domain[0];
  const old = isInside && Number.isFinite(s) && Number.isFinite(t) ? integralOf(integrand, from, to) : undefined;
  const fresh = crosses ? undefined : integralOf(integrand, map.backward(s), map.backward(t));
  return {
    rule: "change of variables",
    kind: map.there,
    script: {
      assuming: decoys,
      lines: [
        `define: J = integral(${integrand.f}, x, ${fromText}, ${toText})`,
        `change: J = integral((${put(integrand.f, "x", map.back)})*${factor}, t, ${low}, ${high}) ; t := ${map.there} ; back x := ${map.back} ; jacobian ${map.jacobian}`,
      ],
    },
    label: isSlopeKept ? "unknown" : "unknown",
    isOrdinary:
      factor === map.slope &&
      decoys.length === 0 &&
      ["2*x", "-x", "x + 1", "1 - 3*x"].includes(map.there) &&
      from !== to,
    // With another factor the new integral is known only up to that factor, and only where it is a number.
    search: () => {
      if (!isSlopeKept) return { seen: 0 };
      if (old === undefined || fresh === undefined) return { violation: "no value", seen: 0 };
      return close(old, scale * fresh) ? { seen: 1 } : { violation: `${old} and not ${scale * fresh}`, seen: 0 };
    },
  };
}
