/**
 * Small matrices of expressions. Sums, products and powers of matrices are ordinary nodes whose factors keep their
 * order; here they are carried out entry by entry.
 */
import { BoltzproofError } from "../errors.ts";
import { add, containsMatrix, divide, fraction, matrixOf, multiply, negate } from "./construct.ts";
import type { Expression, MatrixNode } from "./expression.ts";
import { toText } from "./print/text.ts";

type Rows = MatrixNode["rows"];

/** The n×n identity as a matrix of expressions. */
export function identityMatrix(n: number): MatrixNode {
  return matrixOf(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => fraction(i === j ? 1 : 0))));
}

/** Rows become columns. */
export function transposeMatrix({ rows }: MatrixNode): MatrixNode {
  return matrixOf(rows[0]!.map((_, j) => rows.map((row) => row[j]!)));
}

/** @throws BoltzproofError "shape" when the widths do not fit. */
export function multiplyMatrices(a: MatrixNode, b: MatrixNode): MatrixNode {
  if (a.rows[0]!.length !== b.rows.length) throw shapeError(`${shape(a)} times ${shape(b)}`, "inner sizes that agree");
  const columns = transposeMatrix(b).rows;
  return matrixOf(a.rows.map((row) => columns.map((column) => add(...row.map((x, k) => multiply(x, column[k]!))))));
}

/** Determinant by expansion along the first row. @throws BoltzproofError "shape" unless square. */
export function determinant(m: MatrixNode): Expression {
  if (m.rows.length !== m.rows[0]!.length) throw shapeError(shape(m), "a square matrix");
  return expand(m.rows);
}

function expand(rows: Rows): Expression {
  const [first, ...rest] = rows;
  if (first === undefined) return fraction(1);
  return add(...first.map((x, k) => multiply(k % 2 === 0 ? x : negate(x), expand(rest.map((r) => r.toSpliced(k, 1))))));
}

/** Inverse by cofactors. @throws BoltzproofError "shape" unless square. */
export function invertMatrix(m: MatrixNode): MatrixNode {
  const whole = determinant(m);
  const minor = (i: number, j: number): Expression => expand(m.rows.toSpliced(i, 1).map((r) => r.toSpliced(j, 1)));
  const sign = (x: Expression, k: number): Expression => (k % 2 === 0 ? x : negate(x));
  return matrixOf(m.rows.map((row, i) => row.map((_, j) => divide(sign(minor(j, i), i + j), whole))));
}

/** The value of a matrix formula: a matrix, or the expression itself when no matrix is in it. */
export function carryOutMatrices(e: Expression): Expression {
  if (e.kind === "matrix" || !containsMatrix(e)) return e;
  if (e.kind === "sum") return e.terms.map(carryOutMatrices).reduce(addValues);
  if (e.kind === "product") return e.factors.map(carryOutMatrices).reduce(multiplyValues);
  if (e.kind === "power" && e.exponent.kind === "rational" && e.exponent.denominator === 1n) {
    const base = requireMatrix(carryOutMatrices(e.base));
    const step = e.exponent.numerator < 0n ? invertMatrix(base) : base;
    return Array.from({ length: Math.abs(Number(e.exponent.numerator)) }, () => step).reduce(multiplyMatrices);
  }
  throw shapeError(toText(e), "sums, products and whole powers of matrices");
}

/** The entries of a matrix formula, or the one scalar. @throws BoltzproofError "shape" when shapes do not fit. */
export function entriesOf(e: Expression): readonly Expression[] {
  const value = carryOutMatrices(e);
  return value.kind === "matrix" ? value.rows.flat() : [value];
}

function addValues(a: Expression, b: Expression): Expression {
  // A scalar 0 is what the constructors leave of a matrix minus itself, and of an empty sum.
  if (a.kind !== "matrix" || b.kind !== "matrix") throw shapeError(`${toText(a)} + ${toText(b)}`, "two matrices");
  if (shape(a) !== shape(b)) throw shapeError(`${shape(a)} plus ${shape(b)}`, "equal shapes");
  return matrixOf(a.rows.map((row, i) => row.map((x, j) => add(x, b.rows[i]![j]!))));
}

function multiplyValues(a: Expression, b: Expression): Expression {
  if (a.kind === "matrix" && b.kind === "matrix") return multiplyMatrices(a, b);
  if (a.kind === "matrix") return scale(b, a);
  return b.kind === "matrix" ? scale(a, b) : multiply(a, b);
}

function scale(factor: Expression, { rows }: MatrixNode): MatrixNode {
  return matrixOf(rows.map((row) => row.map((x) => multiply(factor, x))));
}

function requireMatrix(e: Expression): MatrixNode {
  if (e.kind !== "matrix") throw shapeError(toText(e), "a matrix");
  return e;
}

function shape({ rows }: MatrixNode): string {
  return `${rows.length}×${rows[0]!.length}`;
}

function shapeError(found: string, expected: string): BoltzproofError {
  return new BoltzproofError("shape", { found, expected, advice: "correct the matrix formula" });
}
