import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { philox4x32 } from "../../src/numeric/philox.ts";
import { Rng } from "../../src/numeric/random.ts";
import { normalCdf } from "../../src/numeric/special.ts";
import {
  chiSquareGoodnessOfFit,
  ksOneSample,
  kurtosis,
  mean,
  variance,
  zTest,
} from "../../src/numeric/statistics/index.ts";

/** All seeds are fixed, so a pass is a fact and not a chance; the level only says how odd the stream may look. */
const LEVEL = 1e-3;

const words = (rng: Rng, n: number): Uint32Array => Uint32Array.from({ length: n }, () => rng.word());
const uniforms = (rng: Rng, n: number): Float64Array => Float64Array.from({ length: n }, () => rng.uniform());
const equalCells = (cells: number): Float64Array => new Float64Array(cells).fill(1 / cells);

function tally(cells: number, values: Iterable<number>): Float64Array {
  const counts = new Float64Array(cells);
  for (const k of values) counts[k]!++;
  return counts;
}

/** z of the sample correlation of two independent series: it is normal with variance 1/n. */
function correlationZ(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((s, t, i) => s + (t - mx) * (y[i]! - my), 0) / (x.length - 1);
  return (covariance / Math.sqrt(variance(x) * variance(y))) * Math.sqrt(x.length);
}

