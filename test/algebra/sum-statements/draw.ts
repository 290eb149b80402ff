/**
 * Statements of every rule of sums, drawn with degenerate parameters on purpose: empty, reversed, fractional and shifted
 * ranges, indices outside them, names used twice. Whether one is true is not known here.
 */
import type { Rng } from "../../../src/numeric/random.ts";

export interface SumStatement {
  /** The rule that it is drawn for. */
  readonly kind: string;
  readonly left: string;
  readonly right: string;
  readonly assuming: readonly string[];
  /** An induction, as its variable and start. */
  readonly induction?: readonly [variable: string, from: number];
  /** Drawn without a spoiled side and with plain ranges: it should not be left undecided. */
  readonly ordinary: boolean;
}

type Draw = (rng: Rng) => Omit<SumStatement, "kind">;

const oneOf = <T>(rng: Rng, list: readonly T[]): T => list[rng.integer(list.length)]!;
const chance = (rng: Rng, inHundred: number): boolean => rng.integer(100) < inHundred;

const ends = {
  from: ["1", "1", "1", "0", "2", "3", "-1", "N + 1", "N + 2", "L + 1", "1/2", "5", "M"],
  to: ["N", "N", "N", "M", "N - 1", "N + 1", "N - 3", "2*N", "1", "0", "2", "N/2", "L", "N + M", "N*(N + 1)/2"],
};

/** A range, and whether it is one of those that every paper has. */
function range(rng: Rng): readonly [from: string, to: string, plain: boolean] {
  if (chance(rng, 35)) return ["1", oneOf(rng, ["N", "M"]), true];
  return [oneOf(rng, ends.from), oneOf(rng, ends.to), false];
}

const terms = (i: string): readonly string[] => [
  `u[${i}]`,
  `c*u[${i}]`,
  `u[${i}]*v[${i}]`,
  `(u[${i}] + v[${i}])`,
  `exp(u[${i}])`,
  `exp(-c*u[${i}])`,
  `u[${i}]/v[${i}]`,
  `${i}*u[${i}]`,
  `${i}`,
  "c",
];
const term = (rng: Rng, i: string): string => oneOf(rng, terms(i));

/** The text, or now and then one that says something else. */
function perhapsSpoiled(rng: Rng, text: string): readonly [text: string, intact: boolean] {
  if (!chance(rng, 35)) return [text, true];
  return [oneOf(rng, [`${text} + 1`, `2*(${text})`, `-(${text})`, `${text} + N`, `(${text})*c`]), false];
}

const counting: Draw = (rng) => {
  const [a, b, plain] = range(rng);
  const count = `(${b} - (${a}) + 1)`;
  const [left, right] = oneOf(rng, [
    [`sum(1, i, ${a}, ${b})`, count],
    [`sum(c, i, ${a}, ${b})`, `c*${count}`],
    [`prod(2, i, ${a}, ${b})`, `2^${count}`],
    [`prod(exp(c), i, ${a}, ${b})`, `exp(c*${count})`],
    [`sum(1, h, [0, 1], ${a}, ${b})`, `2^${count}`],
    [`sum(u[i] + c, i, ${a}, ${b})`, `sum(u[i], i, ${a}, ${b}) + c*${count}`],
  ] as const);
  const [text, intact] = perhapsSpoiled(rng, right);
  return { left, right: text, assuming: declared(rng), ordinary: plain && intact };
};

const nested: Draw = (rng) => {
  const from = oneOf(rng, ["1", "i", "i + 1", "i + 2", "0", "i - 1"]);
  const to = oneOf(rng, ["N", "i", "i - 1", "N - i", "i^2", "M", "2*i", "i/2", "i*(i + 1)/2"]);
  const [right, intact] = perhapsSpoiled(rng, `sum(${to} - (${from}) + 1, i, 1, N)`);
  const plain = ["1 i", "i N", "1 N", "1 i^2", "1 2*i", "i + 1 N"].includes(`${from} ${to}`);
  return { left: `sum(sum(1, j, ${from}, ${to}), i, 1, N)`, right, assuming: declared(rng), ordinary: plain && intact };
};

const linearity: Draw = (rng) => {
  const [a, b, plain] = range(rng);
  const [f, g] = [term(rng, "i"), term(rng, "i")];
  const other = chance(rng, 20) ? "N + 1" : b;
  const [right, intact] = perhapsSpoiled(rng, `c*sum(${f}, i, ${a}, ${b}) + sum(${g}, i, ${a}, ${other})`);
  const left = `sum(c*${f} + ${g}, i, ${a}, ${b})`;
  return { left, right, assuming: declared(rng), ordinary: plain && intact && other === b };
};

