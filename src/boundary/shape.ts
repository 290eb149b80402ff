/**
 * What an argument has to look like, as data: the types of the public signatures, written down so that they can be
 * asked at run time. The build reads them from the sources; see scripts/build-boundary.ts.
 */

/** A type, as far as it can be asked of a value. */
export type Shape =
  | "any"
  /** Not NaN. */
  | "number"
  /** Whole, not negative, and no larger than memory can hold: how many of something. */
  | "count"
  | "string"
  | "boolean"
  | "bigint"
  | "undefined"
  | "null"
  | "function"
  /** A plain or typed array of numbers, none of them NaN. */
  | "vector"
  /** rows, cols and row-major data that fit each other. */
  | "matrix"
  /** rows, cols, stride and words that fit each other. */
  | "bits"
  | { readonly one: readonly (string | number | boolean)[] }
  /** A typed array of this very kind, as Uint8Array. */
  | { readonly typed: string }
  /** An instance of a class that the entry exports. */
  | { readonly is: string }
  | { readonly list: Shape }
  | { readonly tuple: readonly Shape[] }
  /** An object with any names, all of the same kind. */
  | { readonly record: Shape }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly optional: readonly string[]; readonly name: string }
  | { readonly either: readonly Shape[] };

/** Where a value is not what it should be: "options.steps", what stands there, and what should. */
export interface Fault {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Classes by name, for shapes of the kind `is`. */
export type Classes = Readonly<Record<string, unknown>>;

/** Rows, chains, steps … beyond this are a slip of the pen: 10⁸ numbers alone are most of a gigabyte. */
export const LARGEST_COUNT = 1e8;

/** The first thing that is not as the shape says; undefined when all is well. `gaps` lets NaN pass. */
export function faultOf(
  value: unknown,
  shape: Shape,
  path: string,
  classes: Classes,
  gaps: boolean,
): Fault | undefined {
  if (typeof shape === "string") return simpleFault(value, shape, path, gaps);
  const fault = { path, found: describe(value), expected: words(shape) };
  if ("one" in shape) return shape.one.includes(value as string) ? undefined : fault;
  if ("typed" in shape) return isKindOf(value, (globalThis as Classes)[shape.typed]) ? undefined : fault;
  if ("is" in shape) return isKindOf(value, classes[shape.is]) ? undefined : fault;
  if ("either" in shape) return eitherFault(value, shape.either, fault, classes, gaps);
  if ("fields" in shape) return fieldFault(value, shape, fault, classes, gaps);
  if ("record" in shape) {
    if (!isObject(value)) return fault;
    return first(Object.entries(value), ([key, v]) => faultOf(v, shape.record, `${path}.${key}`, classes, gaps));
  }
  if (!Array.isArray(value)) return fault;
  if ("list" in shape)
    return first(value.entries(), ([i, v]) => faultOf(v, shape.list, `${path}[${i}]`, classes, gaps));
  if (value.length < shape.tuple.length) return { ...fault, found: `${value.length} entries` };
  return first(shape.tuple.entries(), ([i, s]) => faultOf(value[i], s, `${path}[${i}]`, classes, gaps));
}

function first<T>(items: Iterable<T>, fault: (item: T) => Fault | undefined): Fault | undefined {
  for (const item of items) {
    const found = fault(item);
    if (found) return found;
  }
  return undefined;
}

/** A class that the entry does not know cannot be asked. */
function isKindOf(value: unknown, kind: unknown): boolean {
  return typeof kind !== "function" || value instanceof kind;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The complaint of the alternative that the value comes closest to: an object is judged as an object. */
function eitherFault(
  value: unknown,
  shapes: readonly Shape[],
  fault: Fault,
  classes: Classes,
  gaps: boolean,
): Fault | undefined {
  const faults = shapes.map((shape) => faultOf(value, shape, fault.path, classes, gaps));
  if (faults.includes(undefined)) return undefined;
  const deeper = faults.filter((f) => f!.path !== fault.path || f!.found !== fault.found);
  return deeper.length === 1 ? deeper[0] : fault;
}

type FieldsShape = Extract<Shape, { readonly fields: unknown }>;

function fieldFault(
  value: unknown,
  shape: FieldsShape,
  fault: Fault,
  classes: Classes,
  gaps: boolean,
): Fault | undefined {
  if (!isObject(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return fault;
  return first(Object.entries(shape.fields), ([key, inner]) => {
    const there = value[key];
    if (there === undefined && shape.optional.includes(key)) return undefined;
    return faultOf(there, inner, `${fault.path}.${key}`, classes, gaps);
  });
}

function simpleFault(value: unknown, shape: Extract<Shape, string>, path: string, gaps: boolean): Fault | undefined {
  const fault = { path, found: describe(value), expected: words(shape) };
  switch (shape) {
    case "any":
      return undefined;
    case "number":
      return typeof value === "number" && (gaps || !Number.isNaN(value)) ? undefined : fault;
    case "count":
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_COUNT
        ? undefined
        : fault;
    case "null":
      return value === null ? undefined : fault;
    case "vector":
      return vectorFault(value, fault, gaps);
    case "matrix":
      return matrixFault(value, fault, gaps);
    case "bits":
      return bitsFault(value, fault);
    default:
      return typeof value === shape ? undefined : fault;
  }
}

function vectorFault(value: unknown, fault: Fault, gaps: boolean): Fault | undefined {
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && !(value instanceof DataView))) return fault;
  const x = value as ArrayLike<unknown>;
  const isFloat = Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;
  if (gaps || !isFloat) return undefined;
  for (let i = 0; i < x.length; i++) {
    const entry = x[i];
    if (typeof entry !== "number" || Number.isNaN(entry)) {
      return { path: `${fault.path}[${i}]`, found: describe(entry), expected: words("number") };
    }
  }
  return undefined;
}

function matrixFault(value: unknown, fault: Fault, gaps: boolean): Fault | undefined {
  if (!isObject(value)) return fault;
  const { rows, cols, data } = value;
  if (!Number.isInteger(rows) || !Number.isInteger(cols)) return fault;
  const inside = vectorFault(data, { ...fault, path: `${fault.path}.data`, found: describe(data) }, gaps);
  if (inside) return inside;
  const entries = (data as ArrayLike<number>).length;
  return entries === (rows as number) * (cols as number)
    ? undefined
    : { ...fault, found: `${rows}×${cols} with ${entries} entries` };
}

function bitsFault(value: unknown, fault: Fault): Fault | undefined {
  if (!isObject(value)) return fault;
  const { rows, cols, stride, words: packed } = value as Readonly<Record<string, number>>;
  const fits = Number.isInteger(rows) && Number.isInteger(cols) && stride === Math.ceil(cols! / 32);
  const isWhole =
    fits && isKindOf(packed, Uint32Array) && (packed as unknown as Uint32Array).length === rows! * stride!;
  return isWhole ? undefined : fault;
}

/** A value in a few words: what a reader needs to find it in a script. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > 40 ? `the text "${value.slice(0, 40)}…"` : `the text "${value}"`;
    case "function":
      return "a function";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `an array of ${value.length}`;
      if (ArrayBuffer.isView(value))
        return `a ${value.constructor.name} of ${(value as unknown as ArrayLike<unknown>).length}`;
      return value.constructor === Object || value.constructor === undefined
        ? "an object"
        : `a ${value.constructor.name}`;
    case "undefined":
      return "nothing";
    default:
      return String(value);
  }
}

const SIMPLE: Readonly<Record<Extract<Shape, string>, string>> = {
  any: "anything",
  number: "a number",
  count: `a whole number from 0 to ${LARGEST_COUNT.toLocaleString("en")}`,
  string: "a text",
  boolean: "true or false",
  bigint: "a bigint",
  undefined: "nothing",
  null: "null",
  function: "a function",
  vector: "an array of numbers",
  matrix: "a matrix (rows, cols and as many entries, as `matrix` makes it)",
  bits: "bit-packed rows (as `packBits` makes them)",
};

/** The shape in words, for "expected". */
export function words(shape: Shape): string {
  if (typeof shape === "string") return SIMPLE[shape];
  if ("one" in shape) return shape.one.map((value) => (typeof value === "string" ? `"${value}"` : value)).join(" or ");
  if ("typed" in shape) return `a ${shape.typed}`;
  if ("is" in shape) return `an instance of ${shape.is}`;
  if ("list" in shape) return `an array, each entry ${words(shape.list)}`;
  if ("tuple" in shape) return `an array of ${shape.tuple.length}`;
  if ("record" in shape) return `an object, each value ${words(shape.record)}`;
  if ("either" in shape) return [...new Set(shape.either.map(words))].join(" or ");
  const names = Object.keys(shape.fields).filter((key) => !shape.optional.includes(key));
  return names.length === 0 ? `an object of ${shape.name}` : `an object with ${names.join(", ")}`;
}
