import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { formatDuration, startProgress } from "../../src/node/index.ts";

/** A stream that keeps what it gets. */
function recorder(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 120 }), text: () => chunks.join("") };
}

describe("progress", () => {
  test("outside a terminal is a line every interval, with the time left", () => {
    const { stream, text } = recorder(false);
    let time = 0;
    const progress = startProgress({ title: "training", total: 100, stream, interval: 5000, now: () => time });
    for (let done = 1; done <= 100; done++) {
      time += 200;
      progress.update(done, `epoch ${Math.ceil(done / 50)}`);
    }
    progress.stop();
    expect(text().split("\n")).toEqual([
      "training 25% · 15 s left · epoch 1",
      "training 50% · 10 s left · epoch 1",
      "training 75% · 5 s left · epoch 2",
      "training 100% · 0 s left · epoch 2",
      "",
    ]);
  });

  test("outside a terminal says nothing about short work", () => {
    const { stream, text } = recorder(false);
    const progress = startProgress({ title: "training", total: 3, stream });
    for (let done = 1; done <= 3; done++) progress.update(done);
    progress.stop();
    expect(text()).toBe("");
  });

  test("in a terminal is a bar that ends at the last value", () => {
    const { stream, text } = recorder(true);
    const tty = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
    const progress = startProgress({ title: "training", total: 10, stream: Object.assign(stream, tty) });
    progress.update(5, "epoch 1");
    progress.update(10, "epoch 2");
    progress.stop();
    expect(text()).toContain("training");
    expect(text()).toContain("100%");
    expect(text()).toContain("epoch 2");
  });

  test.each([
    [0, "0 s"],
    [59_400, "59 s"],
    [59_600, "1 min 0 s"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
  ])("%d ms reads %s", (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });
});
