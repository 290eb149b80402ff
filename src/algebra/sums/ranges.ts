/** Rules that change the range of a sum or product: splitting, shifting, reflecting, exchanging, other units. */
import {
  add,
  interval,
  isZeroNode,
  multiply,
  numberNode,
  productOver,
  subtract,
  sumOver,
  symbol,
} from "../construct.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { isFiniteRange } from "../convert/indexed.ts";
import {
  addRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  type Rational,
  rationalsEqual,
} from "../exact/index.ts";
import type { Expression, IndexedNode, IndexRange } from "../expression.ts";
import { toText } from "../print/text.ts";
import { freeNames, freshName, nodes, rangeParts } from "../structure.ts";
import { renameBound, substitute, substituteFamily } from "../substitute.ts";
import { notEmpty } from "./range-conditions.ts";
import { type Rewriter, type Rewriting, sameOverRing } from "./rule.ts";

type Interval = Extract<IndexRange, { kind: "interval" }>;

/** Σ_a^b f = f(a) + Σ_{a+1}^b f = Σ_a^{b−1} f + f(b) = Σ_a^k f + Σ_{k+1}^b f, and the same for Π. */
export const splitRange: Rewriter = (node, { target }) => {
  if (!isOverInterval(node)) return [];
  const { from, to } = node.range;
  const combine = node.operator === "sum" ? add : multiply;
  const part = (a: Expression, b: Expression): Expression =>
    over(node, { kind: "interval", from: a, to: b }, node.body);
  const at = (k: Expression): Expression => substitute(node.body, symbol(node.index), k);
  const conditions = [notEmpty(from, to)];
  const ends: Rewriting[] = [
    { result: combine(part(from, subtract(to, 1)), at(to)), conditions },
    { result: combine(at(from), part(add(from, 1), to)), conditions },
  ];
  const inside = intervalsIn(target).flatMap(({ to: k }): Rewriting[] => {
    if (sameOverRing(k, to) || freeNames(k).has(node.index)) return [];
    const whole = { kind: "whole", of: k } as const;
    const kept = [notEmpty(from, add(k, 1)), notEmpty(k, to), whole];
    return [{ result: combine(part(from, k), part(add(k, 1), to)), conditions: kept }];
  });
  return [...ends, ...inside];
};

/** Σ_{i=a}^b f(i) = Σ_{i=a+c}^{b+c} f(i − c) = Σ_{i=c−b}^{c−a} f(c − i). */
export const reindex: Rewriter = (node, { target }) => {
  if (!isOverInterval(node)) return [];
  const { from, to } = node.range;
  const i = symbol(node.index);
  return intervalsIn(target).flatMap((range): Rewriting[] => {
    if (freeNames(range.from).has(node.index)) return [];
    const shift = subtract(range.from, from);
    const sum = add(range.from, to);
    const reflected = over(node, interval(range.from, subtract(sum, from)), substitute(node.body, i, subtract(sum, i)));
    // Both maps take whole numbers to whole numbers if the new end is one, and an empty range to an empty one.
    const conditions: readonly SideCondition[] = [{ kind: "whole", of: range.from }];
    if (isZeroNode(shift)) return [{ result: reflected, conditions }];
    const shifted = over(node, interval(range.from, add(to, shift)), substitute(node.body, i, subtract(i, shift)));
    return [shifted, reflected].map((result) => ({ result, conditions }));
  });
};

/** Σ_i Σ_j f = Σ_j Σ_i f for ranges that do not depend on each other, and the same for two products. */
export const interchange: Rewriter = (node) => {
  if (node.kind !== "indexed") return [];
  const [inner, outside] = innerOf(node);
  if (inner === undefined || !isFiniteRange(inner.range)) return [];
  if (rangeParts(inner.range).some((x) => freeNames(x).has(node.index))) {
    return `the range of ${inner.index} depends on ${node.index}`;
  }
  const taken = new Set([
    ...outside.flatMap((x) => [...freeNames(x)]),
    ...rangeParts(node.range).flatMap((x) => [...freeNames(x)]),
    node.index,
  ]);
  const safe = taken.has(inner.index)
    ? renameBound(inner, freshName(inner.index, new Set([...taken, ...freeNames(inner.body)])))
    : inner;
  const body = over(node, node.range, multiply(...outside, safe.body));
  return [{ result: over(safe, safe.range, body), conditions: [] }];
};

