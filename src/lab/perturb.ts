/** A formula with its numbers changed: what evidence must notice, or it does not look at the formula. */
import type { Matrix } from "../numeric/matrix.ts";

/** What becomes of a number that the formula gives; `path` names which, "u2()" or "().density()[]". */
export type Change = (value: number, path: string) => number;

/**
 * The same formula, whose every number goes through the change: a plain number, the result of a function, the entries of an
 * array or a matrix, the fields of a plain object, functions in it included. Objects of a class, texts and truth values stay.
 */
export function perturbed<F>(formula: F, change: Change): F {
  return altered(formula, change, "") as F;
}

function altered(value: unknown, change: Change, path: string): unknown {
  if (typeof value === "number") return change(value, path);
  if (typeof value === "function") {
    return function (this: unknown, ...args: unknown[]) {
      return altered(Reflect.apply(value, this, args), change, `${path}()`);
    };
  }
  if (value instanceof Float64Array) return value.map((t) => change(t, `${path}[]`));
  if (Array.isArray(value)) return value.map((t) => altered(t, change, `${path}[]`));
  if (value instanceof Promise) return value.then((t) => altered(t, change, path));
  if (!isPlain(value)) return value;
  if (isMatrix(value)) return { ...value, data: value.data.map((t) => change(t, `${path}[]`)) };
  return Object.fromEntries(
    Object.entries(value).map(([key, t]) => [key, altered(t, change, path === "" ? key : `${path}.${key}`)]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isMatrix(value: object): value is Matrix {
  const { rows, cols, data } = value as Partial<Matrix>;
  return typeof rows === "number" && typeof cols === "number" && data instanceof Float64Array;
}
