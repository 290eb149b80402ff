/**
 * From expressions to circuits: matrices entry by entry, sums over numbers written out, derivatives carried out,
 * functions by exp, log and powers, and what is left whole as one generator that knows its argument.
 */
import { BoltzproofError } from "../../errors.ts";
import { call, isDenominator, subtract } from "../construct.ts";
import { carryOutDerivatives } from "../differentiate.ts";
import { fromInteger } from "../exact/rational.ts";
import type { CallNode, Expression, FunctionName } from "../expression.ts";
import { entriesOf } from "../matrix.ts";
import { symbolToText, toText } from "../print/text.ts";
import { isBinder, nodes } from "../structure.ts";
import { canonicalBounds, unroll } from "../substitute.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import { elementary, oddFunctions } from "./elementary.ts";
import { express } from "./express.ts";
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

/** Parts of a claim that have no value in numbers: sums of symbolic length, integrals, deltas of symbols. */
export function symbolicPart(e: Expression): Expression | undefined {
  for (const x of nodes(e)) {
    if (isBinder(x) || x.kind === "delta" || (x.kind === "constant" && x.name === "infinity")) return x;
  }
  return undefined;
}

/** Subexpressions that a claim divides by. */
export function denominatorsOf(e: Expression): readonly Expression[] {
  return [...nodes(e)].flatMap((x) => {
    if (x.kind === "power" && isDenominator(x)) return [x.base];
    if (x.kind !== "call") return [];
    if (x.name === "coth" || x.name === "csch") return [call("sinh", x.argument)];
    return x.name === "tan" ? [call("cos", x.argument)] : [];
  });
}

/** Whether i stands in the expression: then its logarithms and roots are the principal ones of complex arguments. */
export function isComplex(e: Expression): boolean {
  for (const x of nodes(e)) if (x.kind === "constant" && x.name === "i") return true;
  return false;
}

export class Lowering {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #powers: Powers;
  readonly #relations: Relations;
  readonly #known = new Map<Expression, NodeId>();
  readonly #sources = new Map<NodeId, Expression>();
  readonly #whole = new Map<FunctionName, { readonly argument: NodeId; readonly value: NodeId }[]>();

  constructor(circuit: Circuit, positivity: Positivity, powers: Powers, relations: Relations) {
    this.#circuit = circuit;
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
  textOf(id: NodeId): string {
    return toText(this.#sources.get(id) ?? express(this.#circuit, id));
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
        return this.#power(this.lower(e.base), this.lower(e.exponent));
      case "call":
        return this.#call(e);
      case "indexed":
      case "integral":
      case "delta":
        return this.#free("opaque", toText(canonicalBounds(e)), e);
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

  #power(base: NodeId, exponent: NodeId): NodeId {
    const node = this.#circuit.node(exponent);
    if (node.op === "number") return this.#powers.power(base, node.value);
    return this.#powers.exponential(this.#circuit.product([exponent, this.#powers.logarithm(base)]));
  }

  #call({ name, argument }: CallNode): NodeId {
    if (name === "exp") return this.#powers.exponential(this.lower(argument));
    if (name === "log") return this.#powers.logarithm(this.lower(argument));
    // |u| is √(u²) for real u only.
    const isWhole = (name === "abs" || name === "sign") && !this.#positivity.isReal(this.lower(argument));
    const rewritten = isWhole ? undefined : elementary(name, argument, "field");
    return rewritten === undefined ? this.#keepWhole(name, argument) : this.lower(rewritten);
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