/** Σ over the values of one pair of units = Σ over those of another, h = α s + β: from {0, 1} to {−1, +1} and back. */
export const changeUnits: Rewriter = (node, { target }) => {
  if (node.kind !== "indexed" || node.range.kind === "interval") return [];
  const values = node.range.values.map(asRational);
  const { index, range, body } = node;
  return valueSetsIn(target).flatMap((others) =>
    affineMaps(values, others).map(([alpha, beta]): Rewriting => {
      const image = (s: Expression): Expression => add(multiply(numberNode(alpha), s), numberNode(beta));
      const member = freshName("member", freeNames(body));
      const changed =
        range.kind === "values"
          ? substitute(body, symbol(index), image(symbol(index)))
          : substituteFamily(body, index, [member], image(symbol(index, symbol(member))));
      return {
        result: over(node, { ...range, values: others.map(numberNode) } as IndexRange, changed),
        conditions: [],
      };
    }),
  );
};

type OverInterval = IndexedNode & { readonly range: Interval };

function isOverInterval(e: Expression): e is OverInterval {
  return e.kind === "indexed" && e.range.kind === "interval";
}

/** Another sum or product of the same kind and index. */
function over(node: IndexedNode, range: IndexRange, body: Expression): Expression {
  return (node.operator === "sum" ? sumOver : productOver)(node.index, range, body);
}

/** The one inner node of the same kind, with the factors of a sum that stand beside it. */
function innerOf(node: IndexedNode): readonly [IndexedNode | undefined, readonly Expression[]] {
  const factors = node.body.kind === "product" && node.operator === "sum" ? node.body.factors : [node.body];
  const inner = factors.filter((x): x is IndexedNode => x.kind === "indexed" && x.operator === node.operator);
  return inner.length === 1 ? [inner[0], factors.filter((x) => x !== inner[0])] : [undefined, []];
}

/** The intervals of all sums and products in e, each once. */
function intervalsIn(e: Expression): readonly Interval[] {
  const found = new Map<string, Interval>();
  for (const x of nodes(e)) {
    if (isOverInterval(x)) found.set(`${toText(x.range.from)} ${toText(x.range.to)}`, x.range);
  }
  return [...found.values()];
}

/** The sets of numbers that units take in e. */
function valueSetsIn(e: Expression): readonly (readonly Rational[])[] {
  return [...nodes(e)]
    .flatMap((x) => (x.kind === "indexed" && x.range.kind !== "interval" ? [x.range.values.map(asRational)] : []))
    .filter((values): values is Rational[] => !values.includes(undefined));
}

function asRational(e: Expression): Rational | undefined {
  return e.kind === "rational" ? { numerator: e.numerator, denominator: e.denominator } : undefined;
}

/** [α, β] with {α s + β : s in `from`} = `to`, each value once. */
function affineMaps(
  to: readonly (Rational | undefined)[],
  from: readonly Rational[],
): readonly (readonly [Rational, Rational])[] {
  const [s0, s1] = from;
  if (s0 === undefined || s1 === undefined || rationalsEqual(s0, s1) || to.length !== from.length) return [];
  const minus = (x: Rational, y: Rational): Rational => addRationals(x, negateRational(y));
  return to.flatMap((t0) =>
    to.flatMap((t1) => {
      if (t0 === undefined || t1 === undefined || rationalsEqual(t0, t1)) return [];
      const alpha = divideRationals(minus(t1, t0), minus(s1, s0));
      const beta = minus(t0, multiplyRationals(alpha, s0));
      const images = from.map((s) => addRationals(multiplyRationals(alpha, s), beta));
      const onto = to.every((t) => t && images.filter((x) => rationalsEqual(x, t)).length === 1);
      return onto ? [[alpha, beta] as const] : [];
    }),
  );
}
