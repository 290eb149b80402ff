// Paths of overdamped Langevin dynamics, z ← z + τ F(z) + √(2τ) ξ with a cubic force F, sixteen at a time: four counters
// of Philox side by side give sixteen normals a step. The number of a step is in the counter, so paths do not depend on
// how a walk is divided among calls or threads. With counts of acceptances the step is a proposal that Metropolis and
// Hastings accept or not (MALA; Roberts, Tweedie, Bernoulli 2, 341, 1996).
import {
  WALK_ACCEPTED,
  WALK_BLOCKS,
  WALK_FIRST,
  WALK_KEY0,
  WALK_KEY1,
  WALK_POSITIONS,
  WALK_RECORD,
  WALK_STEPS,
  WALK_STRIDE,
  WALK_TASK,
} from "../../commands";
import { argument } from "../command";
import { expandKey, philox, PHILOX_WORDS, ROUND_KEYS } from "../arithmetic/philox";
import { angle, cosine, minusLog, signed, sine } from "./normal";

/** Bytes of sixteen positions. */
const BLOCK: usize = 128;
/** Bytes of the words of one step: half of what a call of Philox writes. */
const STEP_WORDS: usize = PHILOX_WORDS / 2;

/** One task: WALK_TASK blocks of sixteen paths, through all steps. */
export function walk(command: usize, task: u32, scratch: usize): void {
  const keys = scratch;
  const words = scratch + ROUND_KEYS;
  expandKey(<u32>argument(command, WALK_KEY0), <u32>argument(command, WALK_KEY1), keys);
  const accepted = argument(command, WALK_ACCEPTED);
  const begin = task * WALK_TASK;
  const end = min(begin + WALK_TASK, <u32>argument(command, WALK_BLOCKS));
  let count: u32 = 0;
  for (let block = begin; block < end; block++) {
    const at = argument(command, WALK_POSITIONS) + <usize>block * BLOCK;
    if (accepted) count += propose(command, block, at, keys, words);
    else follow(command, block, at, keys, words);
  }
  if (accepted) store<u32>(accepted + 4 * <usize>task, count);
}

/** Euler–Maruyama. */
function follow(command: usize, block: u32, at: usize, keys: usize, words: usize): void {
  const first = <u32>argument(command, WALK_FIRST);
  const steps = <u32>argument(command, WALK_STEPS);
  const stride = argument(command, WALK_STRIDE);
  let record = argument(command, WALK_RECORD);
  for (let s: u32 = 0; s < steps; s++, record += stride) {
    const odd = s & 1;
    if (!odd) philox(4 * block, first + s, 0, 0, keys, words);
    const drawn = words + odd * STEP_WORDS;
    for (let half: usize = 0; half < STEP_WORDS; half += 32) {
      stepFour(at + 2 * half, record, v128.load(drawn + half), v128.load(drawn + half, 16));
      stepFour(at + 2 * half + 16, record, upper(v128.load(drawn + half)), upper(v128.load(drawn + half, 16)));
    }
  }
}

@inline
function upper(words: v128): v128 {
  return v128.shuffle<i32>(words, words, 2, 3, 2, 3);
}

/** Two paths at `at` and two 32 bytes behind: a radius and an angle make both normals. */
@inline
function stepFour(at: usize, record: usize, radii: v128, angles: v128): void {
  const r = f64x2.sqrt(minusLog(radii));
  const y = angle(angles);
  const q = f64x2.mul(y, y);
  const s = sine(y, q);
  const c = cosine(q);
  const x = v128.load(at);
  const z = v128.load(at, 32);
  v128.store(at, step(x, record, signed(f64x2.mul(r, f64x2.sub(c, s)), angles, 0)));
  v128.store(at, step(z, record, signed(f64x2.mul(r, f64x2.add(c, s)), angles, 1)), 32);
}

/** z + τ F(z) + √(2τ) ξ; a record holds τ, √(2τ), and the coefficients of F from the constant up. */
@inline
function step(z: v128, record: usize, xi: v128): v128 {
  const drift = f64x2.add(z, f64x2.mul(v128.load64_splat(record), force(z, record)));
  return f64x2.add(drift, f64x2.mul(v128.load64_splat(record, 8), xi));
}

