/** Sums, products and integrals from their parts in a text. */
import { integral, interval, overStates, overValues, productOver, sumOver } from "./construct.ts";
import type { Expression, IndexRange } from "./expression.ts";

/** What stands after the index of a binder: an end of its range, or the list of the values that it takes. */
export type RangePart =
  | { readonly kind: "end"; readonly value: Expression }
  | { readonly kind: "values"; readonly values: readonly Expression[] };

export type BuildBinder = (index: string, body: Expression, rest: readonly RangePart[]) => Expression | undefined;

function rangeFrom(rest: readonly RangePart[]): IndexRange | undefined {
  const [values, ...others] = rest[0]?.kind === "values" ? [rest[0].values, ...rest.slice(1)] : [undefined, ...rest];
  const ends = others.flatMap((x) => (x.kind === "end" ? [x.value] : []));
  if (ends.length !== others.length) return undefined;
  if (values === undefined) return ends.length === 2 ? interval(ends[0]!, ends[1]!) : undefined;
  if (ends.length === 0) return overValues(...values);
  return ends.length === 2 ? overStates(values, ends[0]!, ends[1]!) : undefined;
}

function indexedBuilder(over: typeof sumOver): BuildBinder {
  return (index, body, rest) => {
    const range = rangeFrom(rest);
    return range && over(index, range, body);
  };
}

const integralBuilder: BuildBinder = (index, body, [from, to, ...more]) =>
  from?.kind === "end" && to?.kind === "end" && more.length === 0
    ? integral(index, from.value, to.value, body)
    : undefined;

/** sum, prod and integral by their names; diff has a form of its own. */
export const binders: ReadonlyMap<string, BuildBinder> = new Map<string, BuildBinder>([
  ["sum", indexedBuilder(sumOver)],
  ["prod", indexedBuilder(productOver)],
  ["integral", integralBuilder],
  ["diff", () => undefined],
]);
