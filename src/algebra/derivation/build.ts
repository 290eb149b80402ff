/**
 * Writing a derivation the way one reads it: each line is a rule, a name and a formula, then where it comes from and
 * what to say about it. Formulas are text in the names of the notation table and are parsed once; what is judged,
 * printed and compiled is the parsed tree.
 */
import { BoltzproofError } from "../../errors.ts";
import type { VerdictKind } from "../../verdict.ts";
import { symbol } from "../construct.ts";
import type { EquationNode, Expression, SymbolNode } from "../expression.ts";
import { parse } from "../parse.ts";
import { toText } from "../print/text.ts";
import { parseAssumption } from "./assumption.ts";
import {
  type DerivationHead,
  type SignCertificate,
  type Solution,
  type SumProof,
  sumCertificate,
  type Values,
  type VariableMap,
  type Weighted,
} from "./forms.ts";
import { bestVerdict } from "./rules/given.ts";
import type { Statement } from "./statement.ts";
import type {
  Assumption,
  Binding,
  Certificate,
  CombinationPart,
  Derivation,
  LadderLetter,
  RuleId,
  Step,
} from "./step.ts";

type Three = [Expression, Expression, Expression];

/** Starts a derivation. */
export function derive(head: DerivationHead): DerivationWriter {
  return new DerivationWriter(head);
}

interface Draft {
  readonly id: string;
  readonly rule: RuleId;
  readonly to: Statement;
  readonly certificate: Certificate | undefined;
  from: readonly string[];
  assuming: readonly Assumption[];
  expect: VerdictKind;
  short: string;
  why: string;
}

/**
 * One method a rule, each of which adds a step; `from`, `assuming`, `say` and `expecting` speak of the step added
 * last. A step comes from the one before it unless `from` says otherwise.
 * Every method throws BoltzproofError "derivation", with the name of the step, for a formula that does not parse.
 */
export class DerivationWriter {
  readonly #head: DerivationHead;
  readonly #drafts: Draft[] = [];

  constructor(head: DerivationHead) {
    this.#head = head;
  }

  /** A new name. */
  define(id: string, formula: string): this {
    const { left, right } = this.#equation(id, formula);
    if (left.kind !== "symbol") throw this.#complaint(id, `the definition "${formula}"`, "a name on the left");
    this.#add(id, "definition", { kind: "definition", left, right });
    return this.from();
  }

  /** What a declared premise says of the objects, in symbols: that the columns of U are orthonormal. */
  given(id: string, formula: string, premiseName: string): this {
    return this.#addEquation(id, "given", formula, { kind: "premise", name: premiseName }).from();
  }

  /** A statement of the literature, not derived here. */
  cite(id: string, formula: string, ref: string): this {
    return this.#addEquation(id, "cited", formula, { kind: "reference", ref }).from();
  }

