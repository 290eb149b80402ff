/**
 * Singular value decomposition by one-sided Jacobi rotations (Hestenes 1958; Demmel, Veselić, SIAM J. Matrix Anal. 13,
 * 1204, 1992): pairs of columns are turned until all are orthogonal; their lengths are the singular values. The obvious
 * way, for platforms without the kernels and as their oracle. (ml-matrix has a
 * decomposition too, whose iteration does not end for some matrices of low rank.)
 */
import { BoltzproofError } from "../../../errors.ts";
import { dot, identity, type Matrix, matrix, row, transpose } from "../../matrix.ts";
import type { Svd } from "../../svd.ts";
import { descendingOrder } from "./transfer.ts";

const SWEEPS = 60;

/** All singular values, and vectors of the largest so many. @throws BoltzproofError "not-converged". */
export function decomposeByJacobi(a: Matrix, vectors: number): Svd {
  const wide = a.rows < a.cols;
  const columns = wide ? matrix(a.rows, a.cols, a.data.slice()) : transpose(a); // one column of the tall matrix a row
  const turns = identity(vectors > 0 ? columns.rows : 0);
  orthogonalise(columns, turns);
  const lengths = Float64Array.from({ length: columns.rows }, (_, k) => Math.hypot(...row(columns, k)));
  const order = descendingOrder(lengths);
  const s = Float64Array.from(order, (k) => lengths[k]!);
  const chosen = order.subarray(0, vectors);
  const long = transpose(orthonormalRows(columns, lengths, chosen));
  const short = transpose(pickRows(turns, chosen));
  return wide ? { U: short, s, V: long } : { U: long, s, V: short };
}

/** Turns pairs of rows of x, and of `turns` with them, until no two overlap beyond rounding. */
function orthogonalise(x: Matrix, turns: Matrix): void {
  const tolerance = 4 * Number.EPSILON * Math.sqrt(x.cols);
  // Of a column that lies along others each rotation leaves the rounding error of what was left before.
  const nothing = Number.EPSILON ** 4 * dot(x.data, x.data);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < x.rows - 1; p++) {
      for (let q = p + 1; q < x.rows; q++) {
        const [u, v] = [row(x, p), row(x, q)];
        const [alpha, beta, gamma] = [dot(u, u), dot(v, v), dot(u, v)];
        if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha * beta) || Math.min(alpha, beta) <= nothing) continue;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        rotate(u, v, c, c * t);
        if (turns.rows > 0) rotate(row(turns, p), row(turns, q), c, c * t);
        turned = true;
      }
    }
    if (!turned) return;
  }
  throw new BoltzproofError("not-converged", {
    found: `columns that still overlap after ${SWEEPS} sweeps of Jacobi rotations`,
    expected: "orthogonal columns",
    advice: "look for infinities or NaN in the matrix",
  });
}

function rotate(u: Float64Array, v: Float64Array, c: number, s: number): void {
  for (let i = 0; i < u.length; i++) {
    const [x, y] = [u[i]!, v[i]!];
    u[i] = c * x - s * y;
    v[i] = s * x + c * y;
  }
}

/** The chosen rows at length 1; what is left of rows of length 0 is rounding, and axes made orthogonal replace it. */
function orthonormalRows(x: Matrix, lengths: Float64Array, chosen: Uint32Array): Matrix {
  const out = matrix(chosen.length, x.cols);
  const covered = new Float64Array(x.cols);
  const least = x.cols * Number.EPSILON * (lengths[chosen[0] ?? 0] ?? 0);
  chosen.forEach((k, j) => {
    const unit = row(out, j);
    if (lengths[k]! > least)
      row(x, k).forEach((t, i) => {
        unit[i] = t / lengths[k]!;
      });
    else fillWithAxis(unit, out, j, covered);
    unit.forEach((t, i) => {
      covered[i]! += t * t;
    });
  });
  return out;
}

/** The axis that the first j rows cover least, made orthogonal to them twice over. */
function fillWithAxis(unit: Float64Array, rows: Matrix, j: number, covered: Float64Array): void {
  unit[covered.indexOf(Math.min(...covered))] = 1;
  for (let pass = 0; pass < 2; pass++) {
    for (let l = 0; l < j; l++) {
      const other = row(rows, l);
      const overlap = dot(unit, other);
      other.forEach((t, i) => {
        unit[i]! -= overlap * t;
      });
    }
  }
  const length = norm(unit);
  unit.forEach((t, i) => {
    unit[i] = t / length;
  });
}

function norm(u: Float64Array): number {
  return Math.sqrt(dot(u, u));
}

function pickRows(x: Matrix, order: Uint32Array): Matrix {
  const out = matrix(order.length, x.cols);
  order.forEach((k, j) => {
    row(out, j).set(row(x, k));
  });
  return out;
}
