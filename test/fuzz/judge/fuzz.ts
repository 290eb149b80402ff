/** Draws statements, has the kernel judge them and the oracle judge the kernel. */

import { isZero, parse } from "../../../src/algebra/index.ts";
import { BoltzproofError } from "../../../src/errors.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { drawComplex } from "./draw/complex.ts";
import { drawAlgebra, drawValues, drawZero } from "./draw/identities.ts";
import { drawChange, drawIntegral } from "./draw/integrals.ts";
import { Draw, type Drawn } from "./draw/kit.ts";
import { drawDerivative, drawLimit, drawOrder } from "./draw/orders.ts";
import {
  drawBox,
  drawChain,
  drawDefinitions,
  drawInequality,
  drawMatrix,
  drawMultipliers,
  drawOperators,
  drawSolve,
} from "./draw/others.ts";
import { drawMarginal, drawSum } from "./draw/sums.ts";
import { type Given, type Search, searchViolation, valuesIn } from "./oracle/truth.ts";
import { type Judged, judgeScript, namesIn } from "./script.ts";

/** How often each kind is drawn. */
const weights: readonly (readonly [number, (d: Draw) => Drawn])[] = [
  [30, drawZero],
  [10, drawAlgebra],
  [7, drawValues],
  [8, drawDerivative],
  [3, drawLimit],
  [3, drawOrder],
  [8, drawIntegral],
  [4, drawChange],
  [9, drawSum],
  [4, drawMarginal],
  [7, drawInequality],
  [1, drawBox],
  [3, drawSolve],
  [2, drawMultipliers],
  [3, drawMatrix],
  [2, drawOperators],
  [2, drawDefinitions],
  [3, drawChain],
  [2, drawComplex],
];
const total = weights.reduce((sum, [w]) => sum + w, 0);

/** The k-th statement of a seed; each is drawn from a stream of its own. */
export function drawStatement(seed: number, k: number): Drawn {
  const d = new Draw(streamOf(seed, k));
  let at = d.rng.integer(total);
  for (const [w, draw] of weights) {
    if (at < w) return draw(d);
    at -= w;
  }
  throw new Error("weights that do not add up");
}

const streamOf = (seed: number, k: number): Rng => Rng.fromSeed(seed).child(`statement ${k}`);

export type Finding =
  | "right"
  | "undecided"
  | "false accepted"
  | "silently undefined"
  | "true refuted"
  /** The kernel threw what is no refusal. */
  | "crashed"
  /** The generator and the oracle contradict each other: an error of the test itself. */
  | "oracle conflict";

export interface Judgement {
  readonly statement: Drawn;
  readonly judged: Judged;
  readonly finding: Finding;
  readonly why: string;
}

/** What identifies a statement among those of one seed. */
export function textOf({ script, zero }: Drawn): string {
  if (zero !== undefined) return `zero: ${zero.formula} @ ${zero.positive.join(", ")}`;
  return `${script?.assuming.join(", ")} @ ${script?.lines.join(" // ")}`;
}

/** Judges the k-th statement of a seed. */
export function judgeStatement(seed: number, k: number, statement: Drawn = drawStatement(seed, k)): Judgement {
  const judged = judgedBy(statement, seed);
  if (typeof judged === "string") return { statement, judged: nothing, finding: "crashed", why: judged };
  const points = statement.label === "true" ? 3 : judged.outcome === "refuted" ? 24 : 10;
  // A counterexample of the kernel is looked at first, with the oracle's own arithmetic.
  const given: Given = judged.outcome === "refuted" ? valuesIn(judged.counterexample ?? "") : new Map();
  const search = (printed: readonly string[]): Search => {
    const rng = streamOf(seed, k).child("oracle");
    if (statement.search !== undefined) return statement.search(printed, rng, given);
    return searchViolation(statement.claim!, printed, rng, points, given);
  };
  const [finding, why] = findingOf(statement, judged, search);
  return { statement, judged, finding, why };
}

const nothing: Judged = { outcome: "undecided", says: [], printed: [] };

/** How the kernel judged it, or the text of an error that is no refusal. */
function judgedBy({ script, zero }: Drawn, seed: number): Judged | string {
  try {
    return script === undefined ? judgeZero(zero!, seed) : judgeScript(script, seed);
  } catch (error) {
    return error instanceof Error ? `${error.stack}` : `${error}`;
  }
}

function findingOf(
  s: Drawn,
  { outcome, printed }: Judged,
  search: (printed: readonly string[]) => Search,
): readonly [Finding, string] {
  if (outcome === "undecided") return ["undecided", ""];
  const isZeroTest = s.zero !== undefined;
  if (outcome === "accepted") {
    const { violation, isSilent, seen } = search(printed);
    if (violation === undefined)
      return s.label === "false" && seen > 0 ? ["oracle conflict", "labelled false, no violation"] : ["right", ""];
    if (s.label === "true") return ["oracle conflict", `labelled true, ${violation}`];
    // A zero test speaks of the points where its formula has a value, and there have to be some.
    if (isSilent === true) return isZeroTest && seen > 0 ? ["right", ""] : ["silently undefined", violation];
    return ["false accepted", violation];
  }
  if (s.label === "false") return ["right", ""];
  if (s.label === "true") return ["true refuted", "labelled true"];
  const { violation, isSilent, seen } = search([]);
  if (violation !== undefined && !(isZeroTest && isSilent === true && seen > 0)) return ["right", ""];
  return seen > 0 ? ["true refuted", `holds at ${seen} points`] : ["right", ""];
}

function judgeZero({ formula, positive }: NonNullable<Drawn["zero"]>, seed: number): Judged {
  try {
    const e = parse(formula, namesIn([formula]));
    const { verdict, conditions, excluded, witness, why } = isZero(e, { positive, seed });
    const outcome = verdict === "zero" ? "accepted" : verdict === "nonzero" ? "refuted" : "undecided";
    const says = [`${verdict} ${JSON.stringify(witness ?? why ?? "")}`];
    const point = Object.entries(witness?.point ?? {}).map(([name, value]) => `${name} = ${value}`);
    return {
      outcome,
      says,
      printed: [...conditions, ...excluded.map((x) => `${x} != 0`)],
      counterexample: point.join(", "),
    };
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return { outcome: "undecided", says: [`refused: ${error.message}`], printed: [] };
  }
}

export interface Tally {
  statements: number;
  right: number;
  undecided: number;
  ordinary: number;
  ordinaryUndecided: number;
  falseAccepted: number;
  silentlyUndefined: number;
  trueRefuted: number;
  crashed: number;
  oracleConflicts: number;
}

export function emptyTally(): Tally {
  return {
    statements: 0,
    right: 0,
    undecided: 0,
    ordinary: 0,
    ordinaryUndecided: 0,
    falseAccepted: 0,
    silentlyUndefined: 0,
    trueRefuted: 0,
    crashed: 0,
    oracleConflicts: 0,
  };
}

const counters: Readonly<Record<Finding, keyof Tally>> = {
  right: "right",
  undecided: "undecided",
  "false accepted": "falseAccepted",
  "silently undefined": "silentlyUndefined",
  "true refuted": "trueRefuted",
  crashed: "crashed",
  "oracle conflict": "oracleConflicts",
};

/** Adds one judged statement to the counts. */
export function count(tally: Tally, { statement, finding }: Pick<Judgement, "statement" | "finding">): void {
  tally.statements++;
  tally[counters[finding]]++;
  if (!statement.isOrdinary) return;
  tally.ordinary++;
  if (finding === "undecided") tally.ordinaryUndecided++;
}
