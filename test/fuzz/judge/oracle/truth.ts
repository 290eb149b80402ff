/** Whether a statement holds on its domain: the oracle looks for a point where it does not. */
import type { Rng } from "../../../../src/numeric/random.ts";
import { drawPoint, freeNames, type Setting } from "./domain.ts";
import { evaluate, type Point } from "./evaluate.ts";
import { agree, divide, fromText, isReal, subtract, Undefined, Unknown, type Value } from "./numbers.ts";
import { readTree, type Tree } from "./tree.ts";

export interface Search {
  /** Where and how it fails, if it does. */
  readonly violation?: string;
  /** Whether the violation is that one side has no value there. */
  readonly isSilent?: boolean;
  /** Points at which it was seen to hold. */
  readonly seen: number;
}

export type Relation = "=" | "<=" | "<";

export interface Claim {
  readonly left: string;
  readonly right: string;
  readonly relation: Relation;
  readonly setting: Setting;
}

const mostDraws = 80;
/** How often names that a counterexample leaves open are drawn. */
const triesOfGiven = 4;

/** Values of names, and of members as "h[2]". */
export type Given = ReadonlyMap<string, Value>;

/** The values in a text such as "left - right = 2 at x = -15/64, u_1 = 0.5". */
export function valuesIn(text: string): Given {
  const values = new Map<string, Value>();
  for (const [, name, indices, top, bottom] of text.matchAll(assigned)) {
    const key = indices === "" ? name! : `${name}[${indices!.slice(1).split("_").join()}]`;
    values.set(key, divide(fromText(top!), fromText(bottom ?? "1")));
  }
  return values;
}

const assigned = /\b([A-Za-z]\w*?)((?:_\d+)*) = (-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:\/(\d+))?/g;

/**
 * @param printed conditions that a verdict prints: points that violate them do not count.
 * @param given a counterexample that is tried first: the names in it have these values.
 */
export function searchViolation(
  claim: Claim,
  printed: readonly string[],
  rng: Rng,
  points = 10,
  given: Given = new Map(),
): Search {
  const sides = [readTree(claim.left), readTree(claim.right)] as const;
  const names = freeNames([...sides, ...namesOfSetting(claim.setting)]);
  const tolerance = /\bdiff\(/.test(claim.left + claim.right) ? rough : exact;
  let seen = 0;
  let silent: string | undefined;
  const draws = names.size === 0 ? 1 : mostDraws;
  const first = given.size > 0 ? -triesOfGiven : 0;
  for (let k = first; k < draws && seen < points; k++) {
    const point = drawPoint(rng, claim.setting, names, printed, Math.max(k, 0), k < 0 ? given : undefined);
    if (point === undefined) continue;
    const found = at(sides, claim.relation, point, tolerance);
    if (found === "holds") seen++;
    else if (found === "one side only") silent ??= textOf(point);
    else if (found === "fails") return { violation: textOf(point), seen };
  }
  if (silent !== undefined) return { violation: `one side has no value at ${silent}`, isSilent: true, seen };
  return { seen };
}

/** The names that definitions and assumptions speak of. */
function namesOfSetting({ assuming, definitions }: Setting): readonly Tree[] {
  const parts = [
    ...definitions.map((d) => d.slice(d.indexOf("=") + 1)),
    ...assuming.flatMap((a) => (/(small|large|whole|^premise)/.test(a) ? [] : a.split(/>=|<=|!=|<|>/))),
  ];
  return parts.map(readTree);
}

type Found = "holds" | "fails" | "one side only" | "no value";

const exact = 1e-40;
/** Of derivatives, which are taken as quotients of differences. */
const rough = 1e-7;

/** What the statement is at one point. */
export function at([left, right]: readonly [Tree, Tree], relation: Relation, point: Point, tolerance: number): Found {
  const [a, b] = [valueAt(left, point), valueAt(right, point)];
  if (a === "unknown" || b === "unknown") return "no value";
  if (a === undefined || b === undefined) return a === b ? "no value" : "one side only";
  if (relation === "=") return agree(a, b, tolerance) ? "holds" : "fails";
  if (!isReal(a) || !isReal(b)) return "fails";
  const gap = subtract(b, a).re;
  return (relation === "<" ? gap.gt(1e-45) : !gap.lt(-1e-45)) ? "holds" : "fails";
}

function valueAt(tree: Tree, point: Point): Value | undefined | "unknown" {
  try {
    return evaluate(tree, point);
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    if (error instanceof Unknown) return "unknown";
    throw error;
  }
}

function textOf({ values }: Point): string {
  return [...values].map(([name, v]) => `${name} = ${v.re.toNumber()}`).join(", ") || "every point";
}
