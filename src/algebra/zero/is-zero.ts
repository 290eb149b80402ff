/**
 * The zero test: is an expression 0 identically, for all values of its symbols where it is defined?
 *
 * Method. Gonnet (SYMSAC '86; STOC '84) and Maple's testeq evaluate at random points of a finite field. Here the
 * expression becomes a rational function of generators (symbols, exponentials of independent exponents, logarithms of
 * independent arguments, roots), and that function is evaluated at a random point of F_p for two random primes of
 * 100 bits. In place of Gonnet's e^u = g^(u mod q), which needs safe primes and whose error has no good bound for
 * many exponentials, dependent exponents and logarithms are found by linear algebra (relations.ts) and each
 * independent exponential is one free variable; e^{a+b} = e^a e^b still holds by construction, nothing but small
 * powers is computed, and the bound below is a theorem.
 *
 * Error. "zero" is one-sided: said of a formula that is not zero, it is wrong with probability at most 2^log2Error.
 * If the numerator N of the formula, a polynomial of degree at most D in what a point draws, is not 0, then
 *   (1) N may vanish modulo p: the greatest common divisor of its coefficients, a number of B bits, has at most B/99
 *       prime factors of 100 bits, out of about 2^88 primes that the search draws from: below 2^-80 for B ≤ 25 000;
 *   (2) N may vanish at a random point of F_p: at most D/2^99, by the lemma of Schwartz and Zippel.
 * Two independent primes square both. With r square roots whose branch is open, all 2^r choices of signs are tried at
 * one and the same point (branches.ts) and all must vanish; the true branch is among them. The norm over the roots has
 * degree at most 2^r D, and the points are those where the roots exist, one in 2^r: the bound (2) grows by 4^r.
 * log2Error adds up max(−80, log2 D + 2 r − 99) over the two primes. Relations among exponents, logarithms and
 * arguments are verified on all branches at two fresh points for each prime: their error is below the square of the
 * same bound. Primes pass 40 rounds of Miller and Rabin. Taking e, π, log 2, erf x … for independent is safe: a
 * relation that is missed can turn a zero into an undecided, and never the other way.
 *
 * The imaginary unit is an element of F_p, p = 1 mod 4 (prime.ts); F_{p²} is not needed.
 *
 * "nonzero" is said only with a witness: a point of the domain at which ball arithmetic proves the value different
 * from 0. Symbols are real unless i stands in the expression, then logarithms and roots take principal values.
 *
 * "zero" means a formal identity on the real domain of every logarithm and root in it, under `conditions`; `excluded`
 * lists the denominators that may vanish. A condition is reported when log(ab) = log a + log b or √(ab) = √a √b was
 * used with a sign that is neither evident nor declared, and when a declaration was used.
 *
 * "undecided" comes in these kinds, told by `why`:
 *   - "sign of a root": it vanishes on some branches of its roots, as √(1+2x+x²) − (1+x) without 1 + x > 0;
 *   - "unknown relation": formally different, but zero to 250 digits at points of the domain: functions that are kept
 *     whole (erf, Γ, asin, atan, logarithms of complex arguments) or numbers (e^π …) may be related, or the difference
 *     is too small to see; also e^{cx} with |c| or its denominator above 10^6 beside other multiples of x, and
 *     x^c with a denominator above 10^4 beside other powers of x;
 *   - "no value": formally different, and no value can be proven: Γ has no numeric leg, or no point of the domain was
 *     met;
 *   - "division by zero": a denominator vanishes at every point tried;
 *   - "too many roots": more than 256 patterns of signs;
 *   - "degree": a degree so large that the bound says nothing.
 * "unsupported" are integrals, sums of symbolic length and symbolic deltas that do not cancel as they stand, cube
 * roots of sums beside √3, and derivatives of Γ.
 */
