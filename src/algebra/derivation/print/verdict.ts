/** Verdicts in words, for every printer. */
import type { Verdict, VerdictKind } from "../../../verdict.ts";
import type { JudgedStep } from "../step.ts";

/** One phrase: "proved by algebra, assuming x > 0, error < 2^-160", "refuted (left - right = 2 at x = 1)". */
export function describeVerdict(v: Verdict): string {
  switch (v.kind) {
    case "proved":
      return [`proved by ${v.by}`, ...conditionsOf(v), ...errorOf(v)].join(", ");
    case "defined":
      return "defined";
    case "given":
      return `given (${v.premise})`;
    case "checked":
      return `checked, ${v.how}, ${v.points} points`;
    case "regime":
      return `holds within ${100 * v.within} % for ${v.where}`;
    case "enumerated":
      return `enumerated at ${v.sizes.join(", ")}`;
    case "sampled":
      return `sampled, z = ${v.z.toFixed(2)}`;
    case "measured":
      return `measured on ${v.on}`;
    case "cited":
      return `cited from ${v.ref}`;
    case "refuted":
      return `refuted (${v.counterexample})`;
    case "undecided":
      return `undecided (${v.why})`;
  }
}

/** The verdict of one line of a derivation: what it assumes stands beside it and, for all lines, at the end. */
export function describeStep({ verdict }: JudgedStep): string {
  return describeVerdict(verdict.kind === "proved" ? { ...verdict, assumes: [] } : verdict);
}

type Proved = Extract<Verdict, { kind: "proved" }>;

/** For which special values and under which assumptions: ["for b = 0", "assuming x > 0"]. */
function conditionsOf({ assumes, for: values = [] }: Proved): readonly string[] {
  const special = values.length === 0 ? [] : [`for ${values.join(", ")}`];
  return assumes.length === 0 ? special : [...special, `assuming ${assumes.join(", ")}`];
}

function errorOf({ log2Error }: Proved): readonly string[] {
  return log2Error === Number.NEGATIVE_INFINITY ? [] : [`error < 2^${Math.ceil(log2Error)}`];
}

/** How many steps reached which verdict, most first in the order of the steps: "6 proved, 3 defined, 1 given". */
export function tallyOfSteps(steps: readonly Pick<JudgedStep, "verdict">[]): string {
  const counts = new Map<VerdictKind, number>([["proved", 0]]);
  for (const { verdict } of steps) counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
  return [...counts].flatMap(([kind, n]) => (n === 0 ? [] : [`${n} ${kind}`])).join(", ");
}
