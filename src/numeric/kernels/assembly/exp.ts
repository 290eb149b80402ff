// e^x of four float32, the same operations in the same order as exp32 in ../float32.ts.

// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const t = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(87));
  const shifted = f32x4.add(f32x4.mul(t, f32x4.splat(<f32>1.4426950408889634)), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  const high = f32x4.sub(t, f32x4.mul(n, f32x4.splat(<f32>0.693359375)));
  const r = f32x4.sub(high, f32x4.mul(n, f32x4.splat(<f32>-2.1219444005469057e-4)));
  let q = f32x4.add(f32x4.mul(f32x4.splat(<f32>0.008312520571053028), r), f32x4.splat(<f32>0.04189015552401543));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(<f32>0.16667114198207855));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(<f32>0.499992311000824));
  q = f32x4.add(f32x4.mul(f32x4.mul(q, r), r), r);
  return i32x4.add(f32x4.add(q, f32x4.splat(1)), i32x4.shl(shifted, 23));
}
