import { describe, expect, it } from "vitest";
import { printVerdictTable, tableStyle } from "../../src/report/terminal.ts";
import { verdictNumber } from "../../src/report/words.ts";
import { demoClaims } from "./demo.ts";

const ESCAPE = "\u001b";
const ESCAPES = new RegExp(`${ESCAPE}\\[\\d+m`, "g");
const width = (line: string): number => [...line].length;

describe("printVerdictTable", () => {
  const claims = demoClaims();

  it.each([80, 100, 120])(
    "fits %i columns, with one line a claim under its room and columns that line up",
    (columns) => {
      const all = printVerdictTable(claims, { width: columns, color: false }).split("\n");
      const [head, ...lines] = all.slice(0, all.indexOf(""));
      for (const line of all) expect(width(line)).toBeLessThanOrEqual(columns);
      expect(lines.filter((line) => /^\S/.test(line) && !/^[✓✗]/.test(line))).toEqual(["saddles", "spectrum"]);
      const rows = lines.filter((line) => /^[✓✗]/.test(line));
      claims.forEach((claim, i) => {
        expect(rows[i]!.slice(head!.indexOf("verdict"))).toMatch(new RegExp(`^${claim.verdict.kind}\\s.*[12]/2$`));
        expect(rows[i]!).toContain(` ${claim.labels[0]} `);
        expect(rows[i]!).toContain(claim.title.slice(0, 9));
      });
    },
  );

  it("uses no colour unless asked, and colour changes nothing but colour", () => {
    const plain = printVerdictTable(claims, { width: 100, color: false });
    const coloured = printVerdictTable(claims, { width: 100, color: true });
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toMatch(ESCAPES);
    expect(coloured.replace(ESCAPES, "")).toBe(plain);
  });

  it("says below the table, in full, what is not as expected, and ends with the summary", () => {
    const lines = printVerdictTable(claims, { width: 80, color: false }).split("\n");
    expect(lines.slice(-4)).toEqual([
      "A12: expected proved, found undecided. Largest error 8.9e-15 over all states,",
      "allowed 1e-12.",
      "A12: the evidence does not tell the claim from factor 2.",
      "8 claims: 7 as expected (1 refuted, as claimed), 1 not. 15 of 16 mutants killed.",
    ]);
  });

  it("never cuts what refutes a claim or leaves it open: it stands below the row where it does not fit", () => {
    const counterexample = "largest error 0.4142135623730951 over all 4,096 states of 6×6 binary, allowed 1.00e-12";
    const claim = { ...claims[0]!, verdict: { kind: "refuted", counterexample } as const };
    for (const columns of [60, 80, 120]) {
      const text = printVerdictTable([claim, ...claims], { width: columns, color: false });
      expect(text.replace(/\s+/g, " ")).toContain(counterexample);
      for (const line of text.split("\n")) expect(width(line)).toBeLessThanOrEqual(columns);
    }
  });

  it("names the machine of all measurements once, below the table", () => {
    const on = "784×500, PCD-1, plain, rate 0.05, seed 1, 20 epochs of 9,000 digits";
    const measured = claims.map((claim) => ({ ...claim, verdict: { kind: "measured", on, z: 1.2 } as const }));
    const text = printVerdictTable(measured, { width: 100, color: false });
    expect(text.match(/784×500/g)).toHaveLength(1);
    expect(text).toContain(`Trained machine: ${on}.`);
    expect(text.match(/z = 1\.2, trained machine/g)).toHaveLength(claims.length);
  });

  it("says that all is as expected when it is", () => {
    const table = printVerdictTable(claims.slice(0, 2), { width: 80, color: false });
    expect(table.split("\n").at(-1)).toBe("2 claims: all as expected. 4 of 4 mutants killed.");
    expect(printVerdictTable([], { width: 80, color: false })).toContain("0 claims: all as expected.");
  });

  it("keeps line breaks and control characters of a claim out of the terminal", () => {
    const claim = { ...claims[0]!, title: "two\nlines \u001b[31mred" };
    const [, , line] = printVerdictTable([claim], { width: 100, color: false }).split("\n");
    expect(line).toContain("two lines [31mred");
  });
});

describe("tableStyle", () => {
  it("colours a terminal only, and not under NO_COLOR", () => {
    expect(tableStyle({ isTTY: true, columns: 97 })).toEqual({ width: 97, color: true });
    expect(tableStyle({})).toEqual({ width: 100, color: false });
    expect(tableStyle({ isTTY: true }, { NO_COLOR: "1" }).color).toBe(false);
  });

  it("stays between 60 and 120 columns", () => {
    expect([tableStyle({ columns: 20 }).width, tableStyle({ columns: 400 }).width]).toEqual([60, 120]);
  });
});

it("verdictNumber tells the numbers behind every kind of verdict", () => {
  expect(demoClaims().map(({ verdict }) => verdictNumber(verdict))).toEqual([
    "assuming λ > 0; error ≤ 2⁻¹⁹²",
    "relative error 2e-13, allowed 1e-12, 400 points",
    "6×4 binary, 4×6 spin",
    "z = -0.8, ESS 4,100",
    "z = 1.2, 784×500, PCD-1, 10 epochs",
    "Marčenko & Pastur 1967",
    "4.0 against 2.0 at λ = 1",
    "no trained machine at hand",
  ]);
  const bySums = { kind: "proved", by: "a rule of sums", log2Error: -Infinity, assumes: [], seed: "1" } as const;
  expect(verdictNumber(bySums)).toBe("exact");
  expect(verdictNumber({ ...bySums, for: ["b = 0"], assumes: ["x > 0"] })).toBe("for b = 0; assuming x > 0; exact");
  expect(verdictNumber({ kind: "defined" })).toBe("");
  expect(verdictNumber({ kind: "given", premise: "U is orthogonal" })).toBe("U is orthogonal");
  expect(verdictNumber({ kind: "regime", within: 0.2, where: "λ_eff ≤ 0.7", worst: 0.13 })).toBe(
    "within 20 % for λ_eff ≤ 0.7",
  );
});

it("conditions are printed as a person writes them", () => {
  const assumes = ["lambda != 0", "r^2*V + 1 - r > 0", "W[i, j] = W[j, i]", "a_tilde[alpha] >= 0", "beta whole"];
  expect(verdictNumber({ kind: "proved", by: "zero test", log2Error: -160, assumes, seed: "1" })).toBe(
    "assuming λ ≠ 0, r²·V + 1 - r > 0, Wᵢⱼ = Wⱼᵢ, ã_α ≥ 0, β whole; error ≤ 2⁻¹⁶⁰",
  );
});
