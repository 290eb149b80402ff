/**
 * Identities and their mutants for the zero test, from a seed. An identity is a template with random expressions in
 * its slots, two of them combined now and then, or one put inside a function; a mutant is the same identity with one
 * error of the kind that derivations really have.
 */
import {
  add,
  call,
  derivative,
  divide,
  type Expression,
  exp,
  fraction,
  imaginaryUnit,
  log,
  mapChildren,
  multiply,
  negate,
  nodes,
  overStates,
  overValues,
  power,
  sqrt,
  subtract,
  sumOver,
  symbol,
} from "../../src/algebra/index.ts";
import type { Rng } from "../../src/numeric/random.ts";

export interface Identity {
  readonly name: string;
  readonly left: Expression;
  readonly right: Expression;
  /** Names of symbols that must be positive. */
  readonly positive: readonly string[];
}

export type MutantKind = "sign" | "factor" | "index" | "function" | "dropped term" | "error 1e-14" | "error 1e-60";
export interface Mutant {
  readonly kind: MutantKind;
  readonly left: Expression;
  readonly right: Expression;
}

const names = ["w", "x", "y", "u_1", "u_2"] as const;
const two = fraction(2);
const cosh = (u: Expression): Expression => call("cosh", u);
const sinh = (u: Expression): Expression => call("sinh", u);
const tanh = (u: Expression): Expression => call("tanh", u);
const logistic = (u: Expression): Expression => call("logistic", u);
const softplus = (u: Expression): Expression => call("softplus", u);
const double = (u: Expression): Expression => multiply(2, u);

function pick<T>(rng: Rng, from: readonly T[]): T {
  return from[rng.integer(from.length)]!;
}

function coefficient(rng: Rng): Expression {
  const n = 1 + rng.integer(4);
  return fraction(rng.integer(2) === 0 ? n : -n, 1 + rng.integer(3));
}

/** A random expression without logarithms, roots or denominators: fit for every slot. */
function slot(rng: Rng, depth = 2): Expression {
  if (depth === 0) return symbol(pick(rng, names));
  switch (rng.integer(6)) {
    case 0:
      return add(slot(rng, depth - 1), multiply(coefficient(rng), slot(rng, depth - 1)));
    case 1:
      return multiply(slot(rng, depth - 1), slot(rng, 0));
    case 2:
      return multiply(coefficient(rng), slot(rng, depth - 1));
    case 3:
      return tanh(slot(rng, depth - 1));
    case 4:
      return power(slot(rng, 0), 2);
    default:
      return symbol(pick(rng, names));
  }
}

/** A random expression that is positive for all real values of its symbols. */
function positiveSlot(rng: Rng): Expression {
  const u = slot(rng, 1);
  return pick(rng, [add(1, exp(u)), add(1, power(u, 2)), cosh(u), exp(u)]);
}

/** A polynomial, for exponents whose square is completed. */
function linear(rng: Rng): Expression {
  return add(multiply(coefficient(rng), symbol(pick(rng, names))), coefficient(rng));
}

type Template = (rng: Rng) => readonly [Expression, Expression];

function templateOf(unary: (u: Expression) => readonly [Expression, Expression]): Template {
  return (rng) => unary(slot(rng));
}
function templateOfTwo(binary: (u: Expression, v: Expression) => readonly [Expression, Expression]): Template {
  return (rng) => binary(slot(rng), slot(rng));
}

