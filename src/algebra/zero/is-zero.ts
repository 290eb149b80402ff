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
 * Two legs. "nonzero" is said only with a witness: a point of the domain at which ball arithmetic (numbers.ts) proves
 * the value different from 0, and only if the field leg does not take the formula for 0. "zero" is said only if that second leg bears it out: at random points and at special ones
 * (symbols 0, 1, −1, equal) where conditions and exclusions hold, the formula has a value somewhere, and nowhere one
 * that is proven not to be 0. Sums of symbolic length, integrals and deltas are taken whole on both legs: one variable
 * for each of them, so that the answer stands on what they have in common as they are written.
 * Where a function has a value, and which one at 0, is told in one table, ../domains.ts: symbols are real, and roots
 * and logarithms real or, where i stands in the formula, principal values.
 *
 * "zero" means a formal identity wherever the formula has a value, under `conditions`, off the zeros of `excluded`. A
 * condition is reported when log(ab) = log a + log b or √(ab) = √a √b was used with a sign that is neither evident nor
 * declared, when a declaration was used, and when a domain is lost from one side to the other (domain.ts). Excluded
 * are denominators, poles and arguments of logarithms that may vanish, and kinks of what was differentiated.
 *
 * "undecided" comes in these kinds, told by `why`:
 *   - "sign of a root": it vanishes on some branches of its roots, as √(1+2x+x²) − (1+x) without 1 + x > 0;
 *   - "unknown relation": formally different, but zero to 250 digits at points of the domain: functions that are kept
 *     whole (erf, Γ, asin, atan, logarithms of complex arguments) or numbers (e^π …) may be related, or the difference
 *     is too small to see; also e^{cx} with |c| or its denominator above 10^6 beside other multiples of x, and
 *     x^c with a denominator above 10^4 beside other powers of x;
 *   - "no value": a part has no value at any point, as log(x − x), or no point was met at which the formula has one;
 *   - "division by zero": a denominator vanishes at every point tried;
 *   - "the legs disagree": formally 0 and proven not to be in numbers, or the other way round. It is a fault of ours;
 *   - "too many roots": more than 256 patterns of signs;
 *   - "degree": a degree so large that the bound says nothing.
 * "unsupported" are integrals, sums of symbolic length and symbolic deltas that do not cancel as they stand, cube
 * roots of sums beside √3, and derivatives of Γ.
 */
import { BoltzproofError } from "../../errors.ts";
import { Rng } from "../../numeric/random.ts";
import { matrixOf, symbol } from "../construct.ts";
import { kinksIn } from "../differentiate.ts";
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { Contains, contains } from "../parts.ts";
import { toText } from "../print/text.ts";
import { requireReal } from "../real-sign.ts";
import { freeNames, freeSymbols } from "../structure.ts";
import { substitute } from "../substitute.ts";
import { Circuit } from "./circuit.ts";
import { domainOfClaims } from "./domain.ts";
import { type Attempt, FieldLeg, type Formal, type Level, readsAlike } from "./field-leg.ts";
import { claimsOf, isComplex, type SignForm, sidesOf, symbolicPart } from "./lower.ts";
import { Relations } from "./relations.ts";
import { findWitness, type Look, lookAtSpecialPoints, type Question, type Witness } from "./witness.ts";

/** Assumptions on the symbols, seed, and how small the error must be. */
export interface ZeroOptions {
  /** What is positive: names of symbols ("x", "u_1", "u" for the whole family), texts or expressions. */
  readonly positive?: Iterable<string | Expression>;
  /** Seed of all random choices; 1 when left out. It is repeated in the answer. */
  readonly seed?: number;
  /** A value that the numbers prove is believed without a look in a field: enough where nothing is claimed, as of wrong variants. */
  readonly numbersAlone?: boolean;
}

