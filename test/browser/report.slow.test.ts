/**
 * The page in a true browser, from file://, with the network refused: no error, no request beyond itself, every
 * picture drawn, the controls at work, and all of it readable without a script. Skipped, and said to be, where no
 * Chromium is found.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveFigure, writeReport } from "../../src/node/report/report-writer.ts";
import { demoModel, spectrumFigure } from "../report/demo.ts";

const CHROMIUM = process.env["BOLTZPROOF_CHROMIUM"] ?? "/usr/bin/chromium";
const found = existsSync(CHROMIUM);
if (!found)
  console.warn(`No browser at ${CHROMIUM}: the tests of the page in a browser are skipped. Set BOLTZPROOF_CHROMIUM.`);

/** In the page: opens every fold. */
const openEverything = (): void => {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details:not(.tex)")) fold.open = true;
  scrollTo(0, document.body.scrollHeight);
};

/** A page, and all that it complained of or asked for. */
interface Visit {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

describe.skipIf(!found)("the report in Chromium", () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "boltzproof-browser-"));
    const { page } = await writeReport(demoModel(), folder);
    address = pathToFileURL(page).href;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function visit(url: string, options: { width?: number; javaScriptEnabled?: boolean } = {}): Promise<Visit> {
    const { width = 1280, ...rest } = options;
    const context = await browser.newContext({ viewport: { width, height: 900 }, offline: true, ...rest });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    return { page, complaints, requests };
  }

  /** Scrolls past every figure, as a reader does. */
  async function readThrough(page: Page): Promise<void> {
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>("details.more")) fold.open = true;
    });
    for (const picture of await page.locator("[data-figure]").all()) {
      await picture.scrollIntoViewIfNeeded();
      await picture.locator(".live .main-svg").first().waitFor();
    }
  }

  it("opens offline without a complaint and asks for nothing but itself", async () => {
    const { page, complaints, requests } = await visit(address);
    await readThrough(page);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("data:") && !url.startsWith("blob:"))).toEqual([address]);
  });

  it("draws every figure with as many curves and markers live as still", async () => {
    const { page } = await visit(address);
    await readThrough(page);
    const counts = await page.locator("[data-figure]").evaluateAll((pictures) =>
      pictures.map((picture) => ({
        still: picture.querySelectorAll(".still path").length,
        live: picture.querySelectorAll(".live .main-svg path").length,
        hidden: getComputedStyle(picture.querySelector(".still")!).display,
      })),
    );
    expect(counts).toHaveLength(4);
    for (const { still, live, hidden } of counts) {
      expect(still).toBeGreaterThan(40);
      expect(live).toBeGreaterThanOrEqual(still);
      expect(hidden).toBe("none");
    }
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe-core complains of, folded and open, %s",
    async (colorScheme) => {
      const { page } = await visit(address);
      await page.emulateMedia({ colorScheme });
      await readThrough(page);
      for (const open of [false, true]) {
        if (open) await page.evaluate(openEverything);
        await page.addScriptTag({ content: axe.source });
        const { violations } = await page.evaluate(() =>
          (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run(),
        );
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html} ${nodes[0]!.failureSummary}`);
        expect(found).toEqual([]);
      }
    },
  );

  it("keeps proofs, wrong variants, equations and pictures back until they are opened or come near", async () => {
    const { page } = await visit(address);
    await page.getByRole("button", { name: "open every claim" }).click();
    const count = (): Promise<number> => page.locator("body *").count();
    const before = await count();
    const folded = page.locator("details.mutants:not([open])");
    const folds = await folded.count();
    expect(folds).toBeGreaterThan(3);
    expect(await folded.locator("> *:not(summary, noscript)").count()).toBe(0);
    await folded.first().locator("summary").click();
    await page.locator("details.mutants[open] > ul > li").first().waitFor();
    expect(await folded.count()).toBe(folds - 1);
    await page.evaluate(openEverything);
    await readThrough(page);
    expect(await count()).toBeGreaterThan(2 * before);
    await page.waitForFunction(() => document.querySelectorAll("noscript.later").length === 0);
  });

  it.each([true, false])("folds claims to a line or two of title, label and verdict, script %s", async (script) => {
    const { page } = await visit(address, { javaScriptEnabled: script });
    const lines = page.locator(".claim > summary");
    expect(await lines.count()).toBe(8);
    for (const line of await lines.all()) {
      expect((await line.boundingBox())!.height).toBeLessThan(70);
      expect(await line.textContent()).toMatch(
        /^\s*[✓✗] .*A\d+.*(proved|checked|enumerated|sampled|measured|refuted|cited|und)/s,
      );
    }
    const bodies = page.locator(".claim-body:visible");
    expect(await bodies.count()).toBe(await page.locator(".claim:has(.fail)").count());
    await page.locator(".claim:not([open]) > summary").first().click();
    await bodies.first().locator(".katex-html:visible").first().waitFor();
  });

  it.each([true, false])("opens the claim that a link or an address leads to, script %s", async (script) => {
    const { page } = await visit(address, { javaScriptEnabled: script });
    const claim = page.locator("#claim-saddles-claim-1");
    expect(await claim.isVisible()).toBe(false);
    await page.locator('.verdicts a[href="#claim-saddles-claim-1"]').click();
    await claim.locator(".katex-html").first().waitFor();
    const there = await visit(`${address}#claim-saddles-claim-1`, { javaScriptEnabled: script });
    const target = there.page.locator("#claim-saddles-claim-1");
    await target.locator(".katex-html").first().waitFor();
    // The fold opens first, and the scroll follows in a later frame.
    const top = async (): Promise<number> => (await target.boundingBox())!.y;
    await expect.poll(top).toBeLessThan(900);
    await expect.poll(top).toBeGreaterThanOrEqual(0);
  });

  /** A link to a text opens folds by the same rule of browsers as a find in the page, which a test cannot type. */
  it("opens the claim in which the browser finds a text", async () => {
    const text = "both sides on every state";
    const { page } = await visit(`${address}#:~:text=${encodeURIComponent(text)}`);
    const claim = page.locator(".claim").filter({ hasText: text }).first();
    await expect.poll(() => claim.getAttribute("open")).not.toBeNull();
    expect(await page.locator(".claim:not([open])").count()).toBeGreaterThan(3);
  });

  it("shows of each room the first figure and names the others, and folds the notation", async () => {
    const { page } = await visit(address);
    for (const room of await page.locator("section.room").all()) {
      const figures = await room.locator("figure").count();
      expect(await room.locator("figure:visible").count()).toBe(Math.min(1, figures));
      const more = room.locator("details.more:has(figure) > summary");
      expect(await more.count()).toBe(figures > 1 ? 1 : 0);
      if (figures > 1) expect(await more.textContent()).toMatch(/^\d more figures?: \S/);
      expect(await room.locator("table.notation:visible").count()).toBe(0);
    }
    await page.locator("details.more:has(.notation) > summary").first().click();
    expect(await page.locator("table.notation:visible").count()).toBe(1);
  });

  it("opens and folds all claims at one click", async () => {
    const { page } = await visit(address);
    const button = page.getByRole("button", { name: "open every claim" });
    await button.click();
    expect(await page.locator(".claim-body:visible").count()).toBe(8);
    await button.click();
    expect(await page.locator(".claim-body:visible").count()).toBe(0);
  });

  it("sets equations in the fonts that it carries", async () => {
    const { page } = await visit(address);
    await page.evaluate(openEverything);
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
    });
    expect(loaded).toEqual(expect.arrayContaining(["KaTeX_Main", "KaTeX_Math"]));
  });

  it("filters and sorts the verdicts", async () => {
    const { page } = await visit(address);
    const labels = (): Promise<string[]> => page.locator("table.verdicts tbody tr:visible td.label").allInnerTexts();
    expect(await labels()).toHaveLength(8);
    await page.getByRole("button", { name: "refuted" }).click();
    expect(await labels()).toEqual(["A11"]);
    await page.getByRole("button", { name: "not as expected" }).click();
    expect(await labels()).toEqual(["A12"]);
    await page.getByRole("button", { name: "all" }).click();
    await page.getByRole("searchbox").fill("number 3 enumerated");
    expect(await labels()).toEqual(["A7"]);
    await page.getByRole("searchbox").fill("");
    const byLabel = page.locator("th button", { hasText: "Label" });
    await byLabel.click();
    expect((await labels())[0]).toBe("A5");
    await byLabel.click();
    expect(await labels()).toEqual(["A12", "A11", "A10", "A9", "A8", "A7", "A6", "A5"]);
  });

  it("copies the LaTeX of an equation at one click", async () => {
    const { page } = await visit(address);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(openEverything);
    const tex = page.locator("#claim-saddles-claim-1 .tex");
    await tex.locator("summary").click();
    await page.getByText("TeX, copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await tex.locator("code").textContent());
  });

  it.each([1280, 390])("never makes the page itself scroll sideways, at a width of %i", async (width) => {
    const { page } = await visit(address, { width });
    const sideways = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await readThrough(page);
    await page.evaluate(openEverything);
    expect(await sideways()).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it("can be read without a script: verdicts, equations and pictures are there", async () => {
    const { page, complaints } = await visit(address, { javaScriptEnabled: false });
    expect(await page.locator("table.verdicts tbody tr:visible").count()).toBe(8);
    for (const fold of await page.locator("details.more > summary").all()) await fold.click();
    expect(await page.locator(".still svg:visible").count()).toBe(5);
    for (const fold of await page.locator(".claim").all()) {
      if ((await fold.getAttribute("open")) === null) await fold.locator("> summary").click();
    }
    expect(await page.locator(".katex-html:visible").count()).toBeGreaterThan(10);
    expect(await page.locator("button:visible").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("prints the pictures, not their screen versions, and leaves out what is folded", async () => {
    const { page } = await visit(address);
    await readThrough(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".still svg:visible").count()).toBe(5);
    expect(await page.locator(".live:visible, nav:visible, .controls:visible").count()).toBe(0);
    expect(
      await page.locator("details.mutants:not([open]) ul:visible, details.proof:not([open]):visible").count(),
    ).toBe(0);
    expect(await page.locator(".claim-body > .equation .katex-html:visible").count()).toBe(
      await page.locator(".claim").count(),
    );
    expect((await page.pdf()).byteLength).toBeGreaterThan(50_000);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    expect(await page.locator(".claim-body:visible").count()).toBe(await page.locator(".claim:has(.fail)").count());
  });

  it("opens a saved figure the same way", async () => {
    const { html } = await saveFigure(spectrumFigure(), join(folder, "spectrum"));
    const { page, complaints, requests } = await visit(pathToFileURL(html).href);
    await readThrough(page);
    expect(complaints).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(await page.locator(".live .main-svg path").count()).toBeGreaterThan(40);
  });
});