const i = imaginaryUnit;
/** Without conditions on the symbols. */
const templates: Readonly<Record<string, Template>> = {
  "tanh by exponentials": templateOf((u) => [tanh(u), divide(subtract(exp(double(u)), 1), add(exp(double(u)), 1))]),
  "tanh by sinh and cosh": templateOf((u) => [tanh(u), divide(sinh(u), cosh(u))]),
  "double angle": templateOf((u) => [sinh(double(u)), multiply(2, sinh(u), cosh(u))]),
  "square of cosh": templateOf((u) => [power(cosh(u), 2), add(1, power(sinh(u), 2))]),
  "addition of cosh": templateOfTwo((u, v) => [
    cosh(add(u, v)),
    add(multiply(cosh(u), cosh(v)), multiply(sinh(u), sinh(v))),
  ]),
  "addition of tanh": templateOfTwo((u, v) => [
    tanh(add(u, v)),
    divide(add(tanh(u), tanh(v)), add(1, multiply(tanh(u), tanh(v)))),
  ]),
  "exponential of a sum": templateOfTwo((u, v) => [exp(subtract(u, v)), divide(exp(u), exp(v))]),
  "logistic and tanh": templateOf((u) => [logistic(u), divide(add(1, tanh(divide(u, two))), two)]),
  "logistic of the opposite": templateOf((u) => [logistic(negate(u)), subtract(1, logistic(u))]),
  "softplus of the opposite": templateOf((u) => [softplus(u), add(u, softplus(negate(u)))]),
  "log cosh": templateOf((u) => [log(multiply(2, cosh(u))), add(u, log(add(1, exp(multiply(-2, u)))))]),
  "log of a product": (rng) => {
    const [a, b] = [positiveSlot(rng), positiveSlot(rng)];
    return [log(multiply(a, b)), add(log(a), log(b))];
  },
  "log of a quotient": (rng) => {
    const [a, b] = [positiveSlot(rng), positiveSlot(rng)];
    return [log(divide(power(a, 2), b)), subtract(double(log(a)), log(b))];
  },
  "root of a product": (rng) => {
    const [a, b] = [positiveSlot(rng), positiveSlot(rng)];
    return [sqrt(multiply(a, b)), multiply(sqrt(a), sqrt(b))];
  },
  "conjugate root": (rng) => {
    const a = positiveSlot(rng);
    return [divide(1, add(1, sqrt(a))), divide(subtract(sqrt(a), 1), subtract(a, 1))];
  },
  "difference of squares": templateOfTwo((u, v) => [
    subtract(power(u, 2), power(v, 2)),
    multiply(subtract(u, v), add(u, v)),
  ]),
  "cube of a sum": templateOfTwo((u, v) => [
    power(add(u, v), 3),
    add(power(u, 3), multiply(3, power(u, 2), v), multiply(3, u, power(v, 2)), power(v, 3)),
  ]),
  "saddle point": templateOfTwo((u, v) => [
    multiply(u, v),
    divide(subtract(power(add(u, v), 2), power(subtract(u, v), 2)), 4),
  ]),
  "completed square": (rng) => {
    const [a, b, z] = [linear(rng), linear(rng), symbol("z")];
    const shifted = subtract(z, divide(b, double(a)));
    return [
      exp(add(multiply(-1, a, power(z, 2)), multiply(b, z))),
      exp(add(multiply(-1, a, power(shifted, 2)), divide(power(b, 2), multiply(4, a)))),
    ];
  },
  "partial fractions": templateOf((u) => {
    const a = add(1, exp(u));
    return [divide(1, multiply(a, add(1, a))), subtract(divide(1, a), divide(1, add(1, a)))];
  }),
  "derivative of log cosh": (rng) => {
    const u = add(multiply(symbol("z"), slot(rng, 1)), slot(rng, 1));
    const body = log(multiply(2, cosh(u)));
    return [derivative(body, symbol("z")), multiply(derivative(u, symbol("z")), tanh(u))];
  },
  "derivative of softplus": (rng) => {
    const u = multiply(power(symbol("z"), 2), slot(rng, 1));
    return [derivative(softplus(u), symbol("z")), multiply(derivative(u, symbol("z")), logistic(u))];
  },
  "derivative of the logistic": (rng) => {
    const u = add(symbol("z"), slot(rng));
    return [derivative(logistic(u), symbol("z")), divide(1, multiply(4, power(cosh(divide(u, two)), 2)))];
  },
  "binary partition function": (rng) => hiddenSum(rng, [0, 1], (u) => add(1, exp(u))),
  "spin partition function": (rng) => hiddenSum(rng, [-1, 1], (u) => multiply(2, cosh(u))),
  "mean of a unit": (rng) => {
    const [u, h] = [slot(rng), symbol("h")];
    const weight = exp(multiply(h, u));
    const units = overValues(-1, 1);
    return [divide(sumOver("h", units, multiply(h, weight)), sumOver("h", units, weight)), tanh(u)];
  },
  "symbolic power": (rng) => {
    const [a, n, m] = [positiveSlot(rng), symbol("n"), linear(rng)];
    return [power(a, add(n, m)), multiply(power(a, n), power(a, m))];
  },
  Euler: templateOf((u) => [exp(multiply(i, u)), add(call("cos", u), multiply(i, call("sin", u)))]),
  "characteristic function": templateOf((u) => [
    divide(add(exp(multiply(i, u)), exp(multiply(-1, i, u))), two),
    subtract(1, multiply(2, power(call("sin", divide(u, two)), 2))),
  ]),
  "mean field inside mean field": templateOf((u) => {
    const inner = tanh(u);
    return [logistic(double(inner)), divide(add(1, tanh(inner)), two)];
  }),
  "inverse tanh": templateOf((u) => [call("atanh", tanh(u)), u]),
  "entropy at the logistic": templateOf((u) => [
    call("entropy", logistic(u)),
    subtract(softplus(u), multiply(u, logistic(u))),
  ]),
};

/** Their logarithms and roots are taken apart only where x and y are declared positive. */
const conditional: Readonly<Record<string, Template>> = {
  "log of x y": () => [log(multiply(symbol("x"), symbol("y"))), add(log(symbol("x")), log(symbol("y")))],
  "root of a square": (rng) => {
    const [a, x] = [coefficientAbove0(rng), symbol("x")];
    return [sqrt(power(add(a, x), 2)), add(a, x)];
  },
  "power of a power": () => [power(power(symbol("x"), symbol("n")), 2), power(symbol("x"), double(symbol("n")))],
  "root of a quotient": () => [
    sqrt(divide(symbol("x"), symbol("y"))),
    divide(sqrt(multiply(symbol("x"), symbol("y"))), symbol("y")),
  ],
};

