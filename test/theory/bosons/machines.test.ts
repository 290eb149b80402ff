import katex from "katex";
import { describe, expect, test } from "vitest";
import { Rng } from "../../../src/numeric/index.ts";
import { matrixFromRows } from "../../../src/numeric/matrix.ts";
import { logPartitionExact, Rbm } from "../../../src/rbm/index.ts";
import { checkFigure } from "../../../src/report/figure.ts";
import { bosonFigures } from "../../../theory/bosons/figures/index.ts";
import { bosons } from "../../../theory/bosons/room.ts";
import {
  bosonModes,
  bosonSpectrum,
  coherentPartition,
  dualBoson,
  fieldHamiltonian,
  fockPartition,
  landauFreeEnergy,
  quarticEnergyShifts,
  quarticShift,
  softCorePartition,
  solveMeanField,
  vacuumEnergy,
} from "../../../theory/index.ts";
import { centredMachine, oneMode, randomMachine } from "../../../theory/support/machines.ts";
import { refusalOf } from "../../refusal.ts";
import { findingsOnMachine, goldenMachine } from "../golden-machine.ts";

const rng = (name: string): Rng => Rng.fromSeed(1).child(name);
const diagonal = centredMachine(
  matrixFromRows([
    [3, 0],
    [0, 1],
    [0, 0],
  ]),
  "binary",
  "binary",
);

describe("the field Hamiltonian", () => {
  test("prints its terms: masses, walls of every unit, and nothing that vanishes", () => {
    const H = fieldHamiltonian(diagonal);
    expect(H.toString()).toBe("0.5 u1² + 3.5 w1² + 1.5 u2² + 2.5 w2² + 1.333 x1⁴ + 1.333 x2⁴ + 1.333 y1⁴ + 1.333 y2⁴");
    expect(H.toString({ modes: [1] })).toBe("1.5 u2² + 2.5 w2² + 1.333 x2⁴ + 1.333 y2⁴");
    expect(H.decoupled().toString()).toBe("0.5 u1² + 3.5 w1² + 1.5 u2² + 2.5 w2²");
    expect(H.zeroModes).toEqual({ visible: 1, hidden: 0 });
  });

  test("prints LaTeX that KaTeX sets, for fields, small numbers and other units too", () => {
    for (const units of ["binary", "spin"] as const) {
      const rbm = randomMachine(rng("latex"), { visible: 40, hidden: 30, units, weights: 1e-9, fields: 0.1 });
      const latex = fieldHamiltonian(rbm, { beta: 0.5 }).toLatex();
      katex.renderToString(latex, { throwOnError: true, strict: "error" });
      expect(latex).toMatch(/u_\{1\}\^\{2\}.*x_\{1\}\^\{3\}\\,x_\{2\}/);
    }
  });

  test("is the sum of its printed terms where only the printed modes are displaced", () => {
    const H = fieldHamiltonian(randomMachine(rng("terms"), { visible: 5, hidden: 4 }));
    const [x, y] = [Float64Array.of(0.2, -0.1, 0, 0, 0), Float64Array.of(0.15, 0.3, 0, 0)];
    const value = {
      x,
      y,
      u: x.map((t, k) => (t + (y[k] ?? 0)) / Math.SQRT2),
      w: x.map((t, k) => ((y[k] ?? 0) - t) / Math.SQRT2),
    };
    const sum = H.terms().reduce(
      (s, { coefficient, factors }) =>
        s + factors.reduce((p, f) => p * value[f.field][f.mode]! ** f.power, coefficient),
      0,
    );
    expect(sum).toBeCloseTo(H.energy({ x, y }), 13);
  });

  test("is the Landau free energy along one u of a centred machine", () => {
    const H = fieldHamiltonian(diagonal);
    const u = 0.3;
    const at = { x: Float64Array.of(u / Math.SQRT2, 0, 0), y: Float64Array.of(u / Math.SQRT2, 0) };
    expect(H.energy(at)).toBeCloseTo(landauFreeEnergy({ lambda: 3, participation: 2, units: "binary" }, u), 14);
    expect(H.quarticAlongU(0)).toBeCloseTo(2 / 3, 14);
  });

  test("refuses a Gaussian law from βλ = 4 on, and modes that do not exist", async () => {
    const H = fieldHamiltonian(diagonal, { beta: 1.5 });
    const refusal = await refusalOf(() => H.freeVariances(0));
    expect(refusal).toMatchObject({ code: "domain", found: "a mode with βλ = 4.5" });
    expect(refusal.expected).toContain("βλ < 4");
    expect(H.freeVariances(1)).toEqual({ u: 1 / 2.5, w: 1 / 5.5 });
    expect((await refusalOf(() => H.terms({ modes: [2] }))).found).toBe("mode 2");
    expect((await refusalOf(() => dualBoson({ lambda: 0, participation: 1, units: "spin" }))).code).toBe("domain");
  });
});