describe("Philox4x32-10", () => {
  test("gives the known answers of Random123", () => {
    const f = 0xffffffff;
    const cases: [number[], number[]][] = [
      [
        [0, 0, 0, 0, 0, 0],
        [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
      ],
      [
        [f, f, f, f, f, f],
        [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
      ],
      [
        [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
        [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
      ],
    ];
    for (const [input, output] of cases) {
      const out = new Uint32Array(6);
      const [c0, c1, c2, c3, k0, k1] = input as [number, number, number, number, number, number];
      philox4x32(c0, c1, c2, c3, k0, k1, out, 1);
      expect(Array.from(out)).toEqual([0, ...output, 0]);
    }
  });

  test("agrees with its definition in 64-bit whole numbers on random counters and keys", () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), (input) => {
        const out = new Uint32Array(4);
        philox4x32(...(input as [number, number, number, number, number, number]), out);
        expect(Array.from(out)).toEqual(obviousPhilox(input));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

/** Salmon et al. (SC11), section 3.3, with BigInt for the products. */
function obviousPhilox(input: readonly number[]): number[] {
  let [x0, x1, x2, x3, k0, k1] = input.map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint];
  const low = (x: bigint) => BigInt.asUintN(32, x);
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [0xd2511f53n * x0, 0xcd9e8d57n * x2];
    [x0, x1, x2, x3] = [(p1 >> 32n) ^ x1 ^ k0, low(p1), (p0 >> 32n) ^ x3 ^ k1, low(p0)];
    [k0, k1] = [low(k0 + 0x9e3779b9n), low(k1 + 0xbb67ae85n)];
  }
  return [x0, x1, x2, x3].map(Number);
}

describe("the stream", () => {
  test("the same seed gives the same numbers, another seed others", () => {
    expect(words(Rng.fromSeed(5), 20)).toEqual(words(Rng.fromSeed(5), 20));
    expect(words(Rng.fromSeed(5), 20)).not.toEqual(words(Rng.fromSeed(6), 20));
    const high = 2 ** 32 + 5;
    expect(words(Rng.fromSeed(high), 20)).not.toEqual(words(Rng.fromSeed(5), 20));
  });

  test("words are the Philox blocks of counters 0, 1, 2 … under the stream's key", () => {
    const rng = Rng.fromSeed(77).child("x");
    const [k0, k1] = rng.key();
    const expected = new Uint32Array(12);
    for (let c = 0; c < 3; c++) philox4x32(c, 0, 0, 0, k0, k1, expected, 4 * c);
    expect(words(rng, 12)).toEqual(expected);
  });

  test("each byte of a word is uniform (χ² over 256 cells)", () => {
    const sample = words(Rng.fromSeed(1), 50_000);
    for (const shift of [0, 8, 16, 24]) {
      const bytes = tally(
        256,
        Array.from(sample, (w) => (w >>> shift) & 255),
      );
      expect(chiSquareGoodnessOfFit(bytes, equalCells(256)).p).toBeGreaterThan(LEVEL);
    }
  });

  test("uniforms fill [0, 1) evenly, in one and in two dimensions", () => {
    const u = uniforms(Rng.fromSeed(2), 40_000);
    expect(u.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(ksOneSample(u, (x) => x).p).toBeGreaterThan(LEVEL);
    const pairs = Array.from(
      { length: 20_000 },
      (_, i) => Math.floor(u[2 * i]! * 16) * 16 + Math.floor(u[2 * i + 1]! * 16),
    );
    expect(chiSquareGoodnessOfFit(tally(256, pairs), equalCells(256)).p).toBeGreaterThan(LEVEL);
  });

  test("runs above and below ½ are as many as for independent values (Wald and Wolfowitz)", () => {
    const above = Array.from(uniforms(Rng.fromSeed(3), 50_000), (x) => x > 0.5);
    const n1 = above.filter(Boolean).length;
    const n0 = above.length - n1;
    const runs = 1 + above.slice(1).filter((x, i) => x !== above[i]).length;
    const expected = 1 + (2 * n0 * n1) / (n0 + n1);
    const spread = Math.sqrt(((expected - 1) * (expected - 2)) / (n0 + n1 - 1));
    expect(zTest(runs, spread, expected).p).toBeGreaterThan(LEVEL);
  });

  test("neighbours at distances 1 to 8 are uncorrelated", () => {
    const u = uniforms(Rng.fromSeed(4), 50_000);
    for (let lag = 1; lag <= 8; lag++) {
      expect(zTest(correlationZ(u.subarray(lag), u.subarray(0, u.length - lag)), 1, 0).p).toBeGreaterThan(LEVEL);
    }
  });

  test("the tests above can fail: a counter, a doubled and an alternating stream do not pass them", () => {
    const counter = tally(
      256,
      Array.from({ length: 50_000 }, (_, i) => (i >> 9) & 255),
    );
    expect(chiSquareGoodnessOfFit(counter, equalCells(256)).p).toBeLessThan(1e-10);
    const doubled = uniforms(Rng.fromSeed(5), 5_000).map((_, i, u) => u[i & ~1]!);
    expect(Math.abs(correlationZ(doubled.subarray(1), doubled.subarray(0, 4_999)))).toBeGreaterThan(10);
    expect(
      ksOneSample(
        doubled.map((x) => x * x),
        (x) => x,
      ).p,
    ).toBeLessThan(1e-10);
  });
});

describe("child streams", () => {
  test("a child depends on its name and parents alone, not on what was drawn", () => {
    const parent = Rng.fromSeed(9);
    const before = words(parent.child("layer").child(3), 8);
    words(parent, 1000);
    expect(words(parent.child("layer").child(3), 8)).toEqual(before);
    expect(words(Rng.fromSeed(9).child("layer").child(3), 8)).toEqual(before);
  });

  test("names, numbers, orders and nestings all give different streams", () => {
    const root = Rng.fromSeed(10);
    const streams = [
      root,
      root.child(""),
      root.child("a"),
      root.child("b"),
      root.child("ab"),
      root.child("ba"),
      root.child("a").child("b"),
      root.child("b").child("a"),
      root.child(0),
      root.child(1),
      root.child("1"),
      Rng.fromSeed(11).child("a"),
    ];
    expect(new Set(streams.map((s) => s.key().join())).size).toBe(streams.length);
  });

  test("parent, siblings and generations are uncorrelated with each other", () => {
    const root = Rng.fromSeed(12);
    const names = ["a", "b", "c", "chain 1", "chain 2"];
    const streams = [
      root,
      ...names.map((n) => root.child(n)),
      root.child("a").child("a"),
      root.child(0),
      root.child(1),
    ];
    const draws = streams.map((s) => uniforms(s, 10_000));
    // 36 pairs: the level is shared out among them.
    for (const [i, x] of draws.entries()) {
      for (const y of draws.slice(i + 1)) expect(zTest(correlationZ(x, y), 1, 0).p).toBeGreaterThan(LEVEL / 36);
    }
  });

  test("the first numbers of ten thousand numbered children are themselves a uniform sample", () => {
    const root = Rng.fromSeed(13);
    const firsts = Float64Array.from({ length: 10_000 }, (_, i) => root.child(i).uniform());
    expect(ksOneSample(firsts, (x) => x).p).toBeGreaterThan(LEVEL);
    expect(Math.abs(correlationZ(firsts.subarray(1), firsts.subarray(0, 9_999)))).toBeLessThan(3.3);
    const keys = new Set(Array.from({ length: 10_000 }, (_, i) => root.child(i).key().join()));
    expect(keys.size).toBe(10_000);
  });
});

describe("derived draws", () => {
  test("normals follow the normal law, pairs uncorrelated, to the fourth moment", () => {
    const z = Rng.fromSeed(14).normals(50_000);
    expect(ksOneSample(z, normalCdf).p).toBeGreaterThan(LEVEL);
    expect(Math.abs(mean(z)) * Math.sqrt(50_000)).toBeLessThan(3.3);
    expect(Math.abs(kurtosis(z) - 3) / Math.sqrt(24 / 50_000)).toBeLessThan(3.3);
    const [even, odd] = [z.filter((_, i) => i % 2 === 0), z.filter((_, i) => i % 2 === 1)];
    expect(Math.abs(correlationZ(even, odd))).toBeLessThan(3.3);
    expect(
      Math.abs(
        correlationZ(
          even.map((x) => x * x),
          odd.map((x) => x * x),
        ),
      ),
    ).toBeLessThan(3.3);
    expect(variance(Rng.fromSeed(14).normals(50_000, 0.01)) / variance(z)).toBeCloseTo(1e-4, 15);
  });

  test("integers below n are uniform, also for n that does not divide 2³²", () => {
    const rng = Rng.fromSeed(15);
    for (const n of [1, 2, 3, 7, 10]) {
      const counts = tally(
        n,
        Array.from({ length: 20_000 }, () => rng.integer(n)),
      );
      if (n === 1) expect(counts[0]).toBe(20_000);
      else expect(chiSquareGoodnessOfFit(counts, equalCells(n)).p).toBeGreaterThan(LEVEL);
    }
    // Here a plain remainder would give the lower half twice the weight of the rest.
    const n = 3 * 2 ** 30;
    const thirds = tally(
      3,
      Array.from({ length: 20_000 }, () => Math.floor(rng.integer(n) / 2 ** 30)),
    );
    expect(chiSquareGoodnessOfFit(thirds, equalCells(3)).p).toBeGreaterThan(LEVEL);
  });

  test("a range that is not a whole number from 1 to 2³² is refused instead of looping for ever", () => {
    const rng = Rng.fromSeed(16);
    for (const n of [0, -3, 2.5, 2 ** 32 + 1, Number.NaN]) expect(() => rng.integer(n)).toThrow(/whole number from 1/);
    expect(rng.integer(2 ** 32)).toBeGreaterThanOrEqual(0);
  });

  test("permutations are permutations, and all 24 of four things are equally likely", () => {
    const rng = Rng.fromSeed(17);
    expect(Array.from(rng.permutation(100)).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const seen = new Map<string, number>();
    for (let k = 0; k < 12_000; k++) {
      const name = rng.permutation(4).join("");
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    expect(chiSquareGoodnessOfFit([...seen.values()], equalCells(24)).p).toBeGreaterThan(LEVEL);
    expect(rng.permutation(0).length).toBe(0);
  });

  test("seeds that are not whole numbers from 0 to 2⁵³ − 1 are refused", () => {
    for (const seed of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => Rng.fromSeed(seed)).toThrow(/the seed/);
    expect(Rng.fromSeed(2 ** 53 - 1).seed).toBe(2 ** 53 - 1);
  });
});