import { BoltzproofError } from "../../errors.ts";
import { Rng } from "../../numeric/random.ts";
import { symbol } from "../construct.ts";
import { fromInteger, rationalToText } from "../exact/rational.ts";
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { toText } from "../print/text.ts";
import { freeSymbols } from "../structure.ts";
import { Bases } from "./bases.ts";
import { countBranches, mostBranches, openRoots, vanishing } from "./branches.ts";
import { Circuit, type NodeId } from "./circuit.ts";
import { Degrees } from "./evaluate.ts";
import { claimsOf, denominatorsOf, isComplex, Lowering, symbolicPart } from "./lower.ts";
import { Positivity } from "./positivity.ts";
import { Powers } from "./powers.ts";
import { Relations } from "./relations.ts";
import { findWitness, type Question, type Witness } from "./witness.ts";

export interface ZeroOptions {
  /** What is positive: names of symbols ("x", "u_1", "u" for the whole family), texts or expressions. */
  readonly positive?: Iterable<string | Expression>;
  /** Seed of all random choices; 1 when left out. It is repeated in the answer. */
  readonly seed?: number;
}

export interface ZeroAnswer {
  readonly verdict: "zero" | "nonzero" | "undecided" | "unsupported";
  /** For "nonzero": where, and the value there. */
  readonly witness?: Witness;
  /** For "zero": the signs it relies on, as "x > 0". */
  readonly conditions: readonly string[];
  /** For "zero": denominators that may vanish, as "x - 1". */
  readonly excluded: readonly string[];
  /** For "zero": it is wrong with probability at most 2^log2Error; 0 otherwise. */
  readonly log2Error: number;
  readonly seed: number;
  /** For "undecided" and "unsupported". */
  readonly why?: string;
}

/** What the field leg found. */
type Formal =
  | { readonly kind: "zero"; readonly log2Error: number }
  | { readonly kind: "nonzero" }
  | { readonly kind: "open"; readonly why: string };

/**
 * Whether an expression (an equation: left − right; a matrix: every entry) vanishes identically.
 * @throws BoltzproofError "shape" for matrices that do not fit, "parse" for a declaration that is no formula.
 */
export function isZero(e: Expression, options: ZeroOptions = {}): ZeroAnswer {
  const seed = options.seed ?? 1;
  try {
    return { ...new ZeroTest(e, options.positive ?? [], Rng.fromSeed(seed).child("zero test")).answer(), seed };
  } catch (error) {
    if (!(error instanceof BoltzproofError) || error.code !== "capability") throw error;
    return { ...nothing, verdict: "unsupported", seed, why: error.message };
  }
}

const nothing = { conditions: [], excluded: [], log2Error: 0 } as const;

/** The field leg alone, for the tests that try to fool it: "open" is neither zero nor nonzero. */
export function formalVerdict(e: Expression, options: ZeroOptions = {}): "zero" | "nonzero" | "open" {
  return new ZeroTest(e, options.positive ?? [], Rng.fromSeed(options.seed ?? 1).child("zero test")).formal();
}

function nonzero(witness: Witness): Answer {
  return { ...nothing, verdict: "nonzero", witness };
}

function undecided(why: string): Answer {
  return { ...nothing, verdict: "undecided", why };
}

const divisionByZero = "division by zero: a denominator vanishes at every point tried";

type Answer = Omit<ZeroAnswer, "seed">;
type Look = ReturnType<typeof findWitness>;

/** Bits of the numeric leg: a quick look, and a last one that sees differences down to about 1e-250. */
const quickBits = 128;
const fineBits: readonly number[] = [320, 960];
/** Bits of randomness in a prime, less a few for the interval it is drawn from. */
const primeBits = 99;
const minusOne = fromInteger(-1);
/** A bound that is no better than this is not given as one. */
const weakestLog2Error = -40;

class ZeroTest {
  readonly #claims: readonly Expression[];
  /** A part without a value in numbers. */
  readonly #symbolic: Expression | undefined;
  readonly #declared: readonly Expression[];
  readonly #isComplex: boolean;
  readonly #rng: Rng;
  readonly #circuit = new Circuit();
  readonly #relations: Relations;

