/** Arguments that fit a signature: a small machine, short vectors, a few of everything. */
import type { Shape } from "../../src/boundary/shape.ts";
import { bitMatrix } from "../../src/numeric/bits.ts";
import { matrix, matrixFrom } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";

const VISIBLE = 4;
const HIDDEN = 3;
const W = matrixFrom(VISIBLE, HIDDEN, (i, j) => Math.sin(1 + i + 2.3 * j));
const rbm = new Rbm({ W, a: Float64Array.of(0.1, -0.2, 0.3, 0), b: Float64Array.of(0.2, 0, -0.1) });

/** By the name of the parameter, for those whose name says more than their type. */
const BY_NAME: Readonly<Record<string, () => unknown>> = {
  modes: () => singularModes(rbm, { complete: true }),
  v: () => Float64Array.of(1, 0, 1, 1),
  m: () => Float64Array.of(0.5, 0.4, 0.6, 0.5),
  h: () => Float64Array.of(1, 0, 1),
  means: () => ({ m: Float64Array.of(0.5, 0.4, 0.6, 0.5), n: Float64Array.of(0.5, 0.4, 0.6) }),
  data: () => bitMatrix(6, VISIBLE, Uint32Array.of(5, 3, 9, 10, 6, 12)),
  bits: () => bitMatrix(6, VISIBLE, Uint32Array.of(5, 3, 9, 10, 6, 12)),
  p: () => 0.3,
  level: () => 0.05,
  path: () => "missing/file.bin",
  f: () => (x: number) => x - 0.5,
  cdf: () => (x: number) => Math.min(1, Math.max(0, x)),
  probabilities: () => Float64Array.of(0.25, 0.25, 0.25, 0.25),
  times: () => Float64Array.of(0.5, 1, 1.5),
  units: () => "binary",
};

/** A value of the shape. */
export function rightValue(shape: Shape, name: string): unknown {
  const known = BY_NAME[name];
  if (known && !(name === "units" && shape === "count") && !(name === "p" && shape !== "number")) return known();
  if (typeof shape === "string") return simpleValue(shape, name);
  if ("one" in shape) return shape.one[0];
  if ("typed" in shape)
    return new (globalThis as unknown as Record<string, new (n: number) => unknown>)[shape.typed]!(4);
  if ("is" in shape) return shape.is === "Rng" ? Rng.fromSeed(1) : rbm;
  if ("list" in shape) return [rightValue(shape.list, name), rightValue(shape.list, name)];
  if ("tuple" in shape) return shape.tuple.map((inner) => rightValue(inner, name));
  if ("record" in shape) return {};
  if ("either" in shape) return rightValue(shape.either.find((s) => s !== "undefined") ?? "undefined", name);
  const required = Object.entries(shape.fields).filter(([key]) => !shape.optional.includes(key));
  return Object.fromEntries(required.map(([key, inner]) => [key, rightValue(inner, key)]));
}

function simpleValue(shape: Extract<Shape, string>, name: string): unknown {
  switch (shape) {
    case "number":
      return /seed|^n$|^k$|index|mode|order/i.test(name) ? 3 : 0.7;
    case "count":
      return name === "threads" ? 1 : name === "visible" ? VISIBLE : name === "hidden" ? HIDDEN : 4;
    case "string":
      return "word";
    case "boolean":
      return true;
    case "bigint":
      return 3n;
    case "null":
      return null;
    case "function":
      return (x: number) => x;
    case "vector":
      return name === "n" ? Float64Array.of(0.5, 0.4, 0.6) : Float64Array.of(0.9, 0.3, 0.4, 0.2);
    case "matrix":
      return /^(W|U|samples|rows|y)$/.test(name) ? W : matrixFrom(3, 3, (i, j) => (i === j ? 2 : 0.1 * (i + j)));
    case "bits":
      return bitMatrix(6, VISIBLE, Uint32Array.of(5, 3, 9, 10, 6, 12));
    default:
      return undefined;
  }
}

/** What a caller may pass by mistake, by name. */
export const WRONG: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "minus infinity": () => Number.NEGATIVE_INFINITY,
  zero: () => 0,
  negative: () => -1,
  fractional: () => 2.5,
  "a thousand millions": () => 1e9,
  text: () => "seven",
  "empty array": () => [],
  "array with NaN": () => [1, Number.NaN, 2, 3],
  "one number too many": () => Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
  "empty object": () => ({}),
  "empty matrix": () => matrix(0, 0),
  true: () => true,
};
