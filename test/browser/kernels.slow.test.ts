/**
 * The training engine in a true browser: on a page of its own with threads, on a page that is not cross-origin
 * isolated without, and the same bits as under Node both times. Skipped, and said to be, where no Chromium is found.
 */
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trainedDigest } from "./kernels-page.ts";

const CHROMIUM = process.env["BOLTZPROOF_CHROMIUM"] ?? "/usr/bin/chromium";
const found = existsSync(CHROMIUM);
if (!found) {
  console.warn(`No browser at ${CHROMIUM}: the tests of kernels in a browser are skipped. Set BOLTZPROOF_CHROMIUM.`);
}

const ISOLATION = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

describe.skipIf(!found)("the kernels in Chromium", () => {
  let browser: Browser;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [new URL("kernels-page.ts", import.meta.url).pathname],
      ...{ bundle: true, write: false, platform: "browser", format: "iife", globalName: "page" },
      conditions: ["boltzproof-source"],
    });
    const script = outputFiles[0]!.text;
    server = createServer((request, response) => {
      response.writeHead(200, { "Content-Type": "text/html", ...(request.url === "/isolated" && ISOLATION) });
      response.end(`<!doctype html><script>${script.replaceAll("</script", "<\\/script")}</script>`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test.each([
    ["/isolated", true],
    ["/plain", false],
  ])("train to the bits of Node on %s", async (path, shares) => {
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address + path);
    const there = await page.evaluate("page.trainedDigest(2)");
    expect(complaints).toEqual([]);
    const here = await trainedDigest(2);
    expect(here.canShare).toBe(true);
    expect(there).toEqual({ ...here, canShare: shares });
  });
});