@inline
function force(z: v128, record: usize): v128 {
  let f = f64x2.add(f64x2.mul(v128.load64_splat(record, 40), z), v128.load64_splat(record, 32));
  f = f64x2.add(f64x2.mul(f, z), v128.load64_splat(record, 24));
  return f64x2.add(f64x2.mul(f, z), v128.load64_splat(record, 16));
}

/** −∫F. */
@inline
function potential(z: v128, record: usize): v128 {
  let u = f64x2.add(
    f64x2.mul(f64x2.mul(v128.load64_splat(record, 40), f64x2.splat(1.0 / 4.0)), z),
    f64x2.mul(v128.load64_splat(record, 32), f64x2.splat(1.0 / 3.0)),
  );
  u = f64x2.add(f64x2.mul(u, z), f64x2.mul(v128.load64_splat(record, 24), f64x2.splat(1.0 / 2.0)));
  u = f64x2.add(f64x2.mul(u, z), v128.load64_splat(record, 16));
  return f64x2.neg(f64x2.mul(u, z));
}

/** The walk with acceptance; gives the number of accepted proposals. */
function propose(command: usize, block: u32, at: usize, keys: usize, words: usize): u32 {
  const first = <u32>argument(command, WALK_FIRST);
  const steps = <u32>argument(command, WALK_STEPS);
  const stride = argument(command, WALK_STRIDE);
  const uniforms = words + PHILOX_WORDS;
  let record = argument(command, WALK_RECORD);
  let count: u32 = 0;
  for (let s: u32 = 0; s < steps; s++, record += stride) {
    const odd = s & 1;
    if (!odd) {
      philox(4 * block, first + s, 0, 0, keys, words);
      philox(4 * block, first + s, 1, 0, keys, uniforms);
    }
    const drawn = words + odd * STEP_WORDS;
    const chances = uniforms + odd * STEP_WORDS;
    for (let half: usize = 0; half < STEP_WORDS; half += 32) {
      const radii = v128.load(drawn + half);
      const angles = v128.load(drawn + half, 16);
      const one = v128.load(chances + half);
      const other = v128.load(chances + half, 16);
      count += proposeFour(at + 2 * half, record, radii, angles, one, other);
      count += proposeFour(at + 2 * half + 16, record, upper(radii), upper(angles), upper(one), upper(other));
    }
  }
  return count;
}

function proposeFour(at: usize, record: usize, radii: v128, angles: v128, one: v128, other: v128): u32 {
  const r = f64x2.sqrt(minusLog(radii));
  const y = angle(angles);
  const q = f64x2.mul(y, y);
  const s = sine(y, q);
  const c = cosine(q);
  const first = accept(at, record, signed(f64x2.mul(r, f64x2.sub(c, s)), angles, 0), minusLog(one));
  return first + accept(at + 32, record, signed(f64x2.mul(r, f64x2.add(c, s)), angles, 1), minusLog(other));
}

/** A proposal is taken where −ln(uniform) outweighs what it loses; one that is not a number never is. */
@inline
function accept(at: usize, record: usize, xi: v128, chance: v128): u32 {
  const z = v128.load(at);
  const tau = v128.load64_splat(record);
  const y = step(z, record, xi);
  const back = f64x2.sub(f64x2.sub(z, y), f64x2.mul(tau, force(y, record)));
  const gain = f64x2.sub(potential(z, record), potential(y, record));
  const there = f64x2.mul(f64x2.mul(xi, xi), f64x2.splat(0.5));
  const again = f64x2.div(f64x2.mul(back, back), f64x2.mul(f64x2.splat(4), tau));
  const taken = f64x2.gt(f64x2.add(f64x2.add(gain, f64x2.sub(there, again)), chance), f64x2.splat(0));
  v128.store(at, v128.bitselect(y, z, taken));
  return <u32>popcnt(i64x2.bitmask(taken));
}
