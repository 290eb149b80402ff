/** Inequalities on a box, by interval arithmetic with subdivision. */
import { numberNode, subtract } from "../../construct.ts";
import { rationalFromText } from "../../exact/rational.ts";
import type { Expression } from "../../expression.ts";
import { type Box, evaluateOnBox, midpoint } from "../calculus/interval.ts";
import type { Assumption, Certificate, Condition, Outcome } from "../step.ts";
import { certificateOf, type Situation, withPremises } from "./rule.ts";

const mostBoxes = 20_000;

/** right − left above zero on every part of the box; a part where it has no value is cut further and never accepted. */
export function onBox(s: Situation): Outcome {
  const { to } = s.step;
  const strict = to.kind === "inequality" && to.strict;
  const ranges = certificateOf(s.step, "box")?.ranges ?? [];
  const gap = withPremises(s, subtract(to.right, to.left));
  const open: Box[] = [new Map(ranges.map(([x, low, high]) => [x.name, { low, high }]))];
  let boxes = 0;
  // The widest first, so that a point that contradicts is met before one place is cut ever finer.
  for (const box of open) {
    if (++boxes > mostBoxes) return { kind: "undecided", why: `not settled by ${mostBoxes} boxes` };
    const { low, defined } = evaluateOnBox(gap, box);
    if (defined && (low > 0 || (low === 0 && !strict))) continue;
    const middle = midpoint(box);
    if (isBelow(gap, middle) && isAdmitted(middle, s.assumptions)) {
      return { kind: "fails", counterexample: pointToText(middle) };
    }
    const parts = halves(box);
    if (parts.length === 0) return { kind: "undecided", why: "the sign of the difference is not seen on the box" };
    open.push(...parts);
  }
  return {
    kind: "holds",
    ground: { kind: "checked", how: "interval arithmetic on boxes", points: boxes },
    conditions: boundaries(ranges),
    relies: [],
  };
}

function isBelow(e: Expression, point: Box): boolean {
  const { high, defined } = evaluateOnBox(e, point);
  return defined && high < 0;
}

/** Whether all that is assumed holds at the point for certain: elsewhere a counterexample counts for nothing. */
function isAdmitted(point: Box, assumptions: readonly Assumption[]): boolean {
  return assumptions.every((a) => {
    if (a.kind === "premise" || a.kind === "small") return true;
    if (a.kind !== "positive" && a.kind !== "nonnegative" && a.kind !== "nonzero" && a.kind !== "large") return false;
    const { low, high, defined } = evaluateOnBox(a.of, point);
    return defined && (low > 0 || (a.kind === "nonzero" && high < 0));
  });
}

/** The inequality is claimed on the box alone, so the box has to be assumed. */
function boundaries(ranges: readonly Range[]): readonly Condition[] {
  return ranges.flatMap(([x, low, high]): readonly Condition[] => [
    { kind: "positive", of: subtract(x, decimal(low)) },
    { kind: "positive", of: subtract(decimal(high), x) },
  ]);
}

type Range = Extract<Certificate, { kind: "box" }>["ranges"][number];

const decimal = (x: number): Expression => numberNode(rationalFromText(`${x}`));

/** The box cut across its longest side. */
function halves(box: Box): readonly Box[] {
  let longest = { name: "", size: 0 };
  for (const [name, { low, high }] of box) if (high - low > longest.size) longest = { name, size: high - low };
  const cut = box.get(longest.name);
  if (cut === undefined) return [];
  const middle = (cut.low + cut.high) / 2;
  return [
    new Map(box).set(longest.name, { low: cut.low, high: middle }),
    new Map(box).set(longest.name, { low: middle, high: cut.high }),
  ];
}

function pointToText(point: Box): string {
  return [...point].map(([name, { low }]) => `${name} = ${low}`).join(", ");
}