const interchange: Draw = (rng) => {
  const inner = oneOf(rng, ["M", "M", "i", "N - i", "0", "N"]);
  const [f, g] = oneOf(rng, [
    ["W[i, j]", "W[i, j]"],
    ["u[i]*v[j]", "u[i]*v[j]"],
    ["W[i, j]", "W[j, i]"],
  ] as const);
  const left = `sum(sum(${f}, j, 1, ${inner}), i, 1, N)`;
  const right = `sum(sum(${g}, i, 1, N), j, 1, ${inner.includes("i") ? "N" : inner})`;
  return { left, right, assuming: [], ordinary: f === g && ["M", "N"].includes(inner) };
};

const contraction: Draw = (rng) => {
  const k = oneOf(rng, ["k", "k", "0", "N + 1", "N", "k/2", "3/2", "1", "k + 1", "L"]);
  const f = (i: string): string => oneOf(rng.child("body"), terms(i));
  const [a, b] = oneOf(rng, [
    ["1", "N"],
    ["1", "N"],
    ["0", "N - 1"],
    ["2", "N"],
    ["1", "3"],
  ] as const);
  const bounds = k === "k" && chance(rng, 60) ? [`k > ${a} - 1`, `k < ${b} + 1`] : declared(rng);
  const [right, intact] = perhapsSpoiled(rng, f(k));
  const ordinary = intact && k === "k" && bounds.length === 2 && !right.includes("/");
  return { left: `sum(delta(i, ${k})*${f("i")}, i, ${a}, ${b})`, right, assuming: bounds, ordinary };
};

const reindexing: Draw = (rng) => {
  const [a, b, plain] = range(rng);
  const shift = oneOf(rng, ["1", "2", "-1", "1/2", "L", "N"]);
  const f = (i: string): string => oneOf(rng.child("body"), terms(i));
  const left = `sum(${f("i")}, i, ${a}, ${b})`;
  const right = oneOf(rng, [
    `sum(${f(`(i - (${shift}))`)}, i, ${a} + ${shift}, ${b} + ${shift})`,
    `sum(${f(`(${a} + ${b} - i)`)}, i, ${a}, ${b})`,
    `sum(${f("i")}, i, ${b}, ${a})`,
    `sum(${f(`(i - (${shift}))`)}, i, ${a}, ${b} + ${shift})`,
  ]);
  return { left, right, assuming: [], ordinary: plain && ["1", "2", "-1"].includes(shift) };
};

const splitting: Draw = (rng) => {
  const [a, b, plain] = range(rng);
  const f = (i: string): string => oneOf(rng.child("body"), terms(i));
  const right = oneOf(rng, [
    `sum(${f("i")}, i, ${a}, ${b} - 1) + ${f(`(${b})`)}`,
    `${f(`(${a})`)} + sum(${f("i")}, i, ${a} + 1, ${b})`,
    `sum(${f("i")}, i, ${a}, L) + sum(${f("i")}, i, L + 1, ${b})`,
    `sum(${f("i")}, i, ${a}, L) + sum(${f("i")}, i, L, ${b})`,
  ]);
  const said = plain
    ? oneOf(rng, [["N > 0", "M > 0", "L > 0", "L < N + 1", "L < M + 1"], ["N >= 0", "M >= 0"], []])
    : [];
  return {
    left: `sum(${f("i")}, i, ${a}, ${b})`,
    right,
    assuming: said,
    ordinary: plain && said.length > 2 && !right.includes("/"),
  };
};

const byInduction: Draw = (rng) => {
  const from = rng.integer(3);
  const [a, claim, start] = oneOf(rng, [
    ["1", ["i", "N*(N + 1)/2"], 0],
    ["1", ["i^2", "N*(N + 1)*(2*N + 1)/6"], 0],
    ["0", ["c^i", "(c^(N + 1) - 1)/(c - 1)"], 0],
    ["1", ["u[i] - u[i - 1]", "u[N] - u[0]"], 0],
    ["2", ["i", "N*(N + 1)/2 - 1"], 1],
    ["3", ["1", "N - 2"], 2],
    ["L", ["1", "N - L + 1"], 0],
    ["1", ["1/(i*(i + 1))", "N/(N + 1)"], 0],
  ] as const);
  const [right, intact] = perhapsSpoiled(rng, claim[1]);
  const said = oneOf(rng, [["N > 0"], ["N > 2"], ["N >= 0"]]);
  const ordinary = intact && a === "1" && from <= 1 && said[0] === "N > 0" && start === 0 && from === 1;
  return { left: `sum(${claim[0]}, i, ${a}, N)`, right, assuming: said, induction: ["N", from], ordinary };
};

