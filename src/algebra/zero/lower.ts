/**
 * From expressions to circuits: matrices entry by entry, sums over numbers written out, derivatives carried out,
 * functions by exp, log and powers, and what is left whole as one generator that knows its argument.
 */
import { BoltzproofError } from "../../errors.ts";
import { subtract } from "../construct.ts";
import { carryOutDerivatives } from "../differentiate.ts";
import { domainPartsOf, type PowerPart, specialValue } from "../domains.ts";
import { fromInteger } from "../exact/rational.ts";
import type { CallNode, Expression, FunctionName } from "../expression.ts";
import { entriesOf } from "../matrix.ts";
import { Contains, contains } from "../parts.ts";
import { symbolToText, toText } from "../print/text.ts";
import { isBinder, nodes } from "../structure.ts";
import { canonicalText, unroll } from "../substitute.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import { elementary, oddFunctions, signAsQuotient } from "./elementary.ts";
import { express } from "./express.ts";
import { NoValue } from "./no-value.ts";
import type { Positivity } from "./positivity.ts";
import type { Powers } from "./powers.ts";
import type { Relations } from "./relations.ts";

/**
 * The scalar expressions that all have to vanish for e to hold: left − right of an equation, each entry of a matrix.
 * @throws BoltzproofError "capability" for a derivative that cannot be carried out or a sum of too many terms.
 */
export function claimsOf(e: Expression): readonly Expression[] {
  const whole = e.kind === "equation" ? subtract(e.left, e.right) : e;
  return entriesOf(unroll(carryOutDerivatives(whole)));
}

/**
 * The parts of each claim between which a domain may be lost: the two sides of an equation, entry by entry, and the
 * terms of a sum where nothing says what its sides are.
 */
export function sidesOf(e: Expression): readonly (readonly Expression[])[] {
  if (e.kind !== "equation") return claimsOf(e).map((claim) => (claim.kind === "sum" ? claim.terms : [claim]));
  const [left, right] = [claimsOf(e.left), claimsOf(e.right)];
  return left.map((x, k) => [x, right[k]!]);
}

const symbolic = Contains.indexed + Contains.integral + Contains.delta + Contains.infinity;

/** Parts of a claim that have no value in numbers: sums of symbolic length, integrals, deltas of symbols. */
export function symbolicPart(e: Expression): Expression | undefined {
  if (!contains(e, symbolic)) return undefined;
  for (const x of nodes(e)) {
    if (isBinder(x) || x.kind === "delta" || (x.kind === "constant" && x.name === "infinity")) return x;
  }
  return undefined;
}

/** What has to hold for all parts of a claim to have values: of denominators, arguments of logarithms, bases of roots. */
export function domainIn(e: Expression, principal: boolean): readonly PowerPart[] {
  return [...nodes(e)].flatMap((x) => domainPartsOf(x, principal));
}

/**
 * Whether i stands in the expression, or a power of a negative number that is one of i, (−1)^n: then its logarithms
 * and roots are the principal ones of complex arguments.
 */
export function isComplex(e: Expression): boolean {
  return contains(e, Contains.imaginary);
}

/** Whether sign u stays a function of its own, or is u/|u|, which holds off u = 0. */
export type SignForm = "whole" | "quotient";

export class Lowering {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #powers: Powers;
  readonly #relations: Relations;
  readonly #known = new Map<Expression, NodeId>();
  readonly #sources = new Map<NodeId, Expression>();
  readonly #whole = new Map<FunctionName, { readonly argument: NodeId; readonly value: NodeId }[]>();

  readonly #signs: SignForm;
  /** Arguments of the sign function that were taken as different from 0. */
  readonly nonzero: Set<Expression> = new Set();

  constructor(circuit: Circuit, positivity: Positivity, powers: Powers, relations: Relations, signs: SignForm) {
    this.#circuit = circuit;
    this.#signs = signs;
    this.#positivity = positivity;
    this.#powers = powers;
    this.#relations = relations;
  }