function coefficientAbove0(rng: Rng): Expression {
  return fraction(1 + rng.integer(5), 1 + rng.integer(3));
}

/** Σ over two units of Π e^{h_j u_j} = product of the sums. */
function hiddenSum(rng: Rng, values: readonly number[], sum: (u: Expression) => Expression): [Expression, Expression] {
  const [u, v] = [slot(rng, 1), slot(rng, 1)];
  const body = exp(add(multiply(symbol("h_1"), u), multiply(symbol("h_2"), v)));
  return [sumOver("h", overStates(values, 1, 2), body), multiply(sum(u), sum(v))];
}

/** One random identity; the same for the same stream. */
export function generateIdentity(rng: Rng): Identity {
  const isConditional = rng.integer(8) === 0;
  const table = isConditional ? conditional : templates;
  const name = pick(rng, Object.keys(table));
  const [left, right] = table[name]!(rng);
  const positive = isConditional ? ["x", "y"] : [];
  switch (rng.integer(5)) {
    case 0: {
      const other = pick(rng, Object.keys(templates));
      const [l, r] = templates[other]!(rng);
      return { name: `${name} + ${other}`, left: add(left, l), right: add(right, r), positive };
    }
    case 1: {
      const factor = positiveSlot(rng);
      return { name: `${name}, scaled`, left: multiply(factor, left), right: multiply(factor, right), positive };
    }
    default:
      return { name, left, right, positive };
  }
}

const partner: Readonly<Record<string, "cosh" | "sinh" | "tanh" | "logistic" | "softplus" | "cos" | "sin" | "log">> = {
  cosh: "sinh",
  sinh: "cosh",
  tanh: "sinh",
  logistic: "tanh",
  softplus: "logistic",
  sin: "cos",
  cos: "sin",
  exp: "cosh",
  log: "softplus",
};

/** Replaces the k-th of the nodes that `fits`, counted over the tree. */
function replaceAt(
  e: Expression,
  fits: (x: Expression) => boolean,
  k: number,
  by: (x: Expression) => Expression,
): Expression {
  let seen = 0;
  const walk = (x: Expression): Expression => {
    const here = fits(x) && seen++ === k;
    return here ? by(x) : mapChildren(x, walk);
  };
  return walk(e);
}

function count(e: Expression, fits: (x: Expression) => boolean): number {
  return [...nodes(e)].filter(fits).length;
}

const isTerm = (x: Expression): boolean => x.kind === "sum" || x.kind === "product";

interface Error {
  readonly fits: (x: Expression) => boolean;
  readonly change: (x: Expression, rng: Rng) => Expression;
}

function withoutOne(x: Expression, rng: Rng): Expression {
  if (x.kind === "sum") return add(...x.terms.toSpliced(rng.integer(x.terms.length), 1));
  if (x.kind === "product") return multiply(...x.factors.toSpliced(rng.integer(x.factors.length), 1));
  return x;
}

function oneNegated(x: Expression, rng: Rng): Expression {
  if (x.kind !== "sum") return negate(x);
  const k = rng.integer(x.terms.length);
  return add(...x.terms.with(k, negate(x.terms[k]!)));
}

const errors: Readonly<Record<MutantKind, Error>> = {
  sign: { fits: isTerm, change: oneNegated },
  factor: {
    fits: (x) => isTerm(x) || x.kind === "call",
    change: (x, rng) => multiply(pick(rng, [two, fraction(1, 2)]), x),
  },
  index: {
    fits: (x) => x.kind === "symbol" && names.some((n) => n === x.name || n.startsWith(`${x.name}_`)),
    change: (x, rng) => (x.kind === "symbol" && x.name === "u" ? symbol("w") : symbol(pick(rng, ["u_1", "u_2"]))),
  },
  function: {
    fits: (x) => x.kind === "call" && x.name in partner,
    change: (x) => (x.kind === "call" ? call(partner[x.name]!, x.argument) : x),
  },
  "dropped term": { fits: isTerm, change: withoutOne },
  "error 1e-14": { fits: isTerm, change: (x) => add(x, fraction(1n, 10n ** 14n)) },
  "error 1e-60": { fits: isTerm, change: (x) => add(x, multiply(fraction(1n, 10n ** 60n), symbol("x"))) },
};

/** Mutants of five different kinds, or of as many as apply, each on a random side. */
export function generateMutants({ left, right }: Identity, rng: Rng): readonly Mutant[] {
  const kinds = Object.keys(errors) as MutantKind[];
  const mutants = [...rng.permutation(kinds.length)].flatMap((k) => {
    const kind = kinds[k]!;
    const { fits, change } = errors[kind];
    const onLeft = rng.integer(2) === 0;
    const target = onLeft ? left : right;
    const places = count(target, fits);
    if (places === 0) return [];
    const mutated = replaceAt(target, fits, rng.integer(places), (x) => change(x, rng));
    return [onLeft ? { kind, left: mutated, right } : { kind, left, right: mutated }];
  });
  return mutants.slice(0, 5);
}
