import { afterAll, expect, test } from "vitest";
import { EngineProcess } from "../../src/algebra/engines/engine-process.ts";
import type { ChannelListener } from "../../src/algebra/engines/protocol.ts";
import { openNodeChannel } from "../../src/node/engine-channel.ts";
import { openSlowChannel } from "./slow-channel.ts";

const nerdamer = new EngineProcess("nerdamer", openNodeChannel);
const mathjs = new EngineProcess("mathjs", openNodeChannel);
afterAll(() => Promise.all([nerdamer.close(), mathjs.close()]));

test("each engine answers in its own worker", async () => {
  expect(await nerdamer.call("diff", ["q_1^2", "q_1"])).toMatchObject({ kind: "text", text: "2*q_1" });
  expect(await mathjs.call("derivative", ["q_1^2", "q_1"])).toMatchObject({ kind: "text" });
});

test("an exception inside the engine is a reply and leaves the worker alive", async () => {
  const before = mathjs.starts;
  expect(await mathjs.call("derivative", ["q_1 +", "q_1"])).toMatchObject({ kind: "threw" });
  expect(await mathjs.call("rationalize", ["q_1"])).toMatchObject({ kind: "threw" });
  expect(mathjs.starts).toBe(before);
});

test("an overrun is killed and the next call is answered by a fresh worker", async () => {
  const slow = new EngineProcess("nerdamer", openSlowChannel);
  expect(await slow.call("say", ["first"])).toMatchObject({ kind: "text", text: "first" });
  const began = performance.now();
  expect(await slow.call("wait", ["late"], 300)).toEqual({ kind: "hang", budgetMs: 300 });
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await slow.call("say", ["second"])).toMatchObject({ kind: "text", text: "second" });
  expect(slow.starts).toBe(2);
  await slow.close();
});

test("what runs code is switched off in the parser of mathjs", async () => {
  for (const text of ['evaluate("1+1")', 'import("x")', 'derivative("x^2","x")']) {
    const reply = await mathjs.call("simplify", [text]);
    expect(reply.kind === "threw" || (reply.kind === "text" && !/^\d/.test(reply.text))).toBe(true);
  }
});

test("a worker that dies or cannot load is a reply, and the next call starts another", async () => {
  const listeners: ChannelListener[] = [];
  const calls: string[] = [];
  const engine = new EngineProcess("mathjs", (listener) => {
    listeners.push(listener);
    const start = listeners.length;
    return {
      post: (message) => {
        calls.push(`${start} ${message.kind}`);
        if (message.kind === "load" && start === 1) listener.onMessage({ kind: "failed", message: "no such engine" });
        else if (message.kind === "load") listener.onMessage({ kind: "ready" });
        else if (start === 2) listener.onFailure("out of memory");
        else listener.onMessage({ kind: "text", id: message.id, text: "2" });
      },
      terminate: () => calls.push(`${start} terminate`),
    };
  });
  expect(await engine.call("derivative", [])).toMatchObject({ kind: "threw", message: "no such engine" });
  expect(await engine.call("derivative", [])).toMatchObject({ kind: "threw", message: "out of memory" });
  expect(await engine.call("derivative", [])).toMatchObject({ kind: "text", text: "2" });
  expect(calls).toEqual(["1 load", "1 terminate", "2 load", "2 call", "2 terminate", "3 load", "3 call"]);
});