  lower(e: Expression): NodeId {
    const known = this.#known.get(e);
    if (known !== undefined) return known;
    const made = this.#lower(e);
    this.#known.set(e, made);
    if (!this.#sources.has(made)) this.#sources.set(made, e);
    return made;
  }

  /** A node as the author wrote it, or put together again from the circuit. */
  sourceOf(id: NodeId): Expression {
    return this.#sources.get(id) ?? express(this.#circuit, id);
  }

  #lower(e: Expression): NodeId {
    switch (e.kind) {
      case "rational":
        return this.#circuit.number(e);
      case "constant":
        if (e.name === "infinity") throw unsupported(e);
        return this.#circuit.generatorPower(e.name === "pi" ? this.#powers.pi : this.#powers.imaginary);
      case "symbol":
        return this.#free("symbol", symbolToText(e), e);
      case "sum":
        return this.#circuit.sum(e.terms.map((x) => this.lower(x)));
      case "product":
        return this.#circuit.product(e.factors.map((x) => this.lower(x)));
      case "power":
        return this.#powers.powerAt(this.lower(e.base), this.lower(e.exponent), () => toText(e));
      case "call":
        return this.#call(e);
      case "indexed":
      case "integral":
      case "delta":
        return this.#free("opaque", canonicalText(e), e);
      case "derivative":
      case "equation":
      case "matrix":
        throw unsupported(e);
    }
  }

  #free(kind: "symbol" | "opaque", key: string, expression: Expression): NodeId {
    return this.#circuit.generatorPower(
      this.#circuit.generator(`${kind} ${key}`, () => ({ kind, real: !isComplex(expression), expression })),
    );
  }

  #call(e: CallNode): NodeId {
    const { name, argument } = e;
    const u = this.lower(argument);
    const special = this.#special(e, u);
    if (special !== undefined) return special;
    if (name === "exp") return this.#powers.exponential(u);
    if (name === "log") return this.#powers.logarithm(u, () => toText(e));
    // |u| is √(u²) for real u only.
    if ((name === "abs" || name === "sign") && !this.#positivity.isReal(u)) return this.#keepWhole(name, argument);
    if (name === "sign") return this.#sign(argument);
    const rewritten = elementary(name, argument, "field");
    return rewritten === undefined ? this.#keepWhole(name, argument) : this.lower(rewritten);
  }

  /** The value at a number, 0 in disguise among them. */
  #special(e: CallNode, u: NodeId): NodeId | undefined {
    const node = this.#circuit.node(this.#powers.vanishes(u) ? this.#circuit.zero : u);
    const value = node.op === "number" ? specialValue(e.name, node.value) : undefined;
    if (value === "none") throw new NoValue(toText(e));
    return value === undefined ? undefined : this.lower(value);
  }

  #sign(argument: Expression): NodeId {
    if (this.#signs === "whole") return this.#keepWhole("sign", argument);
    this.nonzero.add(argument);
    return this.lower(signAsQuotient(argument));
  }

  /** f(u) as one generator, the same for every u of the same value. */
  #keepWhole(name: FunctionName, argument: Expression): NodeId {
    const u = this.lower(argument);
    const others = this.#whole.get(name) ?? [];
    this.#whole.set(name, others);
    for (const other of others) {
      if (this.#relations.equal(u, other.argument)) return other.value;
      if (!oddFunctions.has(name)) continue;
      const opposite = this.#circuit.scale(fromInteger(-1), u);
      if (this.#relations.equal(opposite, other.argument)) return this.#circuit.scale(fromInteger(-1), other.value);
    }
    const value = this.#free("opaque", `${name} ${u}`, { kind: "call", name, argument });
    others.push({ argument: u, value });
    return value;
  }
}

function unsupported(e: Expression): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `${toText(e)} inside a formula`,
    expected: "sums, products, powers and functions of symbols",
    advice: "carry it out or move it to the outside first",
  });
}