  constructor(e: Expression, positive: Iterable<string | Expression>, rng: Rng) {
    this.#claims = claimsOf(e);
    this.#declared = [...positive].flatMap((x) => (typeof x === "string" ? declaredBy(x, e) : [x]));
    this.#isComplex = this.#claims.some(isComplex);
    this.#symbolic = this.#claims.map(symbolicPart).find((x) => x !== undefined);
    this.#rng = rng;
    this.#relations = new Relations(this.#circuit, rng.child("relations"));
  }

  answer(): Answer {
    // Numbers first: they settle most errors at once, and no zero is said that they contradict.
    const glance = this.#look(quickBits, 2);
    if (glance.witness !== undefined) return nonzero(glance.witness);
    const plain = this.#attempt([], false);
    if (plain.formal.kind === "zero") return this.#zero(plain);
    const strict = this.#declared.length === 0 ? plain : this.#attempt(this.#declared, false);
    if (strict.formal.kind === "zero") return this.#zero(strict);
    const constant = strict.nodes.map((id) => this.#circuit.node(id)).find((n) => n.op === "number");
    if (constant?.op === "number" && constant.value.numerator !== 0n) {
      return nonzero({ point: {}, value: rationalToText(constant.value) });
    }
    const quick = this.#look(quickBits, 6);
    if (quick.witness !== undefined) return nonzero(quick.witness);
    const permissive = this.#attempt(this.#declared, true, strict);
    if (permissive.formal.kind === "zero") return this.#zero(permissive);
    if (this.#symbolic === undefined) return this.#lookCloser(permissive.formal, quick.points);
    return { ...nothing, verdict: "unsupported", why: `${toText(this.#symbolic)} does not cancel` };
  }

  /** What the field leg says, without conditions beyond the declared ones. */
  formal(): Formal["kind"] {
    return this.#attempt(this.#declared, false).formal.kind;
  }

  #lookCloser(formal: Formal, points: number): Answer {
    for (const bits of points > 0 ? fineBits : []) {
      const { witness } = this.#look(bits, 6);
      if (witness !== undefined) return nonzero(witness);
    }
    const difference =
      points > 0
        ? "unknown relation: formally different, yet 0 to about 250 digits at every point tried"
        : "no value: formally different, and no point was met at which a value can be proven";
    return undecided(formal.kind === "open" ? formal.why : difference);
  }

  /** The claims in numbers, at so many points of the domain. */
  #look(bits: number, points: number): Look {
    if (this.#symbolic !== undefined) return { points: 0 };
    const question: Question = {
      claims: this.#claims,
      symbols: [...new Set([...this.#claims, ...this.#declared].flatMap((e) => [...freeSymbols(e).keys()]))],
      positive: this.#declared,
      positiveSymbols: new Set(this.#declared.filter((x) => x.kind === "symbol").map(toText)),
      complex: this.#isComplex,
      points,
    };
    return findWitness(question, this.#rng.child("witness"), bits);
  }

  #attempt(declared: readonly Expression[], permissive: boolean, earlier?: Attempt): Attempt {
    const positivity = new Positivity(this.#circuit, this.#isComplex);
    const domain = earlier?.powers.domain ?? new Set<NodeId>();
    const bases = new Bases(this.#circuit, positivity, this.#relations, permissive);
    const powers = new Powers(this.#circuit, positivity, this.#relations, bases, { permissive, domain });
    const lowering = new Lowering(this.#circuit, positivity, powers, this.#relations);
    for (const x of declared) positivity.declare(lowering.lower(x), `${toText(x)} > 0`);
    for (const x of earlier === undefined ? [] : this.#candidates(earlier.nodes, positivity)) bases.addCandidate(x);
    const nodes = this.#claims.map((e) => lowering.lower(e));
    return { nodes, lowering, positivity, powers, bases, formal: this.#evaluate(nodes) };
  }

  /**
   * Positive nodes that a root may be equal to, √(1 + 2x + x²) = 1 + x: sums that occur, and what a claim A + B r = 0
   * says of its root r, −A/B.
   */
  #candidates(nodes: readonly NodeId[], positivity: Positivity): readonly NodeId[] {
    const c = this.#circuit;
    const sums = [...reachable(c, nodes)].filter((id) => c.node(id).op === "sum");
    const solved = openRoots(c, nodes).flatMap((g) =>
      nodes.map((id) => {
        const opposite = c.sum([c.scale(minusOne, c.replace(id, g, c.zero))]);
        const slope = c.sum([c.replace(id, g, c.one), opposite]);
        return c.product([opposite, c.power(slope, -1n)]);
      }),
    );
    return [...solved, ...sums].filter((id) => positivity.isPositive(id)).slice(0, 12);
  }

  #zero({ lowering, positivity, bases, formal }: Attempt): Answer {
    const conditions = [...positivity.used, ...[...bases.assumed].map((id) => `${lowering.textOf(id)} > 0`)];
    const below = this.#claims.flatMap(denominatorsOf).filter((x) => !positivity.isPositive(lowering.lower(x)));
    if (below.some((x) => this.#evaluate([lowering.lower(x)]).kind === "zero")) return undecided(divisionByZero);
    const log2Error = formal.kind === "zero" ? formal.log2Error : 0;
    return { verdict: "zero", conditions, excluded: [...new Set(below.map(toText))], log2Error };
  }

  /** All nodes at a random point of each field, on all branches of their roots. */
  #evaluate(nodes: readonly NodeId[]): Formal {
    const { fields } = this.#relations;
    const branches = countBranches(openRoots(this.#circuit, nodes), fields[0]);
    if (branches > mostBranches) return { kind: "open", why: `too many roots: ${branches} choices of signs` };
    const found = fields.map((field) => vanishing(this.#circuit, field, () => this.#relations.stream(), nodes));
    if (found.includes("undefined")) return { kind: "open", why: divisionByZero };
    if (found.every((v) => v === "all")) return this.#bound(nodes, branches);
    if (found.includes("none")) return { kind: "nonzero" };
    return { kind: "open", why: "sign of a root: it vanishes on some branches only" };
  }

  #bound(nodes: readonly NodeId[], branches: number): Formal {
    const degrees = new Degrees(this.#circuit);
    const degree = Math.max(1, ...nodes.map((id) => degrees.of(id).above));
    const log2Error = 2 * Math.max(-80, Math.log2(degree) + 2 * Math.log2(branches) - primeBits);
    if (log2Error <= weakestLog2Error) return { kind: "zero", log2Error };
    return { kind: "open", why: `degree: ${degree.toPrecision(2)} is too large for a bound on the error` };
  }
}

interface Attempt {
  readonly nodes: readonly NodeId[];
  readonly lowering: Lowering;
  readonly positivity: Positivity;
  readonly powers: Powers;
  readonly bases: Bases;
  readonly formal: Formal;
}

/** A declaration in words: a symbol of the expression, its whole family, or a formula in any symbols. */
function declaredBy(text: string, e: Expression): readonly Expression[] {
  const symbols = freeSymbols(e);
  const members = [...symbols.values()].filter((s) => s.name === text);
  if (members.length > 0) return members;
  return /^\w+$/.test(text) ? [symbol(text)] : [parse(text, text.match(/[A-Za-z]\w*/g) ?? [])];
}

function reachable(circuit: Circuit, roots: readonly NodeId[]): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>();
  const visit = (id: NodeId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const node = circuit.node(id);
    if (node.op === "sum" || node.op === "product") node.args.forEach(visit);
    else if (node.op === "power") visit(node.base);
    else if (node.op === "generator" && node.generator.over >= 0) visit(node.generator.over);
  };
  roots.forEach(visit);
  return seen;
}
