/** Types of the sources as shapes that can be asked at run time. */
import {
  type Checker,
  SymbolFlags,
  type Type,
  TypeFlags,
  type Symbol as TypeSymbol,
  type UnionType,
} from "typescript/unstable/sync";
import type { Shape } from "../src/boundary/shape.ts";

/** Numbers that count something, by their names in signatures and options. */
const COUNTS =
  /^(rows|cols|units|visible|hidden|chains|threads|bins|batches|batch|samples|draws|count|steps|sweeps|planes|paths|temperatures|epochs|starts|iterations|maxIterations|levels|maxPoints|ladders|thin|patterns|branching|wordsPerRow|quanta|maxQuanta|testRows|every|burnIn|records|atOnce)$/;

/** Whose `visible` and `hidden` are no numbers of units. */
const REAL = /^Stiffness$/;

/** Deeper than this a value is taken as it is: what lies there is made by the house, not typed by hand. */
const DEEPEST = 2;

/** What the house makes itself and hands around whole: expressions, derivations, figures, judged claims. */
const MADE = /^src\/(algebra|report|lab)\//;

const TYPED = /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|BigInt64|BigUint64)Array$/;
const VECTOR = /^(Float64Array|Float32Array|ArrayLike)$/;

export class Shaper {
  private readonly checker: Checker;
  private readonly known = new Map<string, Shape>();

  constructor(checker: Checker) {
    this.checker = checker;
  }

  /** The shape of a type; `name` is what the value is called. */
  shape(type: Type, name: string, depth = 0): Shape {
    const key = `${type.id} ${depth} ${COUNTS.test(name)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const shape = this.read(type, name, depth);
    this.known.set(key, shape);
    return shape;
  }

  private read(type: Type, name: string, depth: number): Shape {
    const { flags } = type;
    if (flags & TypeFlags.NumberLiteral || flags & TypeFlags.StringLiteral || flags & TypeFlags.BooleanLiteral) {
      return { one: [(type as unknown as { value: string | number | boolean }).value] };
    }
    if (flags & TypeFlags.Number) return COUNTS.test(name) ? "count" : "number";
    if (flags & TypeFlags.String) return "string";
    if (flags & TypeFlags.Boolean) return "boolean";
    if (flags & TypeFlags.BigInt) return "bigint";
    if (flags & (TypeFlags.Undefined | TypeFlags.Void)) return "undefined";
    if (flags & TypeFlags.Null) return "null";
    if (depth > DEEPEST) return "any";
    if (type.isUnionType()) return this.union(type, name, depth);
    if (type.isTypeParameter()) return this.constraint(type, name, depth);
    if (type.isIntersectionType() || flags & TypeFlags.Object) return this.object(type, name, depth);
    return "any";
  }

  private constraint(type: Type, name: string, depth: number): Shape {
    const constraint = this.checker.getBaseConstraintOfType(type);
    return constraint === undefined || constraint.isTypeParameter() ? "any" : this.shape(constraint, name, depth);
  }

  private union(type: UnionType, name: string, depth: number): Shape {
    const shapes = type.getTypes().map((t) => this.shape(t, name, depth));
    if (shapes.includes("any")) return "any";
    const literals = shapes.flatMap((s) => (typeof s === "object" && "one" in s ? s.one : []));
    const rest = shapes.filter((s) => typeof s === "string" || !("one" in s));
    const isBoolean = literals.includes(true) && literals.includes(false);
    const others = isBoolean ? literals.filter((v) => typeof v !== "boolean") : literals;
    const either = [
      ...rest,
      ...(isBoolean ? ["boolean" as const] : []),
      ...(others.length > 0 ? [{ one: others }] : []),
    ];
    const distinct = [...new Map(either.map((s) => [JSON.stringify(s), s])).values()];
    return distinct.length === 1 ? distinct[0]! : { either: distinct };
  }

  private object(type: Type, name: string, depth: number): Shape {
    const symbol = type.getSymbol();
    const called = symbol?.name ?? "";
    const home = this.home(symbol);
    if (home === "src/numeric/matrix.ts" && called === "Matrix") return "matrix";
    if (home === "src/numeric/bits.ts" && called === "BitMatrix") return "bits";
    if (symbol && symbol.flags & SymbolFlags.Class) return { is: called };
    if (VECTOR.test(called)) return called === "ArrayLike" ? this.arrayLike(type, name, depth) : "vector";
    if (TYPED.test(called)) return { typed: called };
    if (type.isTupleType()) return { tuple: this.arguments(type).map((t) => this.shape(t, name, depth + 1)) };
    if (this.checker.isArrayType(type)) return this.list(type, name, depth);
    if (this.checker.getSignaturesOfType(type, 0).length > 0) return "function";
    if (home === undefined && called !== "__type" && called !== "__object" && !type.isIntersectionType()) return "any";
    return this.fields(type, MADE.test(home ?? "") ? DEEPEST : depth);
  }

  private arguments(type: Type): readonly Type[] {
    return this.checker.getTypeArguments(type as never);
  }

  private arrayLike(type: Type, name: string, depth: number): Shape {
    return this.list(type, name, depth) === "vector" ? "vector" : "any";
  }

  private list(type: Type, name: string, depth: number): Shape {
    const element = this.arguments(type)[0];
    if (element === undefined) return "any";
    const shape = this.shape(element, name, depth + 1);
    return shape === "number" || shape === "count" ? "vector" : { list: shape };
  }

  /** Properties by name; a type with any names at all, as a Record, is asked nothing but to be an object. */
  private fields(type: Type, depth: number): Shape {
    const symbol = type.getAliasSymbol() ?? type.getSymbol();
    const name = symbol?.name.startsWith("__") ? "options" : (symbol?.name ?? "options");
    const indices = this.checker.getIndexInfosOfType(type);
    if (indices.length > 0) return { record: "any" };
    const entries: [string, Shape][] = [];
    const optional: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      if (property.flags & SymbolFlags.Optional) optional.push(property.name);
      const inner = this.checker.getTypeOfSymbol(property);
      const called = REAL.test(name) ? "" : property.name;
      if (inner) entries.push([property.name, this.shape(inner, called, depth + 1)]);
    }
    return { fields: Object.fromEntries(entries), optional, name };
  }

  /** File of this repository where it is declared. */
  private home(symbol: TypeSymbol | undefined): string | undefined {
    const path = symbol?.declarations[0]?.path;
    const match = path === undefined ? undefined : /(?:^|\/)((?:src|theory)\/.*)$/.exec(path)?.[1];
    return path?.includes("node_modules") ? undefined : match;
  }
}
