/** Sums over sets: empty, reversed and fractional ranges, and what a sign in an exponent hides. */
import { describe, expect, test } from "vitest";
import { derive, type JudgedStep, judgeDerivation } from "../../src/algebra/index.ts";
import { errorOf } from "./support.ts";

const names = "c h i j k s t u v x beta theta E K L M N R S T U W Z";
const notation = Object.fromEntries(names.split(" ").map((name) => [name, { meaning: "a quantity" }]));

/** The last of steps that each are a sum rule on the one before. */
function judged(assuming: readonly string[], ...lines: readonly string[]): JudgedStep {
  const [first, ...rest] = lines;
  const writer = derive({ id: "sums", title: "Sums", source: "none", notation, assuming }).define("start", first!);
  for (const [k, line] of rest.entries()) writer.sumRule(`line ${k}`, line);
  return judgeDerivation(writer.connecting("start", `line ${rest.length - 1}`), { seed: 5, variants: false }).steps.at(
    -1,
  )!;
}

const kindOf = (assuming: readonly string[], ...lines: readonly string[]): string =>
  judged(assuming, ...lines).verdict.kind;

describe("the members of a range are counted under conditions", () => {
  test.each([
    ["S = sum(sum(1, j, i + 2, N), i, 1, N)", "S = N^2 - N - sum(i, i, 1, N)"],
    ["S = sum(sum(c, j, i + 3, N), i, 1, N)", "S = c*(N^2 - 2*N - sum(i, i, 1, N))"],
    ["S = sum(1, i, 5, 2)", "S = -2"],
    ["S = sum(1, i, 5, 2)", "S = 1"],
    ["S = prod(c, i, 4, 1)", "S = c^(-2)"],
    ["S = sum(1, i, 1, N)", "S = N + 1"],
    ["S = sum(1, h, [0, 1], 5, 2)", "S = 1/4"],
    ["S = prod(2, i, 2, N)", "S = 2^(N - 1) + 1"],
  ])("%s and %s: refuted", (start, claim) => {
    expect(kindOf([], start, claim)).toBe("refuted");
  });

  test.each([
    ["S = sum(1, i, N + 1, 1)", "S = 1 - N", "-N + 2 > 0"],
    ["S = prod(2, i, N + 2, 1)", "S = 2^(-N)", "-N + 1 > 0"],
    ["S = sum(1, i, 1, N - 3)", "S = N - 3", "N - 2 > 0"],
    ["S = sum(1, i, M, N)", "S = N - M + 1", "N - M + 2 > 0"],
    ["S = sum(1, i, 1, N/2)", "S = N/2", "N/2"],
    ["S = sum(delta(i, k/2)*i, i, 1, N)", "S = k/2", "k/2"],
    ["S = sum(sum(U[i], i, 1, L), j, 1, N - 1)", "S = (N - 1)*sum(U[i], i, 1, L)", "N > 0"],
  ])("%s and %s: not without a declaration about %s", (start, claim, condition) => {
    expect(errorOf(() => judged([], start, claim)).found).toContain(condition);
  });

  test.each([
    [["2 - N > 0"], "S = sum(1, i, N + 1, 1)", "S = 1 - N"],
    [["N > 0"], "S = sum(1, i, 1, N - 1)", "S = N - 1"],
    [["N > 0", "N/2 whole"], "S = sum(1, i, 1, N/2)", "S = N/2"],
    [["k > 0", "k/2 < N + 1", "k/2 whole"], "S = sum(delta(i, k/2)*i, i, 1, N)", "S = k/2"],
    [[], "S = sum(1, i, 5, 2)", "S = 0"],
    [[], "S = prod(U[i], i, N + 1, N)", "S = 1"],
    [[], "S = sum(U[i], i, N + 2, N)", "S = 0"],
    [[], "S = sum(1, h, [0, 1], 5, 2)", "S = 1"],
    [[], "S = sum(sum(c, j, i, N), i, 1, N)", "S = c*(N*(N + 1) - sum(i, i, 1, N))"],
    [[], "S = sum(sum(1, j, 1, i*(i - 1)/2), i, 1, N)", "S = sum(i*(i - 1)/2, i, 1, N)"],
    [[], "S = prod(exp(c), i, 1, N)", "S = exp(N*c)"],
  ])("with %j, %s and %s: proved", (assuming, start, claim) => {
    expect(kindOf(assuming, start, claim)).toBe("proved");
  });

  test("a size is said to be one, and needs no declaration", () => {
    expect(judged([], "S = sum(c, i, 1, N)", "S = N*c").conditions).toEqual(["N a whole number >= 0"]);
    expect(judged(["N > 0"], "S = sum(c, i, 1, N)", "S = N*c").verdict.kind).toBe("proved");
    expect(
      judged([], "S = sum(c*U[i] + v[i], i, 1, N)", "S = c*sum(U[i], i, 1, N) + sum(v[i], i, 1, N)").conditions,
    ).toEqual([]);
  });
});

