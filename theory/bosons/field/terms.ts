/**
 * The field Hamiltonian term by term, as data, text and LaTeX: linear and quadratic terms in u and w, vertices in the
 * displacements x and y of the layers, where each layer has its own. A reconstruction; sheets A27, A45.
 */
import type { FieldHamiltonian, FourModes, Layer } from "./hamiltonian.ts";

/** A power of one field of one mode inside a term. */
export interface FieldFactor {
  readonly field: "u" | "w" | "x" | "y";
  /** Counted from 0; printed from 1. */
  readonly mode: number;
  readonly power: number;
}

/** coefficient · Π factors. */
export interface FieldTerm {
  readonly coefficient: number;
  readonly factors: readonly FieldFactor[];
}

/** Which modes a listing of terms is about. */
export interface TermOptions {
  /** Which modes, counted from 0. */
  readonly modes?: readonly number[];
}

/** All terms of degree 1, 2 and 4 that the modes have among themselves; those that vanish are left out. */
export function fieldTerms(hamiltonian: FieldHamiltonian, modes: readonly number[]): readonly FieldTerm[] {
  const all = [...modes.flatMap((mode) => modeTerms(hamiltonian, mode)), ...vertexTerms(hamiltonian, modes)];
  return all.filter((term) => term.coefficient !== 0);
}

function modeTerms(hamiltonian: FieldHamiltonian, mode: number): FieldTerm[] {
  const sources = hamiltonian.sources();
  const [x, y] = [sources.x[mode]!, sources.y[mode]!];
  const term = (coefficient: number, field: "u" | "w", power: number): FieldTerm => ({
    coefficient,
    factors: [{ field, mode, power }],
  });
  return [
    term((x + y) / Math.SQRT2, "u", 1),
    term((y - x) / Math.SQRT2, "w", 1),
    term(hamiltonian.stiffnessU[mode]! / 2, "u", 2),
    term(hamiltonian.stiffnessW[mode]! / 2, "w", 2),
  ];
}

function vertexTerms(hamiltonian: FieldHamiltonian, modes: readonly number[]): FieldTerm[] {
  return (["visible", "hidden"] as const).flatMap((layer: Layer) =>
    multisetsOfFour(modes).map((four) => {
      const counts = [...new Set(four)].map((mode) => ({ mode, power: four.filter((m) => m === mode).length }));
      return {
        coefficient: arrangements(counts.map((c) => c.power)) * hamiltonian.vertex(layer, four),
        factors: counts.map((c) => ({ field: layer === "visible" ? ("x" as const) : ("y" as const), ...c })),
      };
    }),
  );
}

function multisetsOfFour(modes: readonly number[]): FourModes[] {
  return modes.flatMap((a, i) =>
    modes
      .slice(i)
      .flatMap((b, j) =>
        modes.slice(i + j).flatMap((c, k) => modes.slice(i + j + k).map((d): FourModes => [a, b, c, d])),
      ),
  );
}

/** 4!/Π powers!, the number of orders in which four fields can be taken. */
function arrangements(powers: readonly number[]): number {
  return powers.reduce((n, p) => n / [1, 1, 2, 6, 24][p]!, 24);
}

export function termsToText(terms: readonly FieldTerm[]): string {
  const superscripts = ["", "", "²", "³", "⁴"];
  return printed(terms, (sign, size, factors) => {
    const fields = factors.map(({ field, mode, power }) => `${field}${mode + 1}${superscripts[power]!}`);
    return `${sign}${[number(size), ...fields].join(" ")}`;
  });
}

export function termsToLatex(terms: readonly FieldTerm[]): string {
  return printed(terms, (sign, size, factors) => {
    const fields = factors.map(({ field, mode, power }) => `${field}_{${mode + 1}}${power === 1 ? "" : `^{${power}}`}`);
    return `${sign}${[number(size).replace(/e(-?\d+)/, "\\cdot10^{$1}"), ...fields].join("\\,")}`;
  });
}

function printed(
  terms: readonly FieldTerm[],
  print: (sign: string, size: number, factors: readonly FieldFactor[]) => string,
): string {
  const parts = terms.map(({ coefficient, factors }, k) => {
    const [plus, minus] = k === 0 ? ["", "-"] : [" + ", " - "];
    return print(coefficient < 0 ? minus! : plus!, Math.abs(coefficient), factors);
  });
  return parts.length === 0 ? "0" : parts.join("");
}

/** Four significant digits. */
const number = (x: number): string => String(Number(x.toPrecision(4)));
