/**
 * The engines against each other and against finite differences: random smooth expressions of the kinds that free
 * energies are made of, differentiated by mathjs and nerdamer under certificates. A certified answer is compared with
 * a central difference in doubles, which shares nothing with tables of rules or finite fields.
 */
import { consult, type EngineProcess, type Expression, parse, symbol, toText } from "../../src/algebra/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { numericValue } from "../algebra/numeric-witness.ts";

export interface Tally {
  asked: number;
  /** Certified answers by engine. */
  readonly answered: Record<"mathjs" | "nerdamer", number>;
  /** Readable answers that got no certificate, with the reason. */
  readonly uncertified: string[];
  readonly disagreements: string[];
  /** Certified answers that a finite difference contradicts: there must be none. */
  readonly wrong: string[];
}

const names = ["w", "x", "y"];

function text(rng: Rng, depth: number): string {
  if (depth === 0) return ["x", "y", "w", "w*x", "x + 1", "2*x - y", "x/3"][rng.integer(7)]!;
  const inner = (): string => text(rng, depth - 1);
  const forms = [
    () => `exp(-(${inner()})^2/2)`,
    () => `log(2*cosh(${inner()}))`,
    () => `softplus(${inner()})`,
    () => `logistic(${inner()})`,
    () => `tanh(${inner()})`,
    () => `sqrt(1 + (${inner()})^2)`,
    () => `(${inner()})*(${inner()})`,
    () => `(${inner()}) + (${inner()})`,
    () => `(${inner()})/(1 + (${inner()})^2)`,
    () => `(${inner()})^3`,
  ];
  return forms[rng.integer(forms.length)]!();
}

/** Whether a slope in doubles agrees with the symbolic one at every point where both are finite and not huge. */
export function agreesWithDifferences(of: Expression, slope: Expression, rng: Rng): boolean {
  const step = 1e-4;
  for (let k = 0; k < 6; k++) {
    const point = Object.fromEntries(names.map((name) => [name, 2 * rng.uniform() - 1]));
    const at = (shift: number): number => numericValue(of, { ...point, x: point["x"]! + shift });
    const measured = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    const stated = numericValue(slope, point);
    if (!Number.isFinite(measured) || Math.abs(measured) > 1e6) continue;
    // Of a five-point difference: 1e-16/step from rounding, step⁴ times a fifth derivative from truncation.
    if (!(Math.abs(measured - stated) <= 1e-8 * Math.max(1, Math.abs(measured), Math.abs(at(0))))) return false;
  }
  return true;
}

/** Asks both engines for the derivatives of `count` expressions. */
export async function compareDerivatives(
  engines: { readonly mathjs: EngineProcess; readonly nerdamer: EngineProcess },
  count: number,
  rng: Rng,
): Promise<Tally> {
  const tally: Tally = {
    asked: 0,
    answered: { mathjs: 0, nerdamer: 0 },
    uncertified: [],
    disagreements: [],
    wrong: [],
  };
  for (let k = 0; k < count; k++) {
    const stream = rng.child(k);
    const of = parse(text(stream, 2), names);
    tally.asked++;
    const { answers, disagreement } = await consult(engines.mathjs, engines.nerdamer, {
      kind: "derivative",
      of,
      by: symbol("x"),
    });
    if (disagreement !== undefined) tally.disagreements.push(`${toText(of)}: ${disagreement}`);
    for (const name of ["mathjs", "nerdamer"] as const) {
      const answer = answers[name];
      if (answer.kind === "uncertified") tally.uncertified.push(`${name}, ${toText(of)}: ${answer.why}`);
      if (answer.kind !== "answered") continue;
      tally.answered[name]++;
      if (!agreesWithDifferences(of, answer.answer[0]!, stream)) tally.wrong.push(`${name}: ${toText(of)}`);
    }
  }
  return tally;
}
