// Loops that measure what this machine can do under WebAssembly: additions in registers, additions of what lies in the
// first-level cache, and reading of memory. Each returns a number, so that no loop is optimised away.

/** `rounds` times 32 additions of four float32 in eight independent chains. */
export function addRegisters(rounds: u32): f32 {
  const one = f32x4.splat(1);
  let a = one;
  let b = f32x4.splat(2);
  let c = f32x4.splat(3);
  let d = f32x4.splat(4);
  let e = f32x4.splat(5);
  let f = f32x4.splat(6);
  let g = f32x4.splat(7);
  let h = f32x4.splat(8);
  for (; rounds; rounds--) {
    for (let i = 0; i < 4; i++) {
      a = f32x4.add(a, one);
      b = f32x4.add(b, one);
      c = f32x4.add(c, one);
      d = f32x4.add(d, one);
      e = f32x4.add(e, one);
      f = f32x4.add(f, one);
      g = f32x4.add(g, one);
      h = f32x4.add(h, one);
    }
  }
  const s = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(f32x4.add(e, f), f32x4.add(g, h)));
  return f32x4.extract_lane(s, 0);
}

/** Adds up `bytes` bytes from address 0 `rounds` times, eight vectors at a time. */
export function addMemory(bytes: usize, rounds: u32): f32 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (; rounds; rounds--) {
    for (let p: usize = 0; p < bytes; p += 128) {
      a = f32x4.add(a, v128.load(p));
      b = f32x4.add(b, v128.load(p, 16));
      c = f32x4.add(c, v128.load(p, 32));
      d = f32x4.add(d, v128.load(p, 48));
      e = f32x4.add(e, v128.load(p, 64));
      f = f32x4.add(f, v128.load(p, 80));
      g = f32x4.add(g, v128.load(p, 96));
      h = f32x4.add(h, v128.load(p, 112));
    }
  }
  const s = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(f32x4.add(e, f), f32x4.add(g, h)));
  return f32x4.extract_lane(s, 0);
}
