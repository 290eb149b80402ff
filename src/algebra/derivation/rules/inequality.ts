/**
 * Inequalities: right − left in a form whose sign is evident, or, weaker, above zero on a box by interval arithmetic
 * with subdivision.
 */
import { numberNode, subtract } from "../../construct.ts";
import { rationalFromText } from "../../exact/rational.ts";
import type { Expression } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { type Box, evaluateOnBox, midpoint } from "../calculus/interval.ts";
import { isNonnegative, isPositive } from "../calculus/sign.ts";
import type { Certificate, Condition, Outcome, Step } from "../step.ts";
import { certificateOf, holds, type MutantStep, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

export const inequality: Rule = {
  statements: ["inequality"],
  certificates: ["evident sign", "box"],
  check: (s) => (s.step.certificate?.kind === "box" ? onBox(s) : byForm(s)),
  mutants: (step, rng) =>
    step.certificate?.kind === "box" ? reversed(step) : [...reversed(step), ...wrongSides(true)(step, rng)],
};

/** A larger right-hand side may leave an inequality true: on a box only its reverse is surely wrong. */
function reversed(step: Step): readonly MutantStep[] {
  const { to } = step;
  if (to.kind !== "inequality") return [];
  return [{ says: "the two sides exchanged", step: { ...step, to: { ...to, left: to.right, right: to.left } } }];
}

function byForm(s: Situation): Outcome {
  const { to } = s.step;
  const form = certificateOf(s.step, "evident sign")?.form;
  if (form === undefined || to.kind !== "inequality") return { kind: "undecided", why: "no form is given" };
  const evident = to.strict ? isPositive : isNonnegative;
  if (!evident(form, s.assumptions)) {
    return { kind: "undecided", why: `the sign of ${toText(form)} is not evident` };
  }
  const relies = s.assumptions.filter(
    (a) =>
      !evident(
        form,
        s.assumptions.filter((b) => b !== a),
      ),
  );
  return holds("an evident sign", [s.decide(withPremises(s, subtract(subtract(to.right, to.left), form)))], relies);
}

const mostBoxes = 20_000;

function onBox(s: Situation): Outcome {
  const { to } = s.step;
  const ranges = certificateOf(s.step, "box")?.ranges ?? [];
  const gap = withPremises(s, subtract(to.right, to.left));
  const open: Box[] = [new Map(ranges.map(([x, low, high]) => [x.name, { low, high }]))];
  let boxes = 0;
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    if (++boxes > mostBoxes) return { kind: "undecided", why: `not settled by ${mostBoxes} boxes` };
    const { low } = evaluateOnBox(gap, box);
    if (low > 0 || (low === 0 && !(to.kind === "inequality" && to.strict))) continue;
    const middle = midpoint(box);
    if (evaluateOnBox(gap, middle).high < 0) return { kind: "fails", counterexample: pointToText(middle) };
    open.push(...halves(box));
  }
  return {
    kind: "holds",
    ground: { kind: "checked", digits: 15, points: boxes },
    conditions: boundaries(ranges),
    relies: [],
  };
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
