/** A drawn statement judged as a derivation of one step, and the verdict held against brute force. */
import {
  type Assumption,
  derive,
  type Expression,
  freeNames,
  type JudgedStep,
  judgeDerivation,
  parse,
  parseAssumption,
} from "../../../src/algebra/index.ts";
import { BoltzproofError } from "../../../src/errors.ts";
import type { SumStatement } from "./draw.ts";
import { type Assignment, agree, fraction, valueAt } from "./oracle.ts";

const names = "c h i j k t u v L M N W".split(" ");
const notation = Object.fromEntries(names.map((name) => [name, { meaning: "a quantity" }]));

export interface Comparison {
  readonly verdict: "accepted" | "refuted" | "undecided";
  /** What is wrong with the verdict. */
  readonly fault?: string;
  /** Whether the statement has a value, and holds, wherever its assumptions do. */
  readonly isTrue: boolean;
  readonly says: string;
}

export function compare(statement: SumStatement): Comparison {
  const [left, right] = [statement.left, statement.right].map((text) => parse(text, names)) as [Expression, Expression];
  const said = statement.assuming.flatMap((a) => parseAssumption(a, notation));
  const told = said.flatMap((a) => (a.kind === "premise" ? [] : [a.of]));
  const tried = assignments([left, right, ...told]).map((a) => ({ a, holds: agree(left, right, a) }));
  const wrongUnder = (known: readonly Assumption[]): Assignment | undefined =>
    tried.find(({ a, holds }) => holds === false && admits(known, a))?.a;
  const isTrue = wrongUnder(said) === undefined && tried.some(({ a, holds }) => holds === true && admits(said, a));
  const step = judged(statement);
  if (typeof step === "string") return { verdict: "undecided", isTrue, says: step };
  const { verdict } = step;
  if (verdict.kind === "undecided") return { verdict: "undecided", isTrue, says: verdict.why };
  if (verdict.kind === "refuted") {
    const fault = isTrue ? { fault: `true, and refuted: ${verdict.counterexample}` } : {};
    return { verdict: "refuted", isTrue, says: verdict.counterexample, ...fault };
  }
  const wrong = wrongUnder([...said, ...step.needs]);
  const met = tried.some(({ a, holds }) => holds === true && admits([...said, ...step.needs], a));
  const says = `${verdict.kind} under ${step.conditions.join(", ") || "nothing"}`;
  if (wrong !== undefined)
    return { verdict: "accepted", isTrue, says, fault: `false at ${textOf(wrong)}, and ${says}` };
  return { verdict: "accepted", isTrue, says, ...(met ? {} : { fault: `it never has a value, and is ${says}` }) };
}

/** The judged step, or why it was not judged. */
function judged({ left, right, assuming, induction }: SumStatement): JudgedStep | string {
  try {
    const proof = induction && { induction: induction[0], from: induction[1] };
    const written = derive({ id: "drawn", title: "A drawn statement", source: "none", notation, assuming });
    const derivation = written.sumRule("claim", `${left} = ${right}`, proof).from().connecting("claim", "claim");
    return judgeDerivation(derivation, { seed: 1, variants: false }).steps[0]!;
  } catch (error) {
    if (error instanceof BoltzproofError) return error.message;
    throw error;
  }
}

/** Values that a name takes: sizes are whole and not negative, other names may be anything. */
const valuesOf = (name: string): readonly (readonly [bigint, bigint])[] =>
  name === "N" || name === "M"
    ? [
        [0n, 1n],
        [1n, 1n],
        [2n, 1n],
        [3n, 1n],
        [4n, 1n],
      ]
    : name === "c"
      ? [
          [3n, 1n],
          [-2n, 1n],
        ]
      : [
          [-2n, 1n],
          [0n, 1n],
          [1n, 1n],
          [2n, 1n],
          [3n, 1n],
          [1n, 2n],
          [5n, 1n],
        ];

/** All combinations of values of the free names that are no families. */
function assignments(sides: readonly Expression[]): readonly Assignment[] {
  const free = new Set(sides.flatMap((e) => [...freeNames(e)]).filter((name) => !"huvtW".includes(name)));
  return [...free].reduce<readonly Assignment[]>(
    (list, name) =>
      list.flatMap((a) => valuesOf(name).map(([n, d]) => ({ names: new Map([...a.names, [name, fraction(n, d)]]) }))),
    [{ names: new Map() }],
  );
}

/** Whether an assignment has all that is known; what has no value is known of nothing. */
function admits(known: readonly Assumption[], a: Assignment): boolean {
  return known.every((k) => {
    if (k.kind === "premise" || k.kind === "small" || k.kind === "large") return true;
    const x = valueAt(k.of, a);
    if (x === undefined) return false;
    if (k.kind === "whole" || k.kind === "size") return x.d === 1n && (k.kind === "whole" || x.n >= 0n);
    return k.kind === "positive" ? x.n > 0n : k.kind === "nonzero" ? x.n !== 0n : x.n >= 0n;
  });
}

function textOf(a: Assignment): string {
  return [...a.names].map(([name, { n, d }]) => `${name} = ${n}${d === 1n ? "" : `/${d}`}`).join(", ");
}
