/** Boson energies against the coupling, and the levels of the diffusion through the transition: reconstructions. */
import type { Figure } from "../../../src/report/figure.ts";
import { composeFigure } from "../../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../../src/report/plots.ts";
import { linspace } from "../../support/figures.ts";
import { fokkerPlanckLevels, kramersGap } from "../fokker-planck/levels.ts";
import { oscillatorEnergies, pairSpectrum } from "../oscillators/pair.ts";

/** Of all figures of the room. */
export const SOURCE = "reconstruction; Toledo-Marín et al. 2025, sheet";

/** Ω_u from the gap, Ω_w from the ground state E₀ = (Ω_u + Ω_w)/2. */
export function energiesFigure(): Figure {
  const lambda = linspace(0, 3.999, 200);
  const at = [0.25, 1, 2, 3, 3.5, 3.8];
  const spectra = at.map((t) => pairSpectrum(t, { levels: 2, tolerance: 1e-5, quanta: 30, maxQuanta: 90 }));
  const gap = spectra.map(({ levels }) => levels[1]! - levels[0]!);
  const error = spectra.map(({ change }) => change);
  const theory = Array.from(lambda, oscillatorEnergies);
  return composeFigure(
    {
      id: "boson-energies",
      title: "Boson energies of a mode (reconstruction)",
      caption: String.raw`$\Omega_u=\sqrt{4-\lambda}$ and $\Omega_w=\sqrt{4+\lambda}$ against the energies read from the two lowest levels in a truncated number basis; error bars, mostly smaller than the line, are the change at the last increase of the cut-off. $\Omega_u$ ends at the transition.`,
      source: `${SOURCE} A47`,
      status: "reconstruction",
    },
    {
      x: { title: "singular value <i>λ</i>" },
      y: { title: "boson energy <i>Ω</i>", options: { rangemode: "tozero" } },
      thresholds: [{ axis: "x", at: 4, label: "<i>λ</i> = 4" }],
      traces: [
        theoryLine(
          lambda,
          theory.map((e) => e.u),
          { name: "along <i>u</i>" },
        ),
        experimentPoints(at, gap, { name: "number basis, <i>u</i>", error }),
        theoryLine(
          lambda,
          theory.map((e) => e.w),
          { name: "along <i>w</i>", colour: 1 },
        ),
        experimentPoints(
          at,
          spectra.map(({ levels }, k) => 2 * levels[0]! - gap[k]!),
          { name: "number basis, <i>w</i>", error, colour: 1 },
        ),
      ],
    },
  );
}

/** (Q^U + Q^V)/3 of Haar vectors with N = M = 100. */
const QUARTIC = 0.02;

export function levelFlowFigure(): Figure {
  const lambda = Array.from(linspace(3, 5.2, 45));
  const spectra = lambda.map((t) => fokkerPlanckLevels({ stiffness: 4 - t, quartic: QUARTIC }));
  const beyond = Array.from(linspace(4.3, 5.2, 40));
  return composeFigure(
    {
      id: "diffusion-levels",
      title: "Levels of the diffusion through the transition (reconstruction)",
      caption: String.raw`The four lowest levels of the Fokker–Planck Hamiltonian of a mode with $q=${QUARTIC}$ (Haar vectors, $N=M=100$) on a converged grid. The level zero is the Boltzmann law. Beyond $\lambda=4$ the next one approaches it as Kramers' law says; without the quartic term the lowest level would be $|4-\lambda|$.`,
      source: `${SOURCE} A48`,
      status: "reconstruction",
    },
    [
      {
        x: { title: "singular value <i>λ</i>" },
        y: { title: "level" },
        thresholds: [{ axis: "x", at: 4, label: "<i>λ</i> = 4" }],
        traces: [
          ...[0, 1, 2, 3].map((n) =>
            theoryLine(
              lambda,
              spectra.map(({ levels }) => levels[n]!),
              { colour: 0, ...(n === 0 && { name: "levels" }) },
            ),
          ),
          theoryLine(
            lambda,
            lambda.map((t) => Math.abs(4 - t)),
            {
              name: "|4 − <i>λ</i>|, no quartic term",
              colour: 2,
              dash: "dot",
            },
          ),
        ],
      },
      {
        x: { title: "singular value <i>λ</i>" },
        y: { title: "gap", log: true },
        thresholds: [{ axis: "x", at: 4 }],
        traces: [
          theoryLine(
            beyond,
            beyond.map((t) => kramersGap({ stiffness: 4 - t, quartic: QUARTIC })),
            { name: "Kramers", colour: 1 },
          ),
          experimentPoints(
            lambda.filter((_, k) => k % 3 === 0),
            spectra.filter((_, k) => k % 3 === 0).map(({ levels }) => levels[1]!),
            { name: "grid", colour: 1 },
          ),
        ],
      },
    ],
  );
}
