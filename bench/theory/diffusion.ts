/**
 * How fast paths of Langevin dynamics are simulated: 10⁵ paths × 10³ steps of one mode, every step with a normal of its
 * own, by Euler–Maruyama and by MALA on a quadratic potential.
 */
import { openPaths } from "../../src/numeric/paths/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type Figure, report } from "../figures.ts";
import { sideBySide } from "../side-by-side.ts";

const PATHS = 1e5;
const STEPS = 1e3;
const STIFFNESS = 1.5;
const STEP = { tau: 0.01, force: [0, -STIFFNESS] } as const;

const METHODS = [
  { name: "Euler–Maruyama", method: "advance" },
  { name: "MALA", method: "propose" },
] as const;

export async function benchDiffusion(rounds: number): Promise<Figure[]> {
  const runs = METHODS.flatMap(({ name, method }) => [1, 2].map((threads) => ({ name, method, threads })));
  const contenders = runs.map(({ name, method, threads }) => ({
    name,
    about: `${threads} thread${threads > 1 ? "s" : ""}`,
    run: () => secondsOf(method, threads),
  }));
  const timings = await sideBySide(contenders, rounds);
  return report(
    "10⁵ Langevin paths × 10³ steps",
    timings.map(({ name, about, median }) => ({ what: `${name}, ${about}`, found: median, unit: "s", atMost: 3 })),
  );
}

/** @throws Error where the paths do not have the variance that the method gives them: then they are not paths. */
async function secondsOf(method: "advance" | "propose", threads: number): Promise<number> {
  const paths = await openPaths({ paths: PATHS, threads }, Rng.fromSeed(1));
  try {
    const start = performance.now();
    await paths[method](STEPS, STEP);
    const seconds = (performance.now() - start) / 1000;
    const variance = paths.positions().reduce((s, z) => s + z * z, 0) / PATHS;
    if (!(Math.abs(variance * STIFFNESS - 1) < 0.03)) throw new Error(`The paths have a variance of ${variance}.`);
    return seconds;
  } finally {
    await paths.dispose();
  }
}