  /** Follows by algebra; multipliers say by which combination of the premises, where replacement does not do. */
  algebra(id: string, formula: string, multipliers?: readonly string[]): this {
    const list = multipliers?.map((m) => this.#parse(id, m));
    return this.#addEquation(id, "algebra", formula, list && { kind: "multipliers", multipliers: list });
  }

  /** The first premise with others put into it, or with values for free symbols. */
  substitute(id: string, formula: string, values?: Values): this {
    const certificate: Certificate | undefined = values && { kind: "values", values: this.#bindings(id, values) };
    if (!formula.includes("<")) return this.#addEquation(id, "substitute", formula, certificate);
    return this.#add(id, "substitute", this.#inequality(id, formula), certificate);
  }

  /** Written with diff(F, x) on the left. */
  differentiate(id: string, formula: string): this {
    return this.#addEquation(id, "differentiate", formula);
  }

  /** Looks at the points where ∂of/∂by = 0, which is the given equation: its left − right is ±∂of/∂by. */
  stationarity(id: string, of: string, by: string, formula: string): this {
    const { left, right } = this.#equation(id, formula);
    const statement: Statement = { kind: "stationary", of: this.#parse(id, of), by: this.#symbol(id, by), left, right };
    return this.#add(id, "stationarity", statement);
  }

  /** left = right + O(small^{order+1}), all small symbols scaled together. */
  expand(id: string, formula: string, small: string | readonly string[], order: number): this {
    const symbols = [small].flat().map((s) => this.#symbol(id, s));
    const { left, right } = this.#equation(id, formula);
    return this.#add(id, "expand", { kind: "approximation", left, right, small: symbols, large: [], order });
  }

  /** left = right + O(large^{−order−1}). */
  largeN(id: string, formula: string, large: string | readonly string[], order: number): this {
    const symbols = [large].flat().map((s) => this.#symbol(id, s));
    const { left, right } = this.#equation(id, formula);
    return this.#add(id, "large N", { kind: "approximation", left, right, small: [], large: symbols, order });
  }

  /** left → right as the variable goes to a value, "0" or "infinity". */
  limit(id: string, formula: string, variable: string, to: string): this {
    const { left, right } = this.#equation(id, formula);
    const goes = { variable: this.#symbol(id, variable), to: this.#parse(id, to) };
    return this.#add(id, "large N", { kind: "limit", left, right, ...goes });
  }

  /** An integral and its value, certified by an antiderivative. */
  integrate(id: string, formula: string, antiderivative: string): this {
    const certificate: Certificate = { kind: "antiderivative", antiderivative: this.#parse(id, antiderivative) };
    return this.#addEquation(id, "integrate", formula, certificate);
  }

  /** A symbol and its value, where the first premise holds. */
  solve(id: string, formula: string, solution: Solution): this {
    return this.#addEquation(id, "solve", formula, this.#solution(id, solution));
  }

  /** Sums over the states of units carried out. */
  marginalise(id: string, formula: string, proof?: SumProof): this {
    return this.#addEquation(id, "marginalise", formula, proof && sumCertificate(proof));
  }

  /** Interchange, contraction, reindexing, splitting of sums, one rule a step; found where none is named. */
  sumRule(id: string, formula: string, proof?: SumProof): this {
    return this.#addEquation(id, "sum rule", formula, proof && sumCertificate(proof));
  }

  /** An equation between matrices, or a determinant. */
  linearAlgebra(id: string, formula: string, determinantOf?: string): this {
    if (determinantOf === undefined) return this.#addEquation(id, "linear algebra", formula);
    const of = this.#parse(id, determinantOf);
    if (of.kind !== "matrix") throw this.#complaint(id, `the determinant of "${determinantOf}"`, "a matrix");
    return this.#addEquation(id, "linear algebra", formula, { kind: "determinant", of });
  }

  /** An identity of ladder operators; the letters say which names they are. */
  operators(id: string, formula: string, letters: readonly LadderLetter[]): this {
    const { left, right } = this.#equation(id, formula);
    const certificate: Certificate = { kind: "ladder", letters };
    return this.#add(id, "operator identity", { kind: "operator equation", left, right }, certificate);
  }

  /** The premises in new variables, with the map there and back. */
  changeVariables(id: string, formula: string, map: VariableMap): this {
    return this.#addEquation(id, "change of variables", formula, {
      kind: "map",
      forward: this.#bindings(id, map.forward),
      backward: this.#bindings(id, map.backward),
      jacobian: this.#parse(id, map.jacobian),
    });
  }

  /** "A <= B" or "A < B". */
  inequality(id: string, formula: string, certificate: SignCertificate): this {
    return this.#add(id, "inequality", this.#inequality(id, formula), this.#signCertificate(id, certificate));
  }

  /** The steps that the last one comes from. */
  from(...ids: readonly string[]): this {
    this.#last().from = ids;
    return this;
  }

  /** What the last step assumes beyond what holds throughout. */
  assuming(...assumptions: readonly (string | Assumption)[]): this {
    const draft = this.#last();
    draft.assuming = assumptions.flatMap((a) => this.#assumption(draft.id, a));
    return this;
  }

  /** What to say about the last step: in the margin, and to the reader who asks why. */
  say(short: string, why: string): this {
    Object.assign(this.#last(), { short, why });
    return this;
  }

  /** The verdict that the last step is claimed to reach; the best of its rule unless said. */
  expecting(kind: VerdictKind): this {
    this.#last().expect = kind;
    return this;
  }

  /** Ends the derivation and says from which line it leads to which. */
  connecting(first: string, ...results: readonly string[]): Derivation {
    const { id, title, source, notation, assuming = [] } = this.#head;
    return {
      id,
      title,
      source,
      notation,
      assuming: assuming.flatMap((a) => this.#assumption("assuming", a)),
      steps: this.#drafts.map(({ short, why, certificate, ...draft }): Step => {
        return { ...draft, ...(certificate && { certificate }), say: { short, why } };
      }),
      first,
      results,
    };
  }

  #last(): Draft {
    const draft = this.#drafts.at(-1);
    if (draft === undefined) throw this.#complaint("first", "no step yet", "a step to speak of");
    return draft;
  }

  #add(id: string, rule: RuleId, to: Statement, certificate?: Certificate): this {
    const previous = this.#drafts.at(-1);
    const from = previous === undefined ? [] : [previous.id];
    this.#drafts.push({ id, rule, to, certificate, from, assuming: [], expect: bestVerdict(rule), short: "", why: "" });
    return this;
  }

  #addEquation(id: string, rule: RuleId, formula: string, certificate?: Certificate): this {
    const { left, right } = this.#equation(id, formula);
    return this.#add(id, rule, { kind: "equation", left, right }, certificate);
  }

  #solution(id: string, solution: Solution): Certificate {
    if ("hole" in solution) {
      const { hole, inverse } = solution;
      return { kind: "left inverse", hole: symbol(hole), inverse: this.#parse(id, inverse, [hole]) };
    }
    const { roots, chosen = 0, because } = solution;
    const list = roots.map((r) => this.#parse(id, r));
    return { kind: "roots", roots: list, chosen, ...(because !== undefined && { because }) };
  }

  #signCertificate(id: string, certificate: SignCertificate): Certificate {
    if ("evident" in certificate) return { kind: "evident sign", form: this.#parse(id, certificate.evident) };
    if ("combining" in certificate) {
      return { kind: "combination", parts: certificate.combining.map((w) => this.#part(id, w)) };
    }
    if ("convexIn" in certificate) {
      const { convexIn, at, curvature, value = "0" } = certificate;
      const [point, second, start] = [at, curvature, value].map((text) => this.#parse(id, text)) as Three;
      return { kind: "convex", variable: this.#symbol(id, convexIn), at: point, curvature: second, value: start };
    }
    if ("monotoneIn" in certificate) {
      const { monotoneIn, from, slope, value = "0" } = certificate;
      const [point, first, start] = [from, slope, value].map((text) => this.#parse(id, text)) as Three;
      return { kind: "monotone", variable: this.#symbol(id, monotoneIn), from: point, slope: first, value: start };
    }
    const ranges = Object.entries(certificate.box).map(([name, [low, high]]) => [symbol(name), low, high] as const);
    return { kind: "box", ranges };
  }

  #part(id: string, { times = "1", over }: Weighted): CombinationPart {
    const factor = this.#parse(id, times);
    if (over === undefined) return { times: factor };
    const [index, from, to] = over;
    return { times: factor, over: { index, from: this.#parse(id, from), to: this.#parse(id, to) } };
  }

  #bindings(id: string, values: Values): readonly Binding[] {
    return Object.entries(values).map(([name, text]) => [this.#symbol(id, name), this.#parse(id, text)] as const);
  }

  #assumption(id: string, a: string | Assumption): readonly Assumption[] {
    return typeof a === "string" ? this.#naming(id, () => parseAssumption(a, this.#head.notation)) : [a];
  }

  #equation(id: string, text: string): EquationNode {
    const e = this.#parse(id, text);
    if (e.kind === "equation") return e;
    throw this.#complaint(id, `"${text}"`, "an equation");
  }

  #inequality(id: string, formula: string): Statement {
    const [left, relation, right, ...more] = formula.split(/(<=|<)/);
    if (left === undefined || right === undefined || more.length > 0) {
      throw this.#complaint(id, `"${formula}"`, 'an inequality, "A <= B" or "A < B"');
    }
    return {
      kind: "inequality",
      left: this.#parse(id, left),
      right: this.#parse(id, right),
      strict: relation === "<",
    };
  }

  #symbol(id: string, text: string): SymbolNode {
    const e = this.#parse(id, text);
    if (e.kind === "symbol") return e;
    throw this.#complaint(id, `"${toText(e)}"`, "a symbol");
  }

  #parse(id: string, text: string, more: readonly string[] = []): Expression {
    return this.#naming(id, () => parse(text, [...Object.keys(this.#head.notation), ...more]));
  }

  /** Runs f and puts the name of the step into what it throws. */
  #naming<T>(id: string, f: () => T): T {
    try {
      return f();
    } catch (cause) {
      if (!(cause instanceof BoltzproofError)) throw cause;
      throw this.#complaint(id, cause.found, cause.expected, cause.advice);
    }
  }

  #complaint(id: string, found: string, expected: string, advice = "correct the step"): BoltzproofError {
    return new BoltzproofError("derivation", {
      found: `in step "${id}" of ${this.#head.id} ${found}`,
      expected,
      advice,
    });
  }
}
