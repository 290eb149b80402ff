// The loop of src/numeric/kernels/assembly/bits/tables.ts, addLines, in C: what clang makes of it is the measure of
// what AssemblyScript makes of it.
#include <stdint.h>
#include <wasm_simd128.h>

__attribute__((export_name("addLines"))) void add_lines(const uint16_t *list, uint32_t rows, float *out,
                                                        const char *table) {
  for (; rows; rows--, out += 16) {
    uint32_t count = *list++;
    if (count == 0) continue;
    const uint16_t *end = list + count;
    v128_t s0 = wasm_v128_load(out), s1 = wasm_v128_load(out + 4);
    v128_t s2 = wasm_v128_load(out + 8), s3 = wasm_v128_load(out + 12);
    do {
      const float *line = (const float *)(table + *list++);
      s0 = wasm_f32x4_add(s0, wasm_v128_load(line));
      s1 = wasm_f32x4_add(s1, wasm_v128_load(line + 4));
      s2 = wasm_f32x4_add(s2, wasm_v128_load(line + 8));
      s3 = wasm_f32x4_add(s3, wasm_v128_load(line + 12));
    } while (list != end);
    wasm_v128_store(out, s0);
    wasm_v128_store(out + 4, s1);
    wasm_v128_store(out + 8, s2);
    wasm_v128_store(out + 12, s3);
  }
}
