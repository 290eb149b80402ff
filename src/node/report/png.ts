/**
 * RGBA pixels as a PNG (ISO/IEC 15948): signature, IHDR, one IDAT, IEND; filter 0 on every row.
 */
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The file as bytes; `pixels` row-major, four bytes each. */
export function encodePng(width: number, height: number, pixels: Uint8Array | Uint8ClampedArray): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA, deflate, adaptive filters, not interlaced
  const rows = Buffer.alloc(height * (1 + 4 * width)); // the leading 0 of a row: no filter
  for (let i = 0; i < height; i++) {
    rows.set(pixels.subarray(4 * width * i, 4 * width * (i + 1)), i * (1 + 4 * width) + 1);
  }
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", body), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