/** What the zero test says, with a witness or a bound on its error. */
export interface ZeroAnswer {
  readonly verdict: "zero" | "nonzero" | "undecided" | "unsupported";
  /** For "nonzero": where, and the value there. */
  readonly witness?: Witness;
  /** For "zero": the signs it relies on, as "x > 0" or "x >= 0". */
  readonly conditions: readonly string[];
  /** For "zero": what must not vanish, as "x - 1" for a denominator. */
  readonly excluded: readonly string[];
  /** For "zero": it is wrong with probability at most 2^log2Error; 0 otherwise. */
  readonly log2Error: number;
  readonly seed: number;
  /** For "undecided" and "unsupported". */
  readonly why?: string;
}

/**
 * Whether an expression (an equation: left − right; a matrix: every entry) vanishes identically.
 * @throws BoltzproofError "shape" for matrices that do not fit, "parse" for a declaration that is no formula, "domain"
 * for one that a complex number is positive.
 */
export function isZero(e: Expression, options: ZeroOptions = {}): ZeroAnswer {
  const seed = options.seed ?? 1;
  try {
    const test = new ZeroTest(e, options.positive ?? [], Rng.fromSeed(seed).child("zero test"));
    return { ...test.answer(options.numbersAlone), seed };
  } catch (error) {
    if (!(error instanceof BoltzproofError) || error.code !== "capability") throw error;
    return { ...nothing, verdict: "unsupported", seed, why: error.message };
  }
}

const nothing = { conditions: [], excluded: [], log2Error: 0 } as const;

/** The field leg alone, for the tests that try to fool it: "open" is neither zero nor nonzero. */
export function formalVerdict(e: Expression, options: ZeroOptions = {}): Formal["kind"] {
  return new ZeroTest(e, options.positive ?? [], Rng.fromSeed(options.seed ?? 1).child("zero test")).formal();
}

function nonzero(witness: Witness): Answer {
  return { ...nothing, verdict: "nonzero", witness };
}

function undecided(why: string): Answer {
  return { ...nothing, verdict: "undecided", why };
}

const disagreement = "the legs disagree";

function hasOne(part: string): string {
  return `${disagreement}: ${part} is said to have no value, and has one`;
}

function noValue(formal: Formal): string {
  if (formal.kind === "no value") return `no value: ${formal.part}`;
  if (formal.kind === "open") return formal.why;
  return "no value: formally different, and no point was met at which a value can be proven";
}

function describe({ point, value }: Witness): string {
  const at = Object.entries(point).map(([name, q]) => `${name} = ${q}`);
  return `${value} in numbers${at.length === 0 ? "" : ` at ${at.join(", ")}`}`;
}

type Answer = Omit<ZeroAnswer, "seed">;

/** Bits of the numeric leg: a quick look, and a last one that sees differences down to about 1e-250. */
const quickBits = 128;
const specialBits = 96;
const fineBits: readonly number[] = [320, 960];
class ZeroTest {
  readonly #claims: readonly Expression[];
  readonly #sides: readonly (readonly Expression[])[];
  /** Where a derivative that is carried out does not exist. */
  readonly #kinks: readonly Expression[];
  /** A part without a value in numbers. */
  readonly #symbolic: Expression | undefined;
  readonly #declared: readonly Expression[];
  readonly #isComplex: boolean;
  readonly #hasSigns: boolean;
  readonly #rng: Rng;
  readonly #field: FieldLeg;
  /** Special points at which the claims have a value. */
  #pointsMet = 0;

