/** The bound on small machines, the softening of a mode at its threshold, and the order parameter beyond it. */
import type { Rng } from "../../src/numeric/random.ts";
import type { Units } from "../../src/rbm/rbm.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, histogramTrace, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { smallestEigenvalue } from "../support/derivatives.ts";
import { linspace } from "../support/figures.ts";
import { centredMachine, oneMode, UNIT_PAIRS } from "../support/machines.ts";
import { solvedMachines } from "./claims/bound.ts";
import { uniformModeOrder } from "./claims/order.ts";
import { meanFieldFreeEnergy, meanFieldHessian } from "./free-energy.ts";
import { centreOf } from "./solve.ts";
import { criticalSingularValue } from "./stability.ts";
import { uniformModeMoments } from "./uniform-mode.ts";
import { unitLaw } from "./unit-law.ts";

export function meanFieldFigures({ rng }: FigureContext): Figure[] {
  return [gapFigure(rng.child("gaps")), softeningFigure(rng.child("softening")), orderFigure()];
}

function gapFigure(rng: Rng): Figure {
  const gaps = solvedMachines(rng, 300).map(
    ({ rbm, beta, m, n, logPartition }) => beta * meanFieldFreeEnergy(rbm, m, n, { beta }) + logPartition,
  );
  const samples = gaps.map(Math.log10);
  const least = Math.min(...gaps);
  return composeFigure(
    {
      id: "mean-field-gap",
      title: "The mean-field free energy lies above the exact one",
      caption: String.raw`Gap $\beta F_{\rm MF}+\ln Z$ at a mean-field solution of 300 random machines of 2 to 7 units a layer, every kind of unit, weak to strong coupling, three temperatures. The bound says that no gap is negative; the smallest one is ${least.toExponential(1)} nats.`,
      source: "sheet A32; our run",
      status: "standard",
    },
    {
      x: { title: "log<sub>10</sub> of the gap in nats" },
      y: { title: "density" },
      traces: [histogramTrace({ samples, bins: 24 })],
    },
  );
}

const NAMES: Readonly<Record<string, string>> = {
  "binary/binary": "{0,1}",
  "spin/spin": "±1",
  "binary/spin": "{0,1} and ±1",
};

/** Smallest eigenvalue of the Hessian of F_MF for one mode between layers of variances V_v, V_h. */
function softestEigenvalue(lambda: number, [v, h]: readonly [number, number]): number {
  const [p, q] = [1 / v, 1 / h];
  return (p + q - Math.hypot(p - q, 2 * lambda)) / 2;
}

function softeningFigure(rng: Rng): Figure {
  const kinds = UNIT_PAIRS.filter(([v, h]) => NAMES[`${v}/${h}`] !== undefined);
  const fine = linspace(0, 6, 121);
  const coarse = linspace(0.25, 5.75, 12);
  const curves = kinds.map(([visible, hidden], colour) => {
    const variance = (units: Units): number => unitLaw(units).variance(unitLaw(units).centre);
    const variances = [variance(visible), variance(hidden)] as const;
    const measured = coarse.map((lambda) => {
      const rbm = centredMachine(oneMode(12, 8, lambda, rng), visible, hidden);
      const { m, n } = centreOf(rbm);
      return smallestEigenvalue(meanFieldHessian(rbm, m, n));
    });
    const name = NAMES[`${visible}/${hidden}`]!;
    const predicted = fine.map((lambda) => softestEigenvalue(lambda, variances));
    return {
      at: criticalSingularValue(...variances),
      traces: [
        theoryLine(fine, predicted, { name: `theory, ${name}`, colour }),
        experimentPoints(coarse, measured, { name: `Hessian, ${name}`, colour }),
      ],
    };
  });
  return composeFigure(
    {
      id: "mean-field-threshold",
      title: "A mode softens and gives way",
      caption: String.raw`Smallest eigenvalue of the Hessian of $F_{\rm MF}$ at the symmetric point of a centred $12\times8$ machine with one random mode, against its singular value: it vanishes at 4 for {0,1} units, at 1 for ±1, at 2 for one layer of each.`,
      source: "Toledo-Marín et al. 2025, sheet A25 (criterion T3)",
      status: "as printed",
    },
    {
      x: { title: "singular value <i>λ</i>" },
      y: { title: "smallest eigenvalue" },
      traces: curves.flatMap(({ traces }) => traces),
      thresholds: [
        ...curves.map(({ at }) => ({ axis: "x" as const, at, label: `<i>λ<sub>c</sub></i> = ${at}` })),
        { axis: "y", at: 0 },
      ],
    },
  );
}

const SIZES = [30, 100, 300];

function orderFigure(): Figure {
  const lambdas = linspace(3, 6, 13);
  const perUnit = (size: number): Panel["traces"][number] =>
    experimentPoints(
      lambdas,
      lambdas.map((lambda) => {
        const mode = { visible: size, hidden: size, lambda, visibleUnits: "binary", hiddenUnits: "binary" } as const;
        return Math.sqrt(uniformModeMoments(mode).u2 / size);
      }),
      { name: `exact, <i>N</i> = <i>M</i> = ${size}`, colour: 1 + SIZES.indexOf(size) },
    );
  // Dense above λ = 4, where it rises like a root. At 4 itself the two branches meet in 0, which the updates, slower
  // and slower towards it, would not reach.
  const above = linspace(0.05, Math.SQRT2, 80).map((t) => 4 + t * t);
  const fine = [3, 4, ...above];
  const predicted = [0, 0, ...above.map((t) => uniformModeOrder(20, "binary", t).predicted.u / Math.sqrt(20))];
  return composeFigure(
    {
      id: "order-parameter",
      title: "Order parameter of one uniform mode",
      caption: String.raw`Root mean square displacement $\sqrt{\langle u^2\rangle/N}$ of a machine of {0,1} units with the single mode $p_i=q_i=1/\sqrt N$, summed exactly, against the mean-field order parameter. Below $\lambda=4$ the displacement is of order $1/\sqrt N$; above, it stays.`,
      source: "Toledo-Marín et al. 2025, sheet A22; the mean-field order parameter is a reconstruction",
      status: "reconstruction",
    },
    {
      x: { title: "singular value <i>λ</i>" },
      y: { title: "displacement / √<i>N</i>" },
      traces: [theoryLine(fine, predicted, { name: "mean field, any <i>N</i>" }), ...SIZES.map(perUnit)],
      thresholds: [{ axis: "x", at: 4, label: "<i>λ</i> = 4" }],
    },
  );
}
