/** Wrong calls of everything that the main entry exports, made from its real signatures, and what becomes of them. */
import * as open from "../../index.ts";
import { signatureOf } from "../../scripts/signatures.ts";
import type { PublicName } from "../../scripts/surface.ts";
import { guard } from "../../src/boundary/guard.ts";
import type { Shape } from "../../src/boundary/shape.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { rightValue, WRONG } from "./right-arguments.ts";

export interface WrongCall {
  readonly name: string;
  /** "x: NaN", "options.steps: text". */
  readonly what: string;
  readonly args: () => unknown[];
}

/** "typed", "result", or what must not be: "raw: …", "NaN". */
export type Outcome = string;

/** Every exported function × every parameter and every option × everything wrong, and the call without arguments. */
export function wrongCalls(functions: readonly PublicName[]): WrongCall[] {
  return functions.flatMap((f) => {
    const right = () => f.parameters.map(({ shape, name }) => rightValue(shape, name));
    const none: WrongCall = { name: f.name, what: "no arguments", args: () => [] };
    return [none, ...f.parameters.flatMap(({ name, shape }, i) => at(f.name, right, i, name, shape))];
  });
}

function at(f: string, right: () => unknown[], i: number, parameter: string, shape: Shape): WrongCall[] {
  const whole = Object.entries(WRONG).map(([kind, value]) => ({
    name: f,
    what: `${parameter}: ${kind}`,
    args: () => right().with(i, value()),
  }));
  const inside = optionsOf(shape).flatMap((key) =>
    Object.entries(WRONG).map(([kind, value]) => ({
      name: f,
      what: `${parameter}.${key}: ${kind}`,
      args: () => right().with(i, { ...(right()[i] as object), [key]: value() }),
    })),
  );
  return [...whole, ...inside];
}

function optionsOf(shape: Shape): string[] {
  if (typeof shape === "string") return [];
  if ("fields" in shape) return Object.keys(shape.fields);
  return "either" in shape ? shape.either.flatMap(optionsOf) : [];
}

/** The functions as a user of the package gets them. */
export function guarded(functions: readonly PublicName[]): ReadonlyMap<string, (...args: unknown[]) => unknown> {
  const all = open as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
  return new Map(functions.map((f) => [f.name, guard(all[f.name]!, signatureOf(f), all)]));
}

/** Makes the call and says what became of it. */
export async function outcomeOf(f: (...args: unknown[]) => unknown, args: unknown[], gaps: boolean): Promise<Outcome> {
  try {
    const result = await f(...args);
    (result as { dispose?: () => unknown } | undefined)?.dispose?.();
    return !gaps && holdsNaN(result, 4) ? "NaN" : "result";
  } catch (error) {
    if (!(error instanceof BoltzproofError)) return `raw: ${error}`;
    return error.found && error.expected && error.advice ? "typed" : "raw: an error without found, expected or advice";
  }
}

function holdsNaN(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value !== "object" || value === null || depth === 0) return false;
  const entries = ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : Object.values(value);
  return entries.some((entry) => holdsNaN(entry, depth - 1));
}