describe("the vacuum expectation", () => {
  test("gives ln Z with the cut-off and the change that it reached", () => {
    const rbm = randomMachine(rng("vacuum"), { visible: 3, hidden: 2, weights: 0.7 });
    const { logPartition, cutoff, change } = fockPartition(rbm);
    expect(Math.abs(logPartition - logPartitionExact(rbm))).toBeLessThan(1e-12);
    expect(cutoff).toBeGreaterThan(6);
    expect(change).toBeLessThanOrEqual(1e-12);
  });

  test("of a machine without weights is a product over units", () => {
    const rbm = randomMachine(rng("free"), { visible: 3, hidden: 2, weights: 0 });
    expect(fockPartition(rbm).logPartition).toBeCloseTo(logPartitionExact(rbm), 13);
    expect(coherentPartition(rbm)).toBeCloseTo(logPartitionExact(rbm), 13);
  });

  test("is refused where the states allowed are too few", async () => {
    const rbm = randomMachine(rng("strong"), { visible: 3, hidden: 3, weights: 2 });
    const refusal = await refusalOf(() => fockPartition(rbm, { maxStates: 1000 }));
    expect(refusal.code).toBe("not-converged");
    expect(refusal.found).toContain("for each of 3 modes");
    const wide = randomMachine(rng("wide"), { visible: 30, hidden: 2 });
    expect((await refusalOf(() => coherentPartition(wide))).found).toContain("32 units");
    const spins = randomMachine(rng("spins"), { visible: 2, hidden: 2, units: "spin" });
    expect((await refusalOf(() => softCorePartition(spins, { repulsion: 1 }))).code).toBe("domain");
  });
});

describe("the bosons of a machine", () => {
  test("count the modes without a vacuum and refuse what needs one", async () => {
    const hot = bosonSpectrum(diagonal, { beta: 1 });
    expect(hot.unstable).toBe(0);
    expect(vacuumEnergy(hot)).toBeCloseTo((1 + Math.sqrt(7) + Math.sqrt(3) + Math.sqrt(5) + 2) / 2, 13);
    const cold = bosonSpectrum(diagonal, { beta: 2 });
    expect(cold.unstable).toBe(1);
    expect(cold.growth[0]).toBeCloseTo(Math.sqrt(2), 13);
    expect(cold.u).toHaveLength(1);
    expect((await refusalOf(() => vacuumEnergy(cold))).expected).toContain("βλ < 4");
    expect((await refusalOf(() => bosonModes(diagonal, { beta: 2 }))).found).toContain("1 of 5 modes");
  });

  test("at the threshold itself the mode counts as unstable: it has no normalisable vacuum", () => {
    expect(bosonSpectrum(diagonal, { beta: 4 / 3 }).unstable).toBe(1);
  });

  test("have a vacuum again about a broken mean-field solution", () => {
    const rbm = centredMachine(oneMode(12, 9, 6, rng("broken")), "binary", "binary");
    const start = new Float64Array(9).map((_, j) => 0.5 + 0.3 * (-1) ** j);
    const about = solveMeanField(rbm, { start });
    expect(bosonSpectrum(rbm).unstable).toBe(1);
    expect(bosonModes(rbm, { about }).frequencies.at(-1)).toBeGreaterThan(0.1);
  });

  test("shift by the wall as the difference of two levels says", async () => {
    const modes = bosonModes(randomMachine(rng("wall"), { visible: 4, hidden: 3, weights: 0.5 }));
    const vacuum = new Array<number>(7).fill(0);
    quarticEnergyShifts(modes, 4 / 3).forEach((shift, k) => {
      const excited = quarticShift(modes, 4 / 3, vacuum.with(k, 1));
      expect(excited - quarticShift(modes, 4 / 3, vacuum)).toBeCloseTo(shift, 13);
    });
    expect((await refusalOf(() => quarticShift(modes, 1, [0]))).code).toBe("shape");
  });

  test("of a trained machine are those that its claims predict, and mutants are told apart", async () => {
    const found = await findingsOnMachine(bosons);
    expect(Object.values(found)).toEqual(["measured", "measured"]);
    const machine = await goldenMachine();
    const claim = bosons.claims.find((c) => c.id === "bosons/machine-spectrum")!;
    const [evidence] = claim.evidence.filter((e) => e.needs === "machine");
    const context = { rng: rng("mutants"), seed: 1, budget: "quick", scale: 1, machine } as const;
    const wrong = claim.mutants.find((m) => m.id === "one more")!;
    const { verdict } = await evidence!.judge(wrong.formula, context);
    expect(verdict.kind).toBe("refuted");
  });
});

describe("the figures of the room", () => {
  test("are well formed, with and without a machine, and each says that it is a reconstruction", async () => {
    const machine = await goldenMachine();
    const context = { rng: rng("figures"), budget: "quick" } as const;
    const figures = [...(await bosonFigures(context)), ...(await bosonFigures({ ...context, machine }))];
    expect(figures.map((f) => f.id)).toEqual([
      ...["boson-energies", "diffusion-levels", "boson-decoupling"],
      ...["boson-energies", "diffusion-levels", "boson-decoupling", "machine-bosons"],
    ]);
    for (const figure of figures) {
      checkFigure(figure);
      expect(figure.status).toBe("reconstruction");
      expect(figure.title).toContain("reconstruction");
    }
  });
});

test("every claim of the room says that it is a reconstruction, in its title too", () => {
  for (const { id, title, status } of bosons.claims) {
    expect(status, id).toBe("reconstruction");
    expect(title, id).toContain("reconstruction");
  }
});

test("a machine of two kinds of unit has no common spring and is refused", async () => {
  const mixed = new Rbm({ ...diagonal, hiddenUnits: "spin" });
  for (const ask of [bosonSpectrum, fieldHamiltonian]) {
    expect((await refusalOf(() => ask(mixed))).expected).toContain("one kind of unit");
  }
});
