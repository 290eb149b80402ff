/**
 * How fast paths of Langevin dynamics are simulated: npx tsx --conditions=boltzproof-source bench/diffusion.ts
 * 10⁵ paths × 10³ steps of one mode, every step with a normal of its own, by Euler–Maruyama and by MALA on a quadratic
 * potential, on one thread and on two. One run each; wall time, CPU time and CPU time a step. Fails beyond 3 s.
 */
import { openPaths } from "../src/numeric/paths/index.ts";
import { Rng } from "../src/numeric/random.ts";

const PATHS = 1e5;
const STEPS = 1e3;
const LIMIT = 3;

const STIFFNESS = 1.5;
const step = { tau: 0.01, force: [0, -STIFFNESS] } as const;

async function bench(method: "advance" | "propose", threads: number): Promise<number> {
  const paths = await openPaths({ paths: PATHS, threads }, Rng.fromSeed(1));
  const began = { wall: performance.now(), cpu: process.cpuUsage() };
  await paths[method](STEPS, step);
  const wall = (performance.now() - began.wall) / 1e3;
  const { user, system } = process.cpuUsage(began.cpu);
  const cpu = (user + system) / 1e6;
  const variance = paths.positions().reduce((s, z) => s + z * z, 0) / PATHS;
  const name = method === "advance" ? "Euler–Maruyama" : "MALA";
  const perStep = (1e9 * cpu) / (PATHS * STEPS);
  process.stdout.write(
    `${name.padEnd(15)} ${threads} thread${threads > 1 ? "s" : " "}  wall ${wall.toFixed(2)} s  CPU ${cpu.toFixed(2)} s  ${perStep.toFixed(1)} ns a step  (variance × k = ${(variance * STIFFNESS).toFixed(4)})\n`,
  );
  await paths.dispose();
  return wall;
}

await bench("advance", 1);
const wall = await bench("advance", 2);
await bench("propose", 1);
await bench("propose", 2);
if (wall > LIMIT) {
  process.stdout.write(`10⁵ paths × 10³ steps took ${wall.toFixed(2)} s on two threads, more than ${LIMIT} s.\n`);
  process.exitCode = 1;
}
