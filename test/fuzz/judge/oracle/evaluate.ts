/** Values of formulas at a point, with sums over sets, derivatives as limits and names that are defined by others. */
import { functions } from "./functions.ts";
import {
  add,
  agree,
  divide,
  fromNumber,
  fromText,
  imaginary,
  multiply,
  negate,
  pi,
  power,
  real,
  subtract,
  Undefined,
  Unknown,
  type Value,
  wholeOf,
} from "./numbers.ts";
import { fractionOf, type Tree } from "./tree.ts";

export interface Definition {
  readonly formals: readonly string[];
  readonly body: Tree;
}

export interface Point {
  /** Values of symbols, and of members as "h[2]". */
  readonly values: ReadonlyMap<string, Value>;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Whether i stands in the statement, so that roots and logarithms take principal values. */
  readonly complex: boolean;
  /** Values of the members of families that nothing else gives. */
  readonly member: (key: string) => Value;
}

const step = fromText("1e-25");
const mostTerms = 400;

/** @throws Undefined where the formula has no value there, Unknown where the oracle does not know it. */
export function evaluate(tree: Tree, point: Point): Value {
  switch (tree.kind) {
    case "number":
      return fromText(tree.text);
    case "symbol":
      return symbol(tree, point);
    case "negate":
      return negate(evaluate(tree.of, point));
    case "binary":
      return binary(tree, point);
    case "call":
      return call(tree, point);
    case "list":
      throw new Unknown("a list");
  }
}

function symbol({ name, indices }: Extract<Tree, { kind: "symbol" }>, point: Point): Value {
  const at = indices.map((i) => {
    const n = wholeOf(evaluate(i, point));
    if (n === undefined) throw new Undefined("an index that is no whole number");
    return n;
  });
  const key = at.length === 0 ? name : `${name}[${at.join()}]`;
  const value = point.values.get(key);
  if (value !== undefined) return value;
  const definition = point.definitions.get(key) ?? point.definitions.get(name);
  if (definition !== undefined) {
    const values = new Map(point.values);
    for (const [k, formal] of definition.formals.entries()) values.set(formal, fromNumber(at[k]!));
    return evaluate(definition.body, { ...point, values });
  }
  if (name === "pi") return real(pi);
  if (name === "I") return imaginary;
  if (name === "e") return real(fromNumber(1).re.exp());
  if (at.length > 0) return point.member(key);
  throw new Unknown(`the value of ${name}`);
}

function binary(tree: Extract<Tree, { kind: "binary" }>, point: Point): Value {
  const a = evaluate(tree.left, point);
  const b = evaluate(tree.right, point);
  switch (tree.op) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "/":
      return divide(a, b);
    case "^":
      return power(a, b, fractionOf(tree.right), point.complex);
  }
}

function call({ name, args }: Extract<Tree, { kind: "call" }>, point: Point): Value {
  if (name === "sum" || name === "prod") return total(name, args, point);
  if (name === "diff") return slope(args, point);
  if (name === "delta") {
    const [a, b] = args.map((x) => evaluate(x, point));
    return fromNumber(agree(a!, b!, 1e-40) ? 1 : 0);
  }
  const f = functions[name];
  if (f === undefined || args.length !== 1) throw new Unknown(`the function ${name}`);
  return f(evaluate(args[0]!, point), point.complex);
}

function nameOf(tree: Tree | undefined): string {
  if (tree?.kind !== "symbol") throw new Unknown("a bound name that is none");
  return tree.name;
}

function withValue(point: Point, name: string, value: Value): Point {
  return { ...point, values: new Map(point.values).set(name, value) };
}

function wholeEnd(tree: Tree, point: Point): number {
  const n = wholeOf(evaluate(tree, point));
  if (n === undefined) throw new Undefined("an end of a range that is no whole number");
  return n;
}

function total(operator: "sum" | "prod", args: readonly Tree[], point: Point): Value {
  const [body, variable, ...range] = args;
  const name = nameOf(variable);
  const combine = operator === "sum" ? add : multiply;
  let result = fromNumber(operator === "sum" ? 0 : 1);
  for (const inner of pointsOf(name, range, point)) result = combine(result, evaluate(body!, inner));
  return result;
}

/** The points that a bound name runs over: whole numbers from … to, a list of values, or all states of a family. */
function* pointsOf(name: string, range: readonly Tree[], point: Point): Generator<Point> {
  const [first, second, third] = range;
  if (first!.kind === "list") {
    const values = first!.items.map((x) => evaluate(x, point));
    if (second === undefined) {
      for (const value of values) yield withValue(point, name, value);
      return;
    }
    const [from, to] = [wholeEnd(second, point), wholeEnd(third!, point)];
    if (values.length ** Math.max(0, to - from + 1) > mostTerms) throw new Unknown("a sum of many states");
    yield* states(name, values, from, to, point);
    return;
  }
  const [from, to] = [wholeEnd(first!, point), wholeEnd(second!, point)];
  if (to - from > mostTerms) throw new Unknown("a sum of many terms");
  for (let i = from; i <= to; i++) yield withValue(point, name, fromNumber(i));
}

function* states(name: string, values: readonly Value[], from: number, to: number, point: Point): Generator<Point> {
  if (from > to) {
    yield point;
    return;
  }
  for (const value of values) yield* states(name, values, from + 1, to, withValue(point, `${name}[${from}]`, value));
}

/** The derivative as a limit; undefined where the slopes from the two sides differ. */
function slope([body, variable]: readonly Tree[], point: Point): Value {
  const name = variable?.kind === "symbol" && variable.indices.length > 0 ? keyOf(variable, point) : nameOf(variable);
  const x = point.values.get(name) ?? (name.includes("[") ? point.member(name) : undefined);
  if (x === undefined) throw new Unknown("a derivative by what has no value");
  const at = (z: Value): Value => evaluate(body!, withValue(point, name, z));
  const [below, here, above] = [at(subtract(x, step)), at(x), at(add(x, step))];
  const [left, right] = [divide(subtract(here, below), step), divide(subtract(above, here), step)];
  if (!agree(left, right, 1e-6)) throw new Undefined("a derivative where the slopes of the two sides differ");
  return divide(subtract(above, below), multiply(fromNumber(2), step));
}

function keyOf({ name, indices }: Extract<Tree, { kind: "symbol" }>, point: Point): string {
  return `${name}[${indices.map((i) => wholeOf(evaluate(i, point))).join()}]`;
}
