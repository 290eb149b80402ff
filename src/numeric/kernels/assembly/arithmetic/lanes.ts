// Shuffles that make up a transpose of 4×4 words: with rows r0…r3, l = lowWords(r0, r1), m = lowWords(r2, r3),
// h = highWords(r0, r1), k = highWords(r2, r3), the columns are lowPairs(l, m), highPairs(l, m), lowPairs(h, k),
// highPairs(h, k).

@inline
export function lowWords(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
}

@inline
export function highWords(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
}

@inline
export function lowPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 0, 2);
}

@inline
export function highPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 1, 3);
}

/** All ones in the lanes whose bit is set. */
@inline
export function chosenLanes(bits: u32): v128 {
  return i32x4.ne(v128.and(i32x4.splat(bits), i32x4(1, 2, 4, 8)), i32x4.splat(0));
}