  constructor(e: Expression, positive: Iterable<string | Expression>, rng: Rng) {
    this.#claims = claimsOf(e);
    this.#sides = sidesOf(e);
    this.#kinks = kinksIn(e);
    this.#declared = [...positive].flatMap((x) => (typeof x === "string" ? declaredBy(x, e) : [x]));
    for (const x of this.#declared) requireReal(x, "> 0");
    this.#isComplex = this.#claims.some(isComplex);
    this.#hasSigns = this.#claims.some((e) => contains(e, Contains.sign));
    this.#symbolic = this.#claims.map(symbolicPart).find((x) => x !== undefined);
    this.#rng = rng;
    const circuit = new Circuit();
    this.#field = new FieldLeg(this.#claims, this.#isComplex, circuit, new Relations(circuit, rng.child("relations")));
  }

  answer(numbersAlone = false): Answer {
    // Numbers first: they settle most errors at once.
    const glance = this.#look(quickBits, 2);
    if (glance.witness !== undefined) return numbersAlone ? nonzero(glance.witness) : this.#nonzero(glance.witness);
    let last: Attempt | undefined;
    for (const level of this.#levels()) {
      if (level.permissive) {
        const seen = this.#lookEverywhere();
        if (seen !== undefined) return this.#nonzero(seen, last);
      }
      if (last !== undefined && readsAlike(last, level)) continue;
      last = this.#field.attempt(level, level.permissive ? last : undefined);
      if (last.formal.kind === "zero") return this.#zero(last, glance);
    }
    return this.#symbolic === undefined ? this.#lookCloser(last!.formal) : this.#doesNotCancel(last!.formal);
  }

  /** Ways to read the formula, from those that take nothing for granted to those that assume signs. */
  #levels(): readonly Level[] {
    const forms: readonly SignForm[] = this.#hasSigns ? ["whole", "quotient"] : ["whole"];
    const plain: Level[] = forms.map((signs) => ({ declared: [], permissive: false, signs }));
    const strict: Level[] = forms.map((signs) => ({ declared: this.#declared, permissive: false, signs }));
    const permissive: Level = { declared: this.#declared, permissive: true, signs: forms.at(-1)! };
    return [...plain, ...(this.#declared.length === 0 ? [] : strict), permissive];
  }

  /** What the field leg says, without conditions beyond the declared ones. */
  formal(): Formal["kind"] {
    return this.#field.attempt({ declared: this.#declared, permissive: false, signs: "whole" }).formal.kind;
  }

  /** A witness at random or special points, before any sign is assumed. */
  #lookEverywhere(): Witness | undefined {
    if (this.#symbolic !== undefined) return undefined;
    const special = lookAtSpecialPoints(this.#question(), this.#rng, specialBits);
    this.#pointsMet = special.points;
    return special.witness ?? this.#look(quickBits, 6).witness;
  }

  /** A witness, if the field leg bears it out: without signs that are assumed, the formula does not vanish there. */
  #nonzero(witness: Witness, last?: Attempt): Answer {
    const level: Level = { declared: this.#declared, permissive: false, signs: "whole" };
    const found = last !== undefined && readsAlike(last, level) ? last.formal : this.#field.glance(level);
    if (found?.kind === "zero") return undecided(`${disagreement}: formally 0, and ${describe(witness)}`);
    return nonzero(witness);
  }

  #lookCloser(formal: Formal): Answer {
    let points = this.#pointsMet;
    for (const bits of fineBits) {
      const look = this.#look(bits, 6);
      if (look.witness !== undefined && formal.kind === "no value") return undecided(hasOne(formal.part));
      if (look.witness !== undefined) return nonzero(look.witness);
      points += look.points;
      if (points === 0) break;
    }
    if (points === 0) return undecided(noValue(formal));
    if (formal.kind === "no value") return undecided(hasOne(formal.part));
    const difference = "unknown relation: formally different, yet 0 to about 250 digits at every point tried";
    return undecided(formal.kind === "open" ? formal.why : difference);
  }

  #doesNotCancel(formal: Formal): Answer {
    if (formal.kind === "no value") return undecided(noValue(formal));
    return { ...nothing, verdict: "unsupported", why: `${toText(this.#symbolic!)} does not cancel` };
  }

  /** The claims in numbers, at so many points of the domain. Parts taken whole are no evidence against a formula. */
  #look(bits: number, points: number): Look {
    if (this.#symbolic !== undefined) return { points: 0, open: 0 };
    return findWitness(this.#question(), this.#rng.child("witness"), bits, points);
  }

  /** What is looked for, where the declared and the further conditions hold. */
  #question(positive: readonly Expression[] = [], nonzero: readonly Expression[] = []): Question {
    const conditions = [...this.#declared, ...positive];
    return {
      claims: this.#claims,
      symbols: [...new Set([...this.#claims, ...conditions, ...nonzero].flatMap((e) => [...freeSymbols(e).keys()]))],
      positive: conditions,
      nonzero,
      positiveSymbols: new Set(conditions.filter((x) => x.kind === "symbol").map(toText)),
      principal: this.#isComplex,
    };
  }

  /** A formal zero, with what it relies on, if the numbers agree. */
  #zero(attempt: Attempt, glance: Look): Answer {
    const { positivity, lowering, bases, formal } = attempt;
    const used = [...positivity.used];
    for (const id of bases.assumed) positivity.declare(id, "assumed");
    const kinks = [...this.#kinks, ...[...lowering.nonzero].filter((x) => !this.#holdsAt(x))];
    const domain = domainOfClaims(this.#sides, kinks, attempt);
    const assumed = [...bases.assumed].map((id) => lowering.sourceOf(id));
    const positive = [...assumed, ...domain.positive];
    const doubt = this.#doubt(this.#question(positive, domain.nonzero), glance);
    if (doubt !== undefined) return undecided(doubt);
    const log2Error = formal.kind === "zero" ? formal.log2Error : 0;
    // A number that is met where it may not vanish does not vanish anywhere.
    const texts = (list: readonly Expression[]): string[] => list.filter((x) => freeNames(x).size > 0).map(toText);
    const conditions = [
      ...used,
      ...texts(positive).map((x) => `${x} > 0`),
      ...texts(domain.nonnegative).map((x) => `${x} >= 0`),
    ];
    return { verdict: "zero", conditions: [...new Set(conditions)], excluded: texts(domain.nonzero), log2Error };
  }

  /** Whether the claims hold also where an argument of the sign function is 0, as sign(x)·|x| = x does. */
  #holdsAt(x: Expression): boolean {
    if (x.kind !== "symbol") return false;
    try {
      const there = matrixOf([this.#claims.map((claim) => substitute(claim, x, 0))]);
      const { verdict, conditions, excluded } = isZero(there, { positive: this.#declared });
      return verdict === "zero" && conditions.length === 0 && excluded.length === 0;
    } catch (error) {
      if (error instanceof BoltzproofError) return false;
      throw error;
    }
  }

  /** Why the numbers do not bear out a formal zero; undefined where they do. */
  #doubt(question: Question, glance: Look): string | undefined {
    const special = lookAtSpecialPoints(question, this.#rng, specialBits);
    const random = this.#confirmAtRandom(question, glance);
    const witness = special.witness ?? random.witness;
    if (witness !== undefined) return `${disagreement}: formally 0, and ${describe(witness)}`;
    // A formula that has a value at special points only says nothing of its symbols.
    const generic = question.symbols.length === 0 ? special : random;
    if (generic.points + generic.open > 0 && special.points + random.points > 0) return undefined;
    return "no value: no point was met at which the formula has one for certain";
  }

  /** Random points besides the first ones: where none was met yet, and far out where a branch may change. */
  #confirmAtRandom(question: Question, glance: Look): Look {
    if (glance.points > 0 && !question.principal) return glance;
    return findWitness(question, this.#rng.child("confirmation"), quickBits, 6);
  }
}

/** A declaration in words: a symbol of the expression, its whole family, or a formula in any symbols. */
function declaredBy(text: string, e: Expression): readonly Expression[] {
  const symbols = freeSymbols(e);
  const members = [...symbols.values()].filter((s) => s.name === text);
  if (members.length > 0) return members;
  const names = (text.match(/[A-Za-z]\w*/g) ?? []).filter((name) => name !== "I");
  return names[0] === text ? [symbol(text)] : [parse(text, names)];
}
