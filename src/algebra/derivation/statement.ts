/** What a step of a derivation can state, and how a statement is walked over. */
import { derivative, equation, subtract, zero } from "../construct.ts";
import type { Expression, SymbolNode } from "../expression.ts";

/** What a step arrives at: an equation, a definition, an approximation, an inequality. */
export type Statement =
  | { readonly kind: "equation"; readonly left: Expression; readonly right: Expression }
  /** A new name; x_alpha with a symbol as index names a whole family. */
  | { readonly kind: "definition"; readonly left: SymbolNode; readonly right: Expression }
  /** left = right + O(t^{order+1}) when every small symbol is scaled by t → 0, or 1/t → ∞ for the large ones. */
  | {
      readonly kind: "approximation";
      readonly left: Expression;
      readonly right: Expression;
      readonly small: readonly SymbolNode[];
      readonly large: readonly SymbolNode[];
      readonly order: number;
    }
  /**
   * `of` is stationary in `by`, which it is where left = right: left − right is ∂of/∂by or −∂of/∂by, and no other
   * multiple. It holds at such points only, and may hold at none.
   */
  | {
      readonly kind: "stationary";
      readonly of: Expression;
      readonly by: SymbolNode;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** An equation whose ladder operators do not commute. */
  | { readonly kind: "operator equation"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "inequality"; readonly left: Expression; readonly right: Expression; readonly strict: boolean }
  /** left → right as the variable → `to`. */
  | {
      readonly kind: "limit";
      readonly left: Expression;
      readonly right: Expression;
      readonly variable: SymbolNode;
      readonly to: Expression;
    };

/** The kinds of statement. */
export type StatementKind = Statement["kind"];

/** left − right, which an equation says is zero. */
export function difference(s: Statement): Expression {
  return subtract(s.left, s.right);
}

/** The same statement with another right-hand side: what mutants differ in. */
export function withRight(s: Statement, right: Expression): Statement {
  return { ...s, right };
}

/** ∂of/∂by = 0, the meaning of a stationary statement. */
export function stationarityCondition(of: Expression, by: SymbolNode): Expression {
  return equation(derivative(of, by), zero);
}

/** Every expression in the statement. */
export function expressionsOf(s: Statement): readonly Expression[] {
  switch (s.kind) {
    case "stationary":
      return [s.of, s.left, s.right];
    case "limit":
      return [s.left, s.right, s.to];
    default:
      return [s.left, s.right];
  }
}
