/**
 * The sum over all states of a layer: Σ_{h ∈ Sⁿ} Π_j f(j, h_j) = Π_j Σ_{s ∈ S} f(j, s), because choosing a state is
 * choosing every unit. With a function m of one unit beside it, the sum of that unit is replaced:
 *
 *   Σ_h m(h_k) Π_j f(j, h_j) = [Σ_s m(s) f(k, s) / Σ_s f(k, s)] Π_j Σ_s f(j, s).
 *
 * The exponential of a sum over the units counts as the product that it is.
 */
import { add, divide, exp, interval, multiply, numberNode, power, productOver, sumOver, symbol } from "../construct.ts";
import { AtomTable, expressionOfPolynomial } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { rationalFunctionOf } from "../convert/rational.ts";
import { type Term, termsOf } from "../exact/index.ts";
import type { CallNode, Expression, IndexedNode, IndexRange, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { equals, freeNames, freshName, nodes } from "../structure.ts";
import { renameBound, substitute, substituteFamily, unroll } from "../substitute.ts";
import { inRange } from "./range-conditions.ts";
import { type Rewriter, type Rewriting, sameOverRing } from "./rule.ts";

/** The layer that is summed over, and names for a unit's number and its value that occur nowhere else. */
interface Layer {
  readonly family: string;
  readonly range: Extract<IndexRange, { kind: "states" }>;
  readonly unit: SymbolNode;
  readonly value: SymbolNode;
}

/** One factor under the sum, by what it depends on. */
type Factor =
  | { readonly kind: "outside"; readonly of: Expression }
  /** f(unit, value), to be multiplied over all units. */
  | { readonly kind: "everywhere"; readonly of: Expression }
  /** m(value) of the unit `at`. */
  | { readonly kind: "single"; readonly of: Expression; readonly at: Expression }
  | { readonly kind: "mixed"; readonly why: string };

export const factoriseStates: Rewriter = (node) => {
  if (node.kind !== "indexed" || node.operator !== "sum" || node.range.kind !== "states") return [];
  const names = freeNames(node.body);
  const layer: Layer = {
    family: node.index,
    range: node.range,
    unit: symbol(freshName("unit", names)),
    value: symbol(freshName("value", names)),
  };
  const table = new AtomTable();
  const { numerator, denominator } = table.counting.within(node, () => rationalFunctionOf(node.body, table));
  const below = expressionOfPolynomial(denominator, table);
  if (freeNames(below).has(layer.family)) return `the denominator ${toText(below)} depends on ${layer.family}`;
  const terms = termsOf(numerator).map((term) => sumOfTerm(term, layer, table));
  const refused = terms.find((t) => typeof t === "string");
  if (refused !== undefined) return refused;
  const sums = terms.filter((t) => typeof t !== "string");
  const result = divide(add(...sums.map((t) => t.result)), below);
  return [{ result, conditions: [...table.counting.conditions, ...sums.flatMap((t) => t.conditions)] }];
};

function sumOfTerm(term: Term, layer: Layer, table: AtomTable): Rewriting | string {
  const factors = term.powers.map(([name, k]) => raised(factorOf(table.expressionOf(name), layer), k));
  const mixed = factors.find((x) => x.kind === "mixed");
  if (mixed) return mixed.why;
  const of = (kind: Factor["kind"]): Expression =>
    multiply(...factors.flatMap((x) => (x.kind === kind && x.kind !== "mixed" ? [x.of] : [])));
  const { range, unit, value } = layer;
  const overUnit = (body: Expression): Expression =>
    sumOver(value.name, { kind: "values", values: range.values }, body);
  const everywhere = of("everywhere");
  const whole = productOver(unit.name, interval(range.from, range.to), overUnit(everywhere));
  const outside = multiply(numberNode(term.coefficient), of("outside"), whole);
  const places = factors.flatMap((x) => (x.kind === "single" ? [x.at] : []));
  const [at] = places;
  if (at === undefined) return { result: outside, conditions: [] };
  const other = places.find((k) => !sameOverRing(k, at));
  if (other) return `units ${toText(at)} and ${toText(other)} of ${layer.family} stand in one product`;
  const local = substitute(everywhere, unit, at);
  const weight = overUnit(local);
  const conditions: SideCondition[] = [{ kind: "nonzero", of: unroll(weight) }, ...inRange(at, range.from, range.to)];
  return { result: multiply(outside, divide(overUnit(multiply(of("single"), local)), weight)), conditions };
}

function raised(factor: Factor, k: number): Factor {
  return factor.kind === "mixed" ? factor : { ...factor, of: power(factor.of, k) };
}

function factorOf(e: Expression, layer: Layer): Factor {
  if (!freeNames(e).has(layer.family)) return { kind: "outside", of: e };
  const body = bodyOverUnits(e, layer, "product");
  if (body !== undefined) return { kind: "everywhere", of: body };
  const exponent = e.kind === "call" && e.name === "exp" ? exponentOverUnits(e, layer) : undefined;
  return exponent === undefined ? ofOneUnit(e, layer) : { kind: "everywhere", of: exp(exponent) };
}

/** The summand of an exponent c Σ_j g(j, h_j) with its factor c. */
function exponentOverUnits(e: CallNode, layer: Layer): Expression | undefined {
  const table = new AtomTable();
  const { numerator, denominator } = rationalFunctionOf(e.argument, table);
  const [term, ...others] = termsOf(numerator);
  if (term === undefined || others.length > 0) return undefined;
  const inLayer = (name: string): boolean => freeNames(table.expressionOf(name)).has(layer.family);
  const [found, ...more] = term.powers.filter(([name]) => inLayer(name));
  if (found === undefined || more.length > 0 || found[1] !== 1) return undefined;
  const body = bodyOverUnits(table.expressionOf(found[0]), layer, "sum");
  const factor = term.powers
    .filter(([name]) => name !== found[0])
    .map(([name, k]) => power(table.expressionOf(name), k));
  const below = expressionOfPolynomial(denominator, table);
  return body && divide(multiply(numberNode(term.coefficient), ...factor, body), below);
}

/** f(unit, value) for Σ_j or Π_j f(j, h_j) over exactly the units of the layer; undefined for anything else. */
function bodyOverUnits(e: Expression, layer: Layer, operator: IndexedNode["operator"]): Expression | undefined {
  if (e.kind !== "indexed" || e.operator !== operator || e.range.kind !== "interval") return undefined;
  const { from, to } = layer.range;
  if (!sameOverRing(e.range.from, from) || !sameOverRing(e.range.to, to)) return undefined;
  const { body } = renameBound(e, layer.unit.name);
  const own = membersOf(body, layer.family).every((s) => s.indices.length === 1 && equals(s.indices[0]!, layer.unit));
  return own ? substituteFamily(body, layer.family, ["member"], layer.value) : undefined;
}

function ofOneUnit(e: Expression, layer: Layer): Factor {
  const members = membersOf(e, layer.family);
  const [first] = members;
  const at = first?.indices[0];
  const known = freeNames(e);
  const one = members.every((s) => s.indices.length === 1 && equals(s, first!));
  // An index that is bound inside e runs over many units.
  if (at === undefined || !one || [...freeNames(at)].some((name) => !known.has(name))) {
    return { kind: "mixed", why: `${toText(e)} depends on more than one unit of ${layer.family}` };
  }
  return { kind: "single", of: substituteFamily(e, layer.family, ["member"], layer.value), at };
}

function membersOf(e: Expression, family: string): readonly SymbolNode[] {
  return [...nodes(e)].filter((x): x is SymbolNode => x.kind === "symbol" && x.name === family);
}
