/**
 * The first leg of the zero test: claims as nodes of one circuit, and whether they vanish at random points of two
 * finite fields. The method and its error are told in is-zero.ts.
 */
import { BoltzproofError } from "../../errors.ts";
import { fromInteger } from "../exact/rational.ts";
import type { Expression } from "../expression.ts";
import { toText } from "../print/text.ts";
import { Bases } from "./bases.ts";
import { countBranches, mostBranches, openRoots, vanishing } from "./branches.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import type { Reading } from "./domain.ts";
import { Degrees } from "./evaluate.ts";
import { Lowering, type SignForm } from "./lower.ts";
import { NoValue } from "./no-value.ts";
import { Positivity } from "./positivity.ts";
import { Powers } from "./powers.ts";
import type { Relations } from "./relations.ts";

/** What the field leg found. */
export type Formal =
  | { readonly kind: "zero"; readonly log2Error: number }
  | { readonly kind: "nonzero" }
  | { readonly kind: "no value"; readonly part: string }
  | { readonly kind: "open"; readonly why: string };

/** One way to read the formula. */
export interface Level {
  readonly declared: readonly Expression[];
  readonly permissive: boolean;
  readonly signs: SignForm;
}

/** The claims read in one way. */
export interface Claims extends Reading {
  readonly nodes: readonly NodeId[];
  /** A part of them that has no value at any point. */
  readonly missing?: string;
  readonly level: Level;
}

/** The same with what was found. */
export interface Attempt extends Claims {
  readonly formal: Formal;
}

/** Whether the reading of another level is the same: no sign was asked for that it knows more of. */
export function readsAlike({ level, positivity, bases }: Attempt, other: Level): boolean {
  if (level.signs !== other.signs || positivity.isOpen) return false;
  return level.permissive === other.permissive || !bases.isUsed;
}

/** Bits of randomness in a prime, less a few for the interval it is drawn from. */
const primeBits = 99;
const minusOne = fromInteger(-1);
/** A bound that is no better than this is not given as one. */
const weakestLog2Error = -40;

const divisionByZero = "division by zero: a denominator vanishes at every point tried";

export class FieldLeg {
  readonly circuit: Circuit;
  readonly #claims: readonly Expression[];
  readonly #isComplex: boolean;
  readonly #relations: Relations;

  constructor(claims: readonly Expression[], isComplex: boolean, circuit: Circuit, relations: Relations) {
    this.circuit = circuit;
    this.#claims = claims;
    this.#isComplex = isComplex;
    this.#relations = relations;
  }

  /** @param earlier an attempt that assumed less: what its roots may be equal to is tried. */
  attempt(level: Level, earlier?: Attempt): Attempt {
    const read = this.read(level, earlier);
    if (read.missing !== undefined) return { ...read, formal: { kind: "no value", part: read.missing } };
    return { ...read, formal: this.#evaluate(read.nodes) };
  }

  /** As `attempt`, at one point of one field: "zero" without a bound, or undefined where the claims cannot be read. */
  glance(level: Level): Formal | undefined {
    try {
      const { nodes, missing } = this.read(level);
      if (missing !== undefined) return { kind: "no value", part: missing };
      const [field] = this.#relations.fields;
      const found = vanishing(this.circuit, field, () => this.#relations.stream(), nodes);
      return found === "all" ? { kind: "zero", log2Error: 0 } : { kind: "nonzero" };
    } catch (error) {
      if (error instanceof BoltzproofError && error.code === "capability") return undefined;
      throw error;
    }
  }

  /** The claims as nodes, before they are looked at. */
  read(level: Level, earlier?: Attempt): Claims {
    const { declared, permissive, signs } = level;
    const { circuit } = this;
    const positivity = new Positivity(circuit, this.#isComplex);
    const domain = earlier?.powers.domain ?? new Set<NodeId>();
    const bases = new Bases(circuit, positivity, this.#relations, permissive);
    const powers = new Powers(circuit, positivity, this.#relations, bases, { permissive, domain });
    const lowering = new Lowering(circuit, positivity, powers, this.#relations, signs);
    const made = { circuit, lowering, positivity, powers, bases, level };
    try {
      for (const x of declared) positivity.declare(lowering.lower(x), `${toText(x)} > 0`);
      for (const x of earlier === undefined ? [] : this.#candidates(earlier.nodes, positivity)) bases.addCandidate(x);
      return { ...made, nodes: this.#claims.map((e) => lowering.lower(e)) };
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      return { ...made, nodes: [], missing: error.part };
    }
  }

  /**
   * Positive nodes that a root may be equal to, √(1 + 2x + x²) = 1 + x: sums that occur, and what a claim A + B r = 0
   * says of its root r, −A/B.
   */
  #candidates(nodes: readonly NodeId[], positivity: Positivity): readonly NodeId[] {
    const c = this.circuit;
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

  /** All nodes at a random point of each field, on all branches of their roots. */
  #evaluate(nodes: readonly NodeId[]): Formal {
    const { fields } = this.#relations;
    const branches = countBranches(openRoots(this.circuit, nodes), fields[0]);
    if (branches > mostBranches) return { kind: "open", why: `too many roots: ${branches} choices of signs` };
    const found = fields.map((field) => vanishing(this.circuit, field, () => this.#relations.stream(), nodes));
    if (found.includes("undefined")) return { kind: "open", why: divisionByZero };
    if (found.every((v) => v === "all")) return this.#bound(nodes, branches);
    if (found.includes("none")) return { kind: "nonzero" };
    return { kind: "open", why: "sign of a root: it vanishes on some branches only" };
  }

  #bound(nodes: readonly NodeId[], branches: number): Formal {
    const degrees = new Degrees(this.circuit);
    const degree = Math.max(1, ...nodes.map((id) => degrees.of(id).above));
    const log2Error = 2 * Math.max(-80, Math.log2(degree) + 2 * Math.log2(branches) - primeBits);
    if (log2Error <= weakestLog2Error) return { kind: "zero", log2Error };
    return { kind: "open", why: `degree: ${degree.toPrecision(2)} is too large for a bound on the error` };
  }
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
