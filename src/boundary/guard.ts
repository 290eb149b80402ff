/**
 * The public boundary: every exported function asks once whether its arguments are what its signature says, and lets
 * nothing out but results and typed errors. Inside the house functions call each other without it.
 */
import { BoltzproofError } from "../errors.ts";
import { type Classes, describe, type Fault, faultOf, type Shape } from "./shape.ts";

/** A public function as the boundary sees it. */
export interface Signature {
  readonly name: string;
  /** "mean(x: ArrayLike<number>): number", for error messages. */
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** The docstring speaks of NaN, or the values are points of a figure with gaps: NaN may go in and come out. */
  readonly gaps: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly optional: boolean;
}

type Open = (...args: unknown[]) => unknown;

/** The function behind the boundary. */
export function guard<F>(open: F, signature: Signature, classes: Classes): F {
  const behind = function (this: unknown, ...args: unknown[]): unknown {
    requireArguments(args, signature, classes);
    return within(() => (open as Open).apply(this, args), args, signature);
  };
  return Object.defineProperties(behind, {
    name: { value: signature.name },
    length: { value: (open as Open).length },
  }) as F;
}

/** @throws BoltzproofError "usage" for the first argument that is not what the signature says. */
function requireArguments(
  args: readonly unknown[],
  { name, text, parameters, gaps }: Signature,
  classes: Classes,
): void {
  for (const [i, { name: parameter, shape, optional }] of parameters.entries()) {
    const value = args[i];
    if (optional && value === undefined) continue;
    const fault = faultOf(value, shape, parameter, classes, gaps);
    if (fault) throw refusal(name, text, fault);
  }
}

function refusal(name: string, text: string, { path, found, expected }: Fault): BoltzproofError {
  return new BoltzproofError("usage", {
    found: `${found} as ${path} of ${name}`,
    expected,
    advice: `call it as ${text}`,
  });
}

/** Runs the function; a raw error becomes a typed one, and a NaN that no docstring speaks of does not leave. */
function within(run: () => unknown, args: readonly unknown[], signature: Signature): unknown {
  try {
    const result = run();
    if (!(result instanceof Promise)) return checked(result, args, signature);
    return result.then(
      (value) => checked(value, args, signature),
      (error) => {
        throw typed(error, args, signature);
      },
    );
  } catch (error) {
    throw typed(error, args, signature);
  }
}

function checked(result: unknown, args: readonly unknown[], signature: Signature): unknown {
  if (signature.gaps || !holdsNaN(result, 3)) return result;
  throw new BoltzproofError("not-finite", {
    found: `no number as the result of ${called(signature, args)}`,
    expected: "a number",
    advice: "choose arguments inside the range where it is defined",
  });
}

/** An error of the language itself says nothing of the call; it is kept as the cause. */
function typed(error: unknown, args: readonly unknown[], signature: Signature): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)) return error;
  return new BoltzproofError("usage", {
    found: `"${error.message}" in ${called(signature, args)}`,
    expected: signature.text,
    advice: "compare the arguments, their lengths and kinds, with its description",
    cause: error,
  });
}

function called({ name }: Signature, args: readonly unknown[]): string {
  return `${name}(${args.map(describe).join(", ")})`;
}

/** Whether a NaN lies in plain data; instances of classes and functions keep what they hold to themselves. */
function holdsNaN(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value !== "object" || value === null || depth === 0) return false;
  if (value instanceof Float64Array || value instanceof Float32Array) return value.some(Number.isNaN);
  if (Array.isArray(value)) return value.some((entry) => holdsNaN(entry, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).some((entry) => holdsNaN(entry, depth - 1));
}
