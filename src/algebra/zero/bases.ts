/**
 * Bases of roots and arguments of logarithms that cannot be taken apart further. A new one is compared with those in
 * use: 2 cosh x = eˣ (1 + e⁻²ˣ) makes its logarithm a sum of two that are known.
 */
import { fromInteger, ONE, type Rational, rational } from "../exact/rational.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import type { Positivity } from "./positivity.ts";
import type { Relations } from "./relations.ts";

export type Factor = readonly [base: NodeId, exponent: Rational];

/**
 * One factor z^c alone among positive ones P: log(P z^c) = log P + c log z off the cut of the logarithm when
 * −1 < c ≤ 1, and for c = −1 also on it if negative z are outside the domain, as they are in a real formula.
 */
export function isAlone(factors: readonly Factor[], isComplex: boolean): boolean {
  const { numerator, denominator } = factors[0]![1];
  const reachesCut = isComplex ? -numerator >= denominator : -numerator > denominator;
  return factors.length === 1 && numerator <= denominator && !reachesCut;
}

export class Bases {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #relations: Relations;
  /** Whether signs may be assumed. */
  readonly #permissive: boolean;
  readonly #inUse: NodeId[] = [];
  /** Positive nodes that a root may turn out to be. */
  readonly #candidates: NodeId[] = [];
  readonly #resolved = new Map<NodeId, readonly Factor[]>();
  /** Nodes that were assumed to be positive. */
  readonly assumed: Set<NodeId> = new Set();

  constructor(circuit: Circuit, positivity: Positivity, relations: Relations, permissive: boolean) {
    this.#circuit = circuit;
    this.#positivity = positivity;
    this.#relations = relations;
    this.#permissive = permissive;
  }

  /** Whether a root or a logarithm was taken of anything. */
  get isUsed(): boolean {
    return this.#resolved.size > 0;
  }

  /** A base by the bases in use, or itself. */
  resolve(b: NodeId): readonly Factor[] {
    const known = this.#resolved.get(b);
    if (known !== undefined) return known;
    const isFree = this.#circuit.generatorAt(b) !== undefined;
    const found = isFree ? undefined : (this.#knownSquare(b) ?? this.#relation(b));
    if (found === undefined && !isFree) this.#inUse.push(b);
    const factors = found ?? [[b, ONE] as const];
    this.#resolved.set(b, factors);
    return factors;
  }

  /** Whether a base is known as a product of powers of positive ones, as 1 − eˣ/(1 + eˣ) = (1 + eˣ)⁻¹. */
  isPositiveProduct(b: NodeId): boolean {
    const factors = this.#resolved.get(b) ?? [];
    return factors.length > 0 && factors.every(([x]) => x !== b && this.#positivity.isPositive(x));
  }

  /** Lets later bases be compared with this positive node and with its square. */
  addCandidate(b: NodeId): void {
    this.resolve(b);
    this.#candidates.push(b);
  }

  #knownSquare(b: NodeId): readonly Factor[] | undefined {
    const root = this.#candidates.find((w) => this.#relations.equal(b, this.#circuit.power(w, 2n)));
    return root === undefined ? undefined : [[root, fromInteger(2)]];
  }

  #relation(b: NodeId): readonly Factor[] | undefined {
    const generators = new Set([b, ...this.#inUse].flatMap((x) => [...this.#circuit.generatorsIn(x)]));
    const free = [...generators].filter((g) => g.kind !== "base" && g.kind !== "imaginary");
    const columns = [...this.#inUse, ...free.map((g) => this.#circuit.generatorPower(g))];
    const found = columns.length === 0 ? undefined : this.#relations.multiplicative(b, columns);
    if (found === undefined) return undefined;
    const exponents = found.exponents.map((n) => rational(n, found.root));
    const factors = columns.map((x, k) => [x, exponents[k]!] as const).filter(([, c]) => c.numerator !== 0n);
    // b^root = K Π … leaves the root of unity open unless b itself is positive.
    if (!this.#signsAllow(found.root === 1n ? factors : [...factors, [b, fromInteger(2)]])) return undefined;
    return [...factors, [this.#circuit.number(found.constant), rational(1, found.root)]];
  }

  #signsAllow(factors: readonly Factor[]): boolean {
    const unknown = factors.filter(([b]) => !this.#positivity.isPositive(b));
    if (unknown.length === 0 || isAlone(unknown, this.#positivity.isComplex)) return true;
    if (!this.#permissive || !unknown.every(([b]) => this.#positivity.isReal(b))) return false;
    for (const [b] of unknown) this.assumed.add(b);
    return true;
  }
}