describe("an index is a whole number", () => {
  test.each([
    ["S = sum(i, i, 1, N)", "S = sum(i - 1/2, i, 3/2, N + 1/2)"],
    ["S = sum(U[i], i, 1, N)", "S = sum(U[2*i], i, 1/2, N/2)"],
    ["S = sum(1, i, 1, N + 1/2)", "S = N + 1/2"],
    ["S = sum(1, i, 1/2, 5/2)", "S = 5/2"],
    ["S = sum(delta(i, 3/2)*i, i, 1, N)", "S = 3/2"],
    ["S = sum(sum(1, j, 1, i/2), i, 1, N)", "S = sum(i, i, 1, N)/2"],
    ["S = sum(c, i, 1/2, N)", "S = sum(c, i, 1/2, N)"],
  ])("%s and %s: not proved", (start, claim) => {
    expect(kindOf([], start, claim)).toMatch(/refuted|undecided/);
  });

  test("a shift by a symbol makes it a whole number, and says so", () => {
    expect(judged([], "S = sum(i, i, 1, N)", "S = sum(i - c, i, 1 + c, N + c)").conditions).toEqual(["c whole"]);
  });
});

describe("derivatives under sums, whatever the sign in the exponent", () => {
  const partition = "sum(exp(-beta*E[s]), s, 1, R)";
  const first = `sum(E[s]*exp(-beta*E[s]), s, 1, R)`;
  const second = `sum(E[s]^2*exp(-beta*E[s]), s, 1, R)`;

  test.each([
    [`Z = ${partition}`, `diff(Z, beta) = -${first}`],
    [`Z = ${partition}`, `diff(diff(Z, beta), beta) = ${second}`],
    [`Z = 2*c*${partition}`, `diff(Z, beta) = -2*c*${first}`],
    [`Z = log(${partition})`, `diff(Z, beta) = -${first}/${partition}`],
    [`Z = ${first}/${partition}`, `diff(Z, beta) = (${first}/${partition})^2 - ${second}/${partition}`],
    ["Z = sum(exp(-E[s]/T), s, 1, R)", "diff(Z, T) = sum(E[s]*exp(-E[s]/T), s, 1, R)/T^2"],
    ["Z = sum(exp(c - x*E[s])/(1 + c), s, 1, R)", "diff(Z, x) = -exp(c)*sum(E[s]*exp(-x*E[s]), s, 1, R)/(1 + c)"],
    ["Z = prod(exp(-x*U[i]), i, 1, N)", "diff(Z, x) = -Z*sum(U[i], i, 1, N)"],
    ["Z = sum(log(1 + exp(-x*U[i])), i, 1, N)", "diff(Z, x) = -sum(U[i]/(1 + exp(x*U[i])), i, 1, N)"],
    ["Z = sum(1/(x + U[i]), i, 1, N)", "diff(Z, x) = -sum(1/(x + U[i])^2, i, 1, N)"],
    [
      "Z = sum(exp(-beta*sum(theta[j]*h[j], j, 1, M)), h, [0, 1], 1, M)",
      "diff(Z, beta) = -sum(sum(theta[j]*h[j], j, 1, M)*exp(-beta*sum(theta[j]*h[j], j, 1, M)), h, [0, 1], 1, M)",
    ],
  ])("%s and %s: proved", (start, claim) => {
    const assuming = start.includes("/T") ? ["T > 0"] : start.includes("1 + c)") ? ["1 + c != 0"] : [];
    const step = judgedOrDeclared(assuming, start, claim);
    expect(step.verdict).toMatchObject({ kind: "proved" });
  });

  test.each([
    [`Z = ${partition}`, `diff(Z, beta) = ${first}`],
    [`Z = ${partition}`, `diff(Z, beta) = -beta*${first}`],
    [`Z = log(${partition})`, `diff(Z, beta) = -${first}`],
    ["Z = prod(exp(-x*U[i]), i, 1, N)", "diff(Z, x) = -Z*sum(U[i]^2, i, 1, N)"],
  ])("%s and %s: refuted", (start, claim) => {
    expect(kindOf([], start, claim)).toBe("refuted");
  });

  /** What a partition function needs to be divided by. */
  function judgedOrDeclared(assuming: readonly string[], start: string, claim: string): JudgedStep {
    const divides = claim.includes(`/${partition}`) ? [`${partition} != 0`] : [];
    return judged([...assuming, ...divides], start, claim);
  }
});
