/** Bytes of an IDX file of unsigned bytes, for tests. */
export function idxFile(shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  const header = [
    0,
    0,
    8,
    shape.length,
    ...shape.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
  ];
  return Uint8Array.from([...header, ...Array.from(values)]);
}
