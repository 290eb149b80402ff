/** The table of convergence as text. */
import type { DirectionConvergence } from "./direction.ts";
import type { ConvergenceTable } from "./table.ts";

/** Rows of leading modes shown; 20 when left out. */
export function convergenceText(table: ConvergenceTable, rows = 20): string {
  const { process, beta, criterion, modes, zero } = table;
  const stuck = modes.filter((mode) => !mode.u.converges).length;
  const lines = [
    `${process}, β = ${short(beta)}: ${criterion}`,
    `${modes.length - stuck} of ${modes.length} modes converge along u${stuck > 0 ? `, ${stuck} do not` : ""}`,
    row(["mode", "λ", "strength", "u", "rate", "time", "w", "rate"]),
    ...modes.slice(0, rows).map(({ alpha, lambda, strength, u, w }) => {
      return row([`${alpha}`, short(lambda), short(strength), ...direction(u), ...direction(w).slice(0, 2)]);
    }),
  ];
  if (modes.length > rows) lines.push(`… and ${modes.length - rows} more modes`);
  const count = zero.visible + zero.hidden;
  if (count > 0) lines.push(`${count} zero modes: ${direction(zero).join(", ")}`);
  return lines.join("\n");
}

function direction({ converges, rate, logTime }: DirectionConvergence): string[] {
  return [converges ? "yes" : "no", Number.isNaN(rate) ? "–" : short(rate), timeOf(logTime)];
}

/** e^x without overflow. */
function timeOf(log: number): string {
  if (log === Number.POSITIVE_INFINITY) return "∞";
  return log < 700 ? short(Math.exp(log)) : `10^${(log / Math.LN10).toFixed(0)}`;
}

function short(x: number): string {
  return x === 0 ? "0" : Math.abs(x) >= 1e5 || Math.abs(x) < 1e-3 ? x.toExponential(2) : `${Number(x.toPrecision(4))}`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, k) => cell.padStart(k === 0 ? 5 : 10)).join("");
}
