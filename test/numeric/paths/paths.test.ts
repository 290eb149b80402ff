import { describe, expect, test } from "vitest";
import { ksOneSample, normalCdf, openPaths, Rng, variance } from "../../../src/numeric/index.ts";
import type { LangevinStep, OpenPathsOptions } from "../../../src/numeric/paths/index.ts";
import { minusLog, normalPair } from "../../../src/numeric/paths/normal.ts";
import { refusalOf } from "../../refusal.ts";

const free: LangevinStep = { tau: 0.5, force: [0, 0] };
const well: LangevinStep = { tau: 0.02, force: [0.3, 2, -0.4, -1.5] };

/** Positions after a walk of both kinds, and the share of proposals that were accepted. */
async function walked(options: OpenPathsOptions, seed = 5): Promise<{ at: Float64Array; share: number }> {
  const paths = await openPaths(options, Rng.fromSeed(seed));
  await paths.advance(7, well);
  await paths.follow([free, well, { tau: 0.1, force: [1, -1] }]);
  const share = await paths.propose(5, { ...well, tau: 0.2 });
  const at = paths.positions();
  await paths.dispose();
  return { at, share };
}

describe("paths of Langevin dynamics", () => {
  test.each([1, 16, 100, 1500])("have the same bits on the kernels as in the plain version, %i of them", async (n) => {
    const start = Rng.fromSeed(2).normals(n);
    const plain = await walked({ paths: n, start, engine: "plain" });
    expect(await walked({ paths: n, start })).toEqual(plain);
    expect(plain.share).toBeGreaterThan(0.3);
    expect(plain.share).toBeLessThan(1);
  });

  test("do not depend on the number of threads", async () => {
    const options = { paths: 3000, start: 0.5 };
    expect(await walked({ ...options, threads: 2 })).toEqual(await walked(options));
  });

  test("do not depend on how a walk is divided among calls", async () => {
    const open = () => openPaths({ paths: 40 }, Rng.fromSeed(3));
    const [whole, parts] = [await open(), await open()];
    await whole.advance(9, well);
    for (const steps of [1, 0, 3, 5]) await parts.advance(steps, well);
    expect(parts.positions()).toEqual(whole.positions());
    await whole.follow(Array.from({ length: 2050 }, () => well));
    for (let k = 0; k < 2; k++) await parts.follow(Array.from({ length: 1025 }, () => well));
    expect(parts.positions()).toEqual(whole.positions());
  });

  test("follow z + τF + √(2τ)ξ with a cubic force", async () => {
    const step: LangevinStep = { tau: 1e-300, force: [1, 2, 3, 4] };
    const paths = await openPaths({ paths: 1, start: 2 }, Rng.fromSeed(4));
    await paths.advance(1, step);
    expect(paths.positions()[0]).toBe(2);
    await paths.advance(1, { tau: 1e-18, force: [1e18, 2e18, 3e18, 4e18] });
    expect(paths.positions()[0]).toBeCloseTo(2 + 1 + 4 + 12 + 32, 6);
  });

  test("have independent standard normal increments, from step to step and from path to path", async () => {
    const n = 40_000;
    const paths = await openPaths({ paths: n }, Rng.fromSeed(6));
    await paths.advance(1, free);
    const first = paths.positions();
    await paths.advance(1, free);
    const second = paths.positions().map((z, p) => z - first[p]!);
    for (const xi of [first, second]) {
      expect(ksOneSample(xi, normalCdf).p).toBeGreaterThan(1e-3);
      expect(Math.abs(variance(xi) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    }
    const correlation = (lag: number): number => first.reduce((s, x, p) => s + x * second[(p + lag) % n]!, 0) / n;
    for (const lag of [0, 1, 4, 16]) expect(Math.abs(correlation(lag))).toBeLessThan(4 / Math.sqrt(n));
    for (const lag of [1, 4, 8, 16]) {
      const c = first.reduce((s, x, p) => s + x * first[(p + lag) % n]!, 0) / n;
      expect(Math.abs(c), `lag ${lag}`).toBeLessThan(4 / Math.sqrt(n));
    }
  });

  test("refuse a number of paths, starts, steps or a force that makes no sense", async () => {
    const rng = Rng.fromSeed(1);
    const codeOf = async (call: () => Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
    expect(await codeOf(() => openPaths({ paths: 0 }, rng))).toBe("domain");
    expect(await codeOf(() => openPaths({ paths: 2, start: new Float64Array(3) }, rng))).toBe("shape");
    const paths = await openPaths({ paths: 2 }, rng);
    for (const start of [Number.NaN, Number.POSITIVE_INFINITY, Float64Array.of(0, Number.NaN)]) {
      expect(await codeOf(() => openPaths({ paths: 2, start }, rng))).toBe("domain");
    }
    for (const steps of [1.5, -1, Number.NaN, Number.NEGATIVE_INFINITY, 1e12]) {
      expect(await codeOf(() => paths.advance(steps, well))).toBe("domain");
    }
    expect(await codeOf(() => paths.advance(1, undefined as never))).toBe("domain");
    expect(await paths.propose(0, well)).toBe(1);
    expect(await codeOf(() => paths.advance(1, { tau: -1, force: [0, 0] }))).toBe("domain");
    expect(await codeOf(() => paths.advance(1, { tau: 1, force: [0, Number.NaN] }))).toBe("domain");
  });
});

describe("normals from words", () => {
  test("agree with the logarithm, the sine and the cosine of the platform to 1e-12", () => {
    for (const w of [0, 1, 2, 3, 1000, 2 ** 31 - 1, 2 ** 31, 0xb504f333, 0xfffffffe, 0xffffffff]) {
      const exact = 33 * Math.LN2 - Math.log(2 * w + 1);
      expect(Math.abs(minusLog(w) - exact), `${w}`).toBeLessThan(1e-12 * Math.max(1, exact));
      for (const a of [0, 7, 2 ** 29, 2 ** 30 - 1]) {
        const phi = ((a + 0.5) / 2 ** 30) * (Math.PI / 2);
        const r = Math.sqrt(2 * minusLog(w));
        const pair = normalPair(w, a);
        expect(Math.abs(pair[0] - r * Math.cos(phi)), `${w} ${a}`).toBeLessThan(1e-11);
        expect(Math.abs(pair[1] - r * Math.sin(phi)), `${w} ${a}`).toBeLessThan(1e-11);
      }
    }
  });

  test("are small but not lost where the radius is smallest", () => {
    expect(minusLog(0xffffffff)).toBeCloseTo(2 ** -33, 16);
  });
});

describe.each(["auto", "plain"] as const)("a step that is too long (%s)", (engine) => {
  const open = (start = 1) => openPaths({ paths: 20, start, engine }, Rng.fromSeed(1));
  const steep: LangevinStep = { tau: 0.7, force: [0, -4] }; // 2/|F′| is ½
  const cubic: LangevinStep = { tau: 0.5, force: [0, -1, 0, -1] };

  test.each([1, 5000])("for a linear force is refused before the first of %i steps", async (steps) => {
    const paths = await open();
    for (const call of [() => paths.advance(steps, steep), () => paths.follow([{ ...steep, tau: 0.1 }, steep])]) {
      const refusal = await refusalOf(call);
      expect(refusal.code).toBe("domain");
      expect(refusal.expected).toContain("at most 0.5");
      expect(refusal.advice).toContain("shorter");
    }
    expect(paths.positions()).toEqual(new Float64Array(20).fill(1));
  });

  test("is taken at the edge, as a proposal, away from a rest point and where it is meant", async () => {
    const paths = await open();
    await paths.advance(100, { tau: 0.5, force: [0, -4] });
    await paths.advance(10, { tau: 0.7, force: [0, 4] });
    await paths.propose(200, steep);
    await paths.advance(20, { ...steep, unstable: true });
    expect(paths.positions().every(Number.isFinite)).toBe(true);
  });

  test("leaves the paths and their random numbers as they were where it leads out of the numbers", async () => {
    const [paths, other] = [await open(50), await open(50)];
    for (const call of [() => paths.advance(5000, { ...steep, unstable: true }), () => paths.advance(20, cubic)]) {
      const refusal = await refusalOf(call);
      expect(refusal.code).toBe("not-finite");
      expect(refusal.expected).toContain("steps below");
      expect(paths.positions()).toEqual(other.positions());
    }
    for (const walk of [paths, other]) await walk.advance(50, { tau: 0.4, force: [0, -4] });
    expect(paths.positions()).toEqual(other.positions());
    expect(paths.positions().every((z) => Math.abs(z) < 50)).toBe(true);
  });
});
