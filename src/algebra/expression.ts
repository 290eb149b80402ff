/**
 * The expression tree: plain immutable objects in one discriminated union. Everything that is shown, judged,
 * differentiated or compiled is one of these trees. Build them with `construct.ts`, which keeps them in form.
 * Division is a power of −1, subtraction a factor −1 and sqrt(x) the power ½: each thing has one shape only.
 */
import type { Rational } from "./exact/rational.ts";

/** The closed list of functions, each of one argument. `entropy` is −m ln m − (1−m) ln(1−m), in nats. */
export const functionNames = [
  "exp",
  "log",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "sinh",
  "cosh",
  "tanh",
  "coth",
  "sech",
  "csch",
  "asinh",
  "acosh",
  "atanh",
  "acoth",
  "logistic",
  "logit",
  "softplus",
  "entropy",
  "erf",
  "gamma",
  "logGamma",
  "abs",
  "sign",
] as const;
/** Functions that expressions may call. */
export type FunctionName = (typeof functionNames)[number];

/** An exact number; it is a `Rational`. */
export interface RationalNode extends Rational {
  readonly kind: "rational";
}
/** π, the imaginary unit, and infinity (only as the end of an integral). */
export interface ConstantNode {
  readonly kind: "constant";
  readonly name: "pi" | "i" | "infinity";
}
/** A symbol or one member of an indexed family: u, sigma_W (a label in the name), u_1 and W_{ij} (indices). */
export interface SymbolNode {
  readonly kind: "symbol";
  readonly name: string;
  readonly indices: readonly Expression[];
}
/** A sum of at least two terms. */
export interface SumNode {
  readonly kind: "sum";
  readonly terms: readonly Expression[];
}
/** A product of at least two factors. */
export interface ProductNode {
  readonly kind: "product";
  readonly factors: readonly Expression[];
}
/** base^exponent; roots and reciprocals are powers too. */
export interface PowerNode {
  readonly kind: "power";
  readonly base: Expression;
  readonly exponent: Expression;
}
/** A function applied to its arguments. */
export interface CallNode {
  readonly kind: "call";
  readonly name: FunctionName;
  readonly argument: Expression;
}
/** left == right. */
export interface EquationNode {
  readonly kind: "equation";
  readonly left: Expression;
  readonly right: Expression;
}
/** What the bound name of a Σ or Π runs over. */
export type IndexRange =
  /** Whole numbers from … to, both included; either may be symbolic. */
  | { readonly kind: "interval"; readonly from: Expression; readonly to: Expression }
  /** The bound name itself takes each of these values, as one unit does: h ∈ {0, 1}. */
  | { readonly kind: "values"; readonly values: readonly Expression[] }
  /** The bound name is a family h_from … h_to and each member takes each of the values: h ∈ {0, 1}^M. */
  | {
      readonly kind: "states";
      readonly values: readonly Expression[];
      readonly from: Expression;
      readonly to: Expression;
    };
/** Σ or Π over a bound name. */
export interface IndexedNode {
  readonly kind: "indexed";
  readonly operator: "sum" | "product";
  readonly index: string;
  readonly range: IndexRange;
  readonly body: Expression;
}
/** Definite integral over a bound variable, as a statement; nothing here evaluates it. */
export interface IntegralNode {
  readonly kind: "integral";
  readonly index: string;
  readonly from: Expression;
  readonly to: Expression;
  readonly body: Expression;
}
/** Partial derivative, not carried out; `differentiate` does. */
export interface DerivativeNode {
  readonly kind: "derivative";
  readonly variable: SymbolNode;
  readonly body: Expression;
}
/** Kronecker delta of two indices. */
export interface DeltaNode {
  readonly kind: "delta";
  readonly left: Expression;
  readonly right: Expression;
}
/** A matrix of expressions, by rows. */
export interface MatrixNode {
  readonly kind: "matrix";
  readonly rows: readonly (readonly Expression[])[];
}

/** The tree of a formula; immutable, plain data. */
export type Expression =
  | RationalNode
  | ConstantNode
  | SymbolNode
  | SumNode
  | ProductNode
  | PowerNode
  | CallNode
  | EquationNode
  | IndexedNode
  | IntegralNode
  | DerivativeNode
  | DeltaNode
  | MatrixNode;