const states: Draw = (rng) => {
  const [values, one] = oneOf(rng, [
    ["[0, 1]", "(1 + exp(t[j]))"],
    ["[-1, 1]", "(exp(t[j]) + exp(-t[j]))"],
  ] as const);
  const [a, b] = oneOf(rng, [
    ["1", "M"],
    ["1", "M"],
    ["2", "M"],
    ["3", "1"],
    ["1", "0"],
  ] as const);
  const end = chance(rng, 15) ? "M - 1" : b;
  const [right, intact] = perhapsSpoiled(rng, `prod(${one}, j, ${a}, ${end})`);
  const left = `sum(exp(sum(h[j]*t[j], j, ${a}, ${b})), h, ${values}, ${a}, ${b})`;
  return { left, right, assuming: [], ordinary: intact && end === b };
};

const oneUnit: Draw = (rng) => {
  const said = oneOf(rng, [["k > 0", "k < M + 1"], []]);
  const [right, intact] = perhapsSpoiled(rng, "exp(t[k])/(1 + exp(t[k]))*prod(1 + exp(t[j]), j, 1, M)");
  const left = "sum(h[k]*exp(sum(h[j]*t[j], j, 1, M)), h, [0, 1], 1, M)";
  return { left, right, assuming: said, ordinary: intact && said.length > 0 };
};

const derivatives: Draw = (rng) => {
  const [a, b, plain] = range(rng);
  const [f, slope] = oneOf(rng, [
    ["exp(-c*u[i])", "-u[i]*exp(-c*u[i])"],
    ["exp(c*u[i])*v[i]", "u[i]*v[i]*exp(c*u[i])"],
    ["c^2*u[i] - c*v[i]", "2*c*u[i] - v[i]"],
    ["v[i]*exp(-2*c*u[i])", "-2*v[i]*u[i]*exp(-2*c*u[i])"],
    ["u[i]/c", "-u[i]/c^2"],
  ] as const);
  const [right, intact] = perhapsSpoiled(rng, `sum(${slope}, i, ${a}, ${b})`);
  return { left: `diff(sum(${f}, i, ${a}, ${b}), c)`, right, assuming: ["c != 0"], ordinary: plain && intact };
};

const members: Draw = (rng) => {
  const [right, intact] = perhapsSpoiled(rng, "sum(2*u[i]*v[i]*delta(i, k), i, 1, N)");
  return { left: "diff(sum(u[i]^2*v[i], i, 1, N), u[k])", right, assuming: [], ordinary: intact };
};

const shadowed: Draw = (rng) => {
  const [left, right] = oneOf(rng, [
    ["u[i]*sum(v[i], i, 1, N)", "sum(u[i]*v[j], j, 1, N)"],
    ["u[i]*sum(v[i], i, 1, N)", "sum(u[i]*v[i], i, 1, N)"],
    ["sum(u[i]*sum(v[i], i, 1, M), i, 1, N)", "sum(u[j], j, 1, N)*sum(v[k], k, 1, M)"],
    ["sum(sum(u[i], i, 1, M), i, 1, N)", "N*sum(u[i], i, 1, M)"],
    ["sum(sum(u[i], i, 1, M), i, 1, N)", "M*sum(u[i], i, 1, N)"],
    ["sum(N*u[N], N, 1, M)", "N*sum(u[N], N, 1, M)"],
  ] as const);
  return { left, right, assuming: [], ordinary: false };
};

/** What is declared of the sizes. */
function declared(rng: Rng): readonly string[] {
  return oneOf(rng, [[], [], ["N > 0"], ["N >= 0"], ["N > 0", "M > 0"], ["N/2 whole", "N > 0"]]);
}

const kinds: Readonly<Record<string, Draw>> = {
  counting,
  nested,
  linearity,
  interchange,
  contraction,
  reindexing,
  splitting,
  "by induction": byInduction,
  states,
  "one unit": oneUnit,
  derivatives,
  members,
  shadowed,
};

/** So many statements of every kind. */
export function drawStatements(rng: Rng, ofEach: number): readonly SumStatement[] {
  return Object.entries(kinds).flatMap(([kind, draw]) =>
    Array.from({ length: ofEach }, (_, k) => ({ kind, ...draw(rng.child(kind).child(`${k}`)) })),
  );
}
