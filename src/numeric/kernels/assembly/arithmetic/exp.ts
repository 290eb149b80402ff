// e^−x of four float32, the same operations in the same order as in ../../float32.ts: −x/ln 2 = n + r with a whole
// n and |r| ≤ ½, a polynomial for 2^r in Estrin's order (short chains keep the pipelines busy), n into the exponent.

/** Bytes of the constants, which have to be loaded: rebuilt from immediates they take as long as the rest. */
export const CONSTANTS: usize = 160;
/** Where ones lie among them. */
export const ONE: usize = 144;

export function storeConstants(p: usize): void {
  v128.store(p, f32x4.splat(<f32>-1.4426950408889634));
  v128.store(p, f32x4.splat(126), 16);
  v128.store(p, f32x4.splat(-126), 32);
  v128.store(p, f32x4.splat(12582912), 48);
  v128.store(p, f32x4.splat(<f32>0.0013300598366186023), 64);
  v128.store(p, f32x4.splat(<f32>0.00966970156878233), 80);
  v128.store(p, f32x4.splat(<f32>0.05550558492541313), 96);
  v128.store(p, f32x4.splat(<f32>0.24022281169891357), 112);
  v128.store(p, f32x4.splat(<f32>0.6931471805599453), 128);
  v128.store(p, f32x4.splat(1), ONE);
}

@inline
export function onePlusExpOfMinus(x: v128, constants: usize): v128 {
  return f32x4.add(v128.load(constants, ONE), expOfMinus(x, constants));
}

@inline
function expOfMinus(x: v128, constants: usize): v128 {
  const scaled = f32x4.mul(x, v128.load(constants));
  const y = f32x4.pmax(f32x4.pmin(scaled, v128.load(constants, 16)), v128.load(constants, 32));
  const round = v128.load(constants, 48);
  const shifted = f32x4.add(y, round);
  const r = f32x4.sub(y, f32x4.sub(shifted, round));
  const square = f32x4.mul(r, r);
  const high = f32x4.add(f32x4.mul(r, v128.load(constants, 64)), v128.load(constants, 80));
  const middle = f32x4.add(f32x4.mul(r, v128.load(constants, 96)), v128.load(constants, 112));
  const low = f32x4.add(f32x4.mul(r, v128.load(constants, 128)), v128.load(constants, ONE));
  const p = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(high, square), middle), square), low);
  return i32x4.add(p, i32x4.shl(shifted, 23));
}
