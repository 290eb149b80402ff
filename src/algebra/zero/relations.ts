/**
 * Relations between functions of the generators, found by linear algebra at random points of a prime field and then
 * verified at fresh points of two fields. Additive ones, f = Σ c_k f_k, tell which exponents depend on each other;
 * multiplicative ones, f = K Π f_k^{c_k}, found from logarithmic derivatives, tell which logarithms and roots do.
 *
 * By the structure theorems of Risch, Rosenlicht and Ax these are all the relations that exponentials and logarithms
 * of functions can have (Ax, Ann. Math. 93, 252 (1971)). A relation that is missed makes the zero test weaker, never
 * wrong.
 */
import type { Rng } from "../../numeric/random.ts";
import { gcdIntegers, negateRational, type Rational, rational } from "../exact/rational.ts";
import { vanishing } from "./branches.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import { Point } from "./evaluate.ts";
import { type PrimeField, type RootWanted, randomField, rationalFromResidue } from "./prime.ts";

/** Points tried before a function is called undefined everywhere. */
const mostTries = 200;
/** Coefficients of a relation have numerators and denominators up to this. */
const largestCoefficient = 1n << 20n;
const freshPoints = 2;

type Quantity = (point: Point) => bigint | undefined;

/** f^root = constant · Π columns[k]^exponents[k]. */
export interface MultiplicativeRelation {
  readonly root: bigint;
  readonly constant: Rational;
  readonly exponents: readonly bigint[];
}

export class Relations {
  readonly #circuit: Circuit;
  readonly #rng: Rng;
  readonly #wanted: RootWanted[] = [];
  #fields: readonly [PrimeField, PrimeField] | undefined;
  #drawn = 0;

  constructor(circuit: Circuit, rng: Rng) {
    this.#circuit = circuit;
    this.#rng = rng;
  }

  /** Asks that a root exist in the fields from now on. */
  want(root: RootWanted): void {
    if (this.#wanted.some((w) => w.of === root.of && w.order === root.order)) return;
    this.#wanted.push(root);
    this.#fields = undefined;
  }

  /** Two fields of different random characteristic. */
  get fields(): readonly [PrimeField, PrimeField] {
    this.#fields ??= [this.#field("first prime"), this.#field("second prime")];
    return this.#fields;
  }

  #field(name: string): PrimeField {
    return randomField(this.#rng.child(name), this.#wanted);
  }

  /** A new random stream for one point. */
  stream(): Rng {
    return this.#rng.child(this.#drawn++);
  }

  /** The quantities at points where all of them exist; fewer than `count` rows when such points do not turn up. */
  #sample(field: PrimeField, count: number, quantities: readonly Quantity[]): bigint[][] {
    const rows: bigint[][] = [];
    for (let tries = 0; rows.length < count && tries < mostTries; tries++) {
      const point = new Point(this.#circuit, field, this.stream());
      const row = quantities.map((q) => q(point));
      if (row.every((x) => x !== undefined)) rows.push(row as bigint[]);
    }
    return rows;
  }

  /** Whether a node vanishes at fresh points of both fields, on all branches of the roots in it. */
  #vanishes(id: NodeId): boolean {
    return this.fields.every((field) => {
      for (let k = 0; k < freshPoints; k++) {
        if (vanishing(this.#circuit, field, () => this.stream(), [id]) !== "all") return false;
      }
      return true;
    });
  }

  /** Whether a node vanishes identically; a first glance settles most, in a field that needs no wishes. */
  isZero(id: NodeId): boolean {
    const hasRoots = [...this.#circuit.generatorsIn(id)].some((g) => g.kind === "base");
    if (!hasRoots) {
      const field = randomField(this.#rng.child("glance"), []);
      const value = new Point(this.#circuit, field, this.stream()).value(id);
      if (value !== undefined && value !== 0n) return false;
    }
    return this.#vanishes(id);
  }

  equal(a: NodeId, b: NodeId): boolean {
    return a === b || this.#vanishes(this.#circuit.sum([a, this.#circuit.scale(rational(-1), b)]));
  }

  /** Rational c with target = Σ c_k columns_k, or undefined. */
  additive(target: NodeId, columns: readonly NodeId[]): readonly Rational[] | undefined {
    const c = this.#combination(
      columns.map((k) => (x) => x.value(k)),
      (x) => x.value(target),
    );
    if (c === undefined) return undefined;
    const difference = this.#circuit.sum([
      this.#circuit.scale(rational(-1), target),
      ...columns.map((k, at) => this.#circuit.scale(c[at]!, k)),
    ]);
    return this.#vanishes(difference) ? c : undefined;
  }

  /** target as a product of powers of the columns and a positive rational, or undefined. */
  multiplicative(target: NodeId, columns: readonly NodeId[]): MultiplicativeRelation | undefined {
    const c = this.#combination(
      columns.map((k) => (x) => x.logSlope(k)),
      (x) => x.logSlope(target),
    );
    if (c === undefined) return undefined;
    const root = c.reduce((m, q) => (m / gcdIntegers(m, q.denominator)) * q.denominator, 1n);
    const exponents = c.map((q) => (q.numerator * root) / q.denominator);
    const quotient = this.#circuit.product([
      this.#circuit.power(target, root),
      ...columns.map((k, at) => this.#circuit.power(k, -exponents[at]!)),
    ]);
    const constant = this.#constant(quotient);
    return constant === undefined || constant.numerator <= 0n ? undefined : { root, constant, exponents };
  }

  /** The rational number that a node is equal to, if it is one. */
  #constant(id: NodeId): Rational | undefined {
    const [field] = this.fields;
    const value = this.#sample(field, 1, [(point) => point.value(id)])[0]?.[0];
    const guess = value === undefined ? undefined : rationalFromResidue(value, field.p, 1n << 48n);
    if (guess === undefined) return undefined;
    const difference = this.#circuit.sum([id, this.#circuit.number(negateRational(guess))]);
    return this.#vanishes(difference) ? guess : undefined;
  }

  #combination(columns: readonly Quantity[], target: Quantity): readonly Rational[] | undefined {
    const [field] = this.fields;
    const wanted = columns.length + freshPoints;
    const rows = this.#sample(field, wanted, [...columns, target]);
    if (rows.length < wanted) return undefined;
    const solution = solve(rows, field);
    const found = solution?.map((x) => rationalFromResidue(x, field.p, largestCoefficient));
    return found?.every((q) => q !== undefined) ? (found as Rational[]) : undefined;
  }
}

/** The solution of rows · (c, −1) = 0, or undefined when there is none or more than one. */
function solve(rows: bigint[][], field: PrimeField): readonly bigint[] | undefined {
  const { p } = field;
  const width = rows[0]!.length - 1;
  for (let k = 0; k < width; k++) {
    const at = rows.findIndex((row, r) => r >= k && row[k] !== 0n);
    if (at < 0) return undefined;
    [rows[k], rows[at]] = [rows[at]!, rows[k]!];
    const inverse = field.power(rows[k]![k]!, -1n)!;
    const pivot = rows[k]!.map((x) => (x * inverse) % p);
    rows[k] = pivot;
    for (const [r, row] of rows.entries()) {
      const factor = row[k]!;
      if (r !== k && factor !== 0n) rows[r] = row.map((x, j) => (((x - factor * pivot[j]!) % p) + p) % p);
    }
  }
  return rows.slice(width).every((row) => row[width] === 0n)
    ? rows.slice(0, width).map((row) => row[width]!)
    : undefined;
}
