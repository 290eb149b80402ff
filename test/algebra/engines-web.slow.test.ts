/**
 * The engines in Web Workers, in a true browser and without a network: the worker comes from a Blob, as on a page that
 * opens from file://. Skipped, and said to be, where no Chromium is found.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slowWebWorker } from "./slow-channel.ts";

const CHROMIUM = process.env["BOLTZPROOF_CHROMIUM"] ?? "/usr/bin/chromium";
const found = existsSync(CHROMIUM);
if (!found) console.warn(`No browser at ${CHROMIUM}: the engines are not tested in Web Workers.`);

const sources = join(import.meta.dirname, "../../src/algebra");

const common = { bundle: true, write: false, platform: "browser", logLevel: "silent" } as const;

/** The worker as one classic script, the only kind that starts from a Blob on a page opened from file://. */
async function workerScript(): Promise<string> {
  const result = await build({ ...common, entryPoints: [join(sources, "engines/web-worker.ts")], format: "iife" });
  return result.outputFiles[0]!.text;
}

async function pageScript(): Promise<string> {
  const stdin = { contents: page, resolveDir: sources, loader: "ts" } as const;
  const result = await build({ ...common, stdin, format: "esm" });
  return result.outputFiles[0]!.text;
}

/** Runs in the page: an answer of each engine; of a slow one an overrun and an answer of the worker that replaced it. */
const page = `
  import { EngineProcess } from "./engines/engine-process.ts";
  import { openWebChannel } from "./engines/web-channel.ts";
  const blob = (script) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  globalThis.tryEngines = async ({ engines, slow }) => {
    const url = blob(engines);
    const nerdamer = new EngineProcess("nerdamer", openWebChannel(url));
    const mathjs = new EngineProcess("mathjs", openWebChannel(url));
    const first = await nerdamer.call("diff", ["q_1^2", "q_1"]);
    const waiting = new EngineProcess("nerdamer", openWebChannel(blob(slow)));
    const hang = await waiting.call("wait", ["late"], 400);
    const second = await waiting.call("say", ["second"]);
    const other = await mathjs.call("derivative", ["q_1^2", "q_1"]);
    return { first: first.text ?? first.message, hang: hang.kind, second: second.text, other: other.text ?? other.message, starts: waiting.starts };
  };`;

describe.skipIf(!found)("engines in Web Workers", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(() => browser?.close());

  test("answer, are killed on overrun, and answer again", async () => {
    const [worker, main] = await Promise.all([workerScript(), pageScript()]);
    const tab = await (await browser.newContext({ offline: true })).newPage();
    await tab.addScriptTag({ content: main, type: "module" });
    await tab.waitForFunction("globalThis.tryEngines !== undefined");
    const result = await tab.evaluate(
      (scripts) => (globalThis as unknown as { tryEngines(s: object): Promise<unknown> }).tryEngines(scripts),
      { engines: worker, slow: slowWebWorker },
    );
    expect(result).toEqual({
      first: "2*q_1",
      hang: "hang",
      second: "second",
      other: expect.stringMatching(/q_1/),
      starts: 2,
    });
  });
});
