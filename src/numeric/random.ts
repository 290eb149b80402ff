/**
 * Random streams over Philox. A stream is (seed, path): children are derived by name or number, so every
 * part of a computation draws its own numbers and the same seed gives the same bits whatever runs first.
 */
import { requireRoom } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { philox4x32 } from "./philox.ts";

/** Source of random numbers; always an argument, never a default. */
export class Rng {
  readonly seed: number;
  readonly #k0: number;
  readonly #k1: number;
  readonly #block: Uint32Array = new Uint32Array(4);
  #counter = 0;
  #used = 4;
  #spare: number | undefined;

  private constructor(seed: number, k0: number, k1: number) {
    this.seed = seed;
    this.#k0 = k0;
    this.#k1 = k1;
  }

  /** @throws BoltzproofError "domain" unless seed is a whole number in 0 … 2⁵³−1. */
  static fromSeed(seed: number): Rng {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new BoltzproofError("domain", {
        found: `the seed ${seed}`,
        expected: "a whole number from 0 to 9007199254740991",
        advice: "choose another seed",
      });
    }
    return new Rng(seed, seed >>> 0, Math.floor(seed / 0x1_0000_0000));
  }

  /** An independent stream: same parent and same name, same numbers. Drawing from the parent changes nothing. */
  child(name: string | number): Rng {
    const words = new Uint32Array(4);
    let h0 = 0x243f6a88;
    let h1 = 0x85a308d3;
    for (const ch of typeof name === "number" ? `#${name}` : name) {
      philox4x32(ch.codePointAt(0)!, h0, h1, 0x13198a2e, this.#k0, this.#k1, words);
      h0 = words[0]!;
      h1 = words[1]!;
    }
    philox4x32(h0, h1, 0x03707344, 0xa4093822, this.#k0, this.#k1, words);
    return new Rng(this.seed, words[0]!, words[1]!);
  }

  /** Key of the stream, for kernels that index Philox themselves. */
  key(): readonly [number, number] {
    return [this.#k0, this.#k1];
  }

  /** Uniform 32-bit word. */
  word(): number {
    if (this.#used === 4) {
      philox4x32(this.#counter >>> 0, Math.floor(this.#counter / 0x1_0000_0000), 0, 0, this.#k0, this.#k1, this.#block);
      this.#counter++;
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  /** Uniform in [0, 1) with 53 random bits. */
  uniform(): number {
    return ((this.word() >>> 5) * 67108864 + (this.word() >>> 6)) / 9007199254740992;
  }

  /** Standard normal (polar method of Marsaglia and Bray, second value kept). */
  normal(): number {
    if (this.#spare !== undefined) {
      const z = this.#spare;
      this.#spare = undefined;
      return z;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const r = x * x + y * y;
      if (r >= 1 || r === 0) continue;
      const f = Math.sqrt((-2 * Math.log(r)) / r);
      this.#spare = y * f;
      return x * f;
    }
  }

  /**
   * Whole number in [0, n), without modulo bias.
   * @throws BoltzproofError "domain" unless n is a whole number from 1 to 2³².
   */
  integer(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 0x1_0000_0000)) {
      throw new BoltzproofError("domain", {
        found: `a draw from ${n} possibilities`,
        expected: "a whole number from 1 to 4294967296",
        advice: "check that the set to draw from is not empty",
      });
    }
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
    for (;;) {
      const w = this.word();
      if (w < limit) return w % n;
    }
  }

  /** Random permutation of 0 … n−1 (Fisher–Yates). @throws BoltzproofError "domain" for an n that memory cannot hold. */
  permutation(n: number): Uint32Array {
    requireRoom("a permutation", n);
    const p = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const t = p[i]!;
      p[i] = p[j]!;
      p[j] = t;
    }
    return p;
  }

  /** n independent normals of the given standard deviation. */
  normals(n: number, standardDeviation = 1): Float64Array {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = standardDeviation * this.normal();
    return out;
  }
}
