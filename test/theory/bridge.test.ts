import { expect, test } from "vitest";
import { Rng } from "../../src/numeric/random.ts";
import { checkFigure } from "../../src/report/figure.ts";
import { tableSection } from "../../src/report/page/table.ts";
import { bridge } from "../../theory/bridge/room.ts";
import { readMode } from "../../theory/index.ts";
import { refusalOf } from "../refusal.ts";
import { findingsOnMachine, goldenMachine } from "./golden-machine.ts";

test("a mode is read in three ways, and beyond the threshold not at all", async () => {
  expect(readMode(3)).toEqual({ bosonEnergy: 1, diffusionRate: 1, autocorrelation: 9 / 16 });
  const { code, message } = await refusalOf(() => readMode(4));
  expect(code).toBe("domain");
  expect(message).toContain("βλ < 4");
});

test("the trained machine is shown in one figure and a table a temperature, with as many cells as columns", async () => {
  const context = { rng: Rng.fromSeed(1).child("bridge"), budget: "quick", machine: await goldenMachine() } as const;
  const figures = await bridge.figures(context);
  expect(figures.map((f) => f.id)).toEqual(["bridge"]);
  for (const figure of figures) checkFigure(figure);
  const tables = await bridge.tables!(context);
  expect(tables.map((t) => t.id)).toEqual(["bridge-warm", "bridge-cold"]);
  for (const table of tables) {
    expect(table.rows.length).toBeGreaterThan(5);
    expect(tableSection(table).html).toContain("reconstruction");
  }
  // As trained every mode of this machine lies beyond the threshold, where it is warm none does.
  expect(tables.map((t) => t.rows.map((row) => row[3]))).toEqual([
    tables[0]!.rows.map(() => "yes"),
    tables[1]!.rows.map(() => "no"),
  ]);
});

test("without a machine there is nothing to show", async () => {
  const context = { rng: Rng.fromSeed(1), budget: "quick" } as const;
  expect(await bridge.figures(context)).toEqual([]);
  expect(await bridge.tables!(context)).toEqual([]);
});

test("a table with a cell missing is refused", async () => {
  const table = { id: "t", caption: "a table", columns: ["a", "b"], rows: [["1", "2"], ["3"]], source: "us" };
  expect((await refusalOf(() => tableSection(table))).code).toBe("shape");
});

test("the rates of the trained machine are those about its mean-field solution", async () => {
  expect(await findingsOnMachine(bridge)).toEqual({ "bridge/one-number: trained machine": "measured" });
});
