/** Integrals and changes of variables with their right verdicts, each known in closed form without the kernel. */
import { describe, expect, test } from "vitest";
import { type Case, casesOf } from "../fuzz/judge/boundary/case.ts";
import { faultOf } from "../fuzz/judge/boundary/judge-case.ts";

/** "right @ declared @ integrand @ range @ value @ antiderivative", as derivations of two lines. */
function integralsOf(table: string): readonly Case[] {
  const rows = table.trim().split("\n");
  return casesOf(
    rows
      .map((row) => row.split("@").map((part) => part.trim()))
      .map(
        ([right, given, f, range, value, by]) =>
          `${right} @ ${given} @ define: J = integral(${f}, x, ${range}) // integrate: J = ${value} ; by ${by}`,
      )
      .join("\n"),
  );
}

/** "right @ declared @ integrand @ range @ the same in t @ t @ x @ dt/dx". */
function mapsOf(table: string): readonly Case[] {
  const rows = table.trim().split("\n");
  return casesOf(
    rows
      .map((row) => row.split("@").map((part) => part.trim()))
      .map(
        ([right, given, f, range, same, there, back, slope]) =>
          `${right} @ ${given} @ define: J = integral(${f}, x, ${range}) // change: J = integral(${same}) ; t := ${there} ; back x := ${back} ; jacobian ${slope}`,
      )
      .join("\n"),
  );
}

const touching = integralsOf(`
true  @ @ sqrt(x) @ 0, 1 @ 2/3 @ 2/3*x^(3/2)
true  @ @ sqrt(x - 1) @ 1, 2 @ 2/3 @ 2/3*(x - 1)^(3/2)
true  @ @ sqrt(2 - x) @ 1, 2 @ 2/3 @ -2/3*(2 - x)^(3/2)
true  @ @ log(x) @ 0, 1 @ -1 @ x*log(x) - x
true  @ @ log(x)^2 @ 0, 1 @ 2 @ x*log(x)^2 - 2*x*log(x) + 2*x
true  @ @ x*log(x) @ 0, 1 @ -1/4 @ x^2*log(x)/2 - x^2/4
true  @ @ x^(-1/2) @ 0, 1 @ 2 @ 2*sqrt(x)
true  @ @ x^(-1/2) @ 1, 0 @ -2 @ 2*sqrt(x)
true  @ a > -1 @ x^a @ 0, 1 @ 1/(a + 1) @ x^(a + 1)/(a + 1)
false @ a > -1 @ x^a @ 0, 1 @ 0 @ x^(a + 1)/(a + 1)
false @ @ x^a @ 0, 1 @ 1/(a + 1) @ x^(a + 1)/(a + 1)
false @ a > -2 @ x^a @ 0, 1 @ 1/(a + 1) @ x^(a + 1)/(a + 1)
false @ @ 1/x @ 0, 2 @ log(2) @ log(x)
false @ @ 1/x @ -1, 1 @ 0 @ log(abs(x))
false @ @ 1/x @ -1, 2 @ log(2) @ log(x^2)/2
false @ @ 1/x^2 @ -1, 1 @ -2 @ -1/x
false @ @ 1/x^2 @ 0, 1 @ -1 @ -1/x
false @ @ 1/(x - 1)^2 @ 0, 3 @ -3/2 @ -1/(x - 1)
false @ @ x^(-3/2) @ 0, 1 @ -2 @ -2/sqrt(x)
true  @ @ 1/(x*log(x)^2) @ 0, 1/2 @ 1/log(2) @ -1/log(x)
false @ @ 1/(x*log(x)^2) @ 0, 1 @ 0 @ -1/log(x)
true  @ @ 1/sqrt(1 - x^2) @ 0, 1 @ pi/2 @ asin(x)
true  @ @ 1/sqrt(x*(1 - x)) @ 0, 1 @ pi @ asin(2*x - 1)
true  @ @ 1/sqrt(x*(1 - x)) @ 0, 1 @ pi @ 2*asin(sqrt(x))
true  @ b >= 0 @ 1/sqrt(x) @ 0, b @ 2*sqrt(b) @ 2*sqrt(x)
false @ @ 1/sqrt(x) @ 0, b @ 2*sqrt(b) @ 2*sqrt(x)
true  @ b > 0, b > 1 @ 1/(b - x) @ 0, 1 @ log(b) - log(b - 1) @ -log(b - x)
false @ b > 0 @ 1/(b - x) @ 0, 1 @ log(b) - log(b - 1) @ -log(b - x)
true  @ @ logit(x)*0 + log(1 - x) @ 0, 1 @ -1 @ -(1 - x)*log(1 - x) + (1 - x)
true  @ @ log(1 - x)/1 @ 0, 1 @ -1 @ -(1 - x)*log(1 - x) - x
true  @ @ entropy(x) @ 0, 1 @ 1/2 @ x/2 - x^2*log(x)/2 + (1 - x)^2*log(1 - x)/2
`);

const inside = integralsOf(`
true  @ @ abs(x) @ -1, 1 @ 1 @ x*abs(x)/2
true  @ @ sign(x) @ -1, 2 @ 1 @ abs(x)
true  @ @ abs(x) @ 0, 1 @ 1/2 @ x^2/2
false @ @ abs(x) @ -1, 1 @ 0 @ x^2/2
false @ @ 0 @ -1, 1 @ 2 @ sign(x)
false @ @ 1/(1 + x^2) @ -1, 1 @ -pi/2 @ -atan(1/x)
true  @ @ 1/(1 + x^2) @ -1, 1 @ pi/2 @ atan(x)
true  @ @ 1/(1 + x^2) @ 1, sqrt(3) @ pi/12 @ -atan(1/x)
false @ @ 1 @ 0, pi @ 0 @ atan(tan(x))
false @ @ 1 @ 0, pi @ 0 @ asin(sin(x))
false @ @ 1/(2 + cos(x)) @ 0, 2*pi @ 0 @ 2/sqrt(3)*atan(tan(x/2)/sqrt(3))
true  @ @ 1/(2 + cos(x)) @ 0, pi/2 @ pi/(3*sqrt(3)) @ 2/sqrt(3)*atan(tan(x/2)/sqrt(3))
false @ @ 1/cos(x)^2 @ 0, 3 @ tan(3) @ tan(x)
true  @ @ 1/cos(x)^2 @ 0, 1 @ tan(1) @ tan(x)
true  @ @ tan(x) @ 0, pi/4 @ log(2)/2 @ -log(cos(x))
false @ @ 1/(x - 3/2) @ 2, 1 @ 0 @ log(abs(x - 3/2))
false @ a > 0, b > a @ 1/(x - c) @ a, b @ log(abs(b - c)) - log(abs(a - c)) @ log(abs(x - c))
false @ a > 0 @ 1/(x - a)^2 @ 0, 2*a @ -2/a @ -1/(x - a)
true  @ @ 1/(x^2 - x + 1) @ 0, 1 @ 2*pi/(3*sqrt(3)) @ 2/sqrt(3)*atan((2*x - 1)/sqrt(3))
true  @ @ 1/(x + 2) @ -1, 0 @ log(2) @ log(x + 2)
true  @ @ 1/x @ -2, -1 @ -log(2) @ log(-x)
true  @ @ sin(x) @ 0, pi @ 2 @ -cos(x)
true  @ @ x^2 @ 2, 1 @ -7/3 @ x^3/3
true  @ @ x^2 @ a, b @ (b^3 - a^3)/3 @ x^3/3
true  @ @ x^2 @ a, a @ 0 @ x^3/3
false @ @ 1/x @ a, b @ log(abs(b)) - log(abs(a)) @ log(abs(x))
true  @ a > 0, b > 0 @ 1/x @ a, b @ log(b) - log(a) @ log(x)
`);

const infinite = integralsOf(`
true  @ a > 0 @ exp(-a*x) @ 0, infinity @ 1/a @ -exp(-a*x)/a
false @ @ exp(-a*x) @ 0, infinity @ 1/a @ -exp(-a*x)/a
false @ a > 0 @ exp(a*x) @ 0, infinity @ -1/a @ exp(a*x)/a
true  @ a > 0 @ x*exp(-a*x) @ 0, infinity @ 1/a^2 @ -(x/a + 1/a^2)*exp(-a*x)
true  @ @ exp(-x)*cos(x) @ 0, infinity @ 1/2 @ exp(-x)*(sin(x) - cos(x))/2
false @ @ cos(x) @ 0, infinity @ 0 @ sin(x)
false @ @ x @ -infinity, infinity @ 0 @ x^2/2
false @ @ 1/x @ 1, infinity @ 0 @ log(x)
true  @ @ 1/x^2 @ 1, infinity @ 1 @ -1/x
true  @ a > 1 @ x^(-a) @ 1, infinity @ 1/(a - 1) @ x^(1 - a)/(1 - a)
false @ a > 0 @ x^(-a) @ 1, infinity @ 1/(a - 1) @ x^(1 - a)/(1 - a)
true  @ @ 1/(x*(1 + x)) @ 1, infinity @ log(2) @ log(x) - log(1 + x)
true  @ @ 1/(exp(x) + 1) @ 0, infinity @ log(2) @ x - log(1 + exp(x))
true  @ @ 1 - tanh(x) @ 0, infinity @ log(2) @ x - log(cosh(x))
true  @ @ 1 - erf(x) @ 0, infinity @ 1/sqrt(pi) @ x*(1 - erf(x)) - exp(-x^2)/sqrt(pi)
true  @ @ exp(-sqrt(x)) @ 0, infinity @ 2 @ -2*(1 + sqrt(x))*exp(-sqrt(x))
true  @ @ 1/(1 + x^2) @ -infinity, infinity @ pi @ atan(x)
true  @ @ log(1 + 1/x^2) @ 0, infinity @ pi @ x*log(1 + 1/x^2) + 2*atan(x)
true  @ @ sech(x) @ -infinity, infinity @ pi @ 2*atan(exp(x))
true  @ a > 0 @ x^2*exp(-a*x^2) @ -infinity, infinity @ sqrt(pi/a)/(2*a) @ -x*exp(-a*x^2)/(2*a) + sqrt(pi)*erf(sqrt(a)*x)/(4*a^(3/2))
`);

const maps = mapsOf(`
false @ x > 0 @ x^2 @ -1, 2 @ sqrt(t)/2, t, 1, 4 @ x^2 @ sqrt(t) @ 2*x
false @ x > 0 @ x^2 @ -1, 1 @ sqrt(t)/2, t, 1, 1 @ x^2 @ sqrt(t) @ 2*x
true  @ @ x^2 @ 1, 2 @ sqrt(t)/2, t, 1, 4 @ x^2 @ sqrt(t) @ 2*x
true  @ @ x^2 @ 0, 2 @ sqrt(t)/2, t, 0, 4 @ x^2 @ sqrt(t) @ 2*x
false @ @ x^2 @ -2, -1 @ sqrt(t)/2, t, 4, 1 @ x^2 @ sqrt(t) @ 2*x
true  @ @ exp(-x) @ 0, infinity @ -1, t, 1, 0 @ exp(-x) @ -log(t) @ -exp(-x)
false @ @ exp(-x) @ 0, infinity @ -1, t, 0, 1 @ exp(-x) @ -log(t) @ -exp(-x)
true  @ @ 1/(1 + x^2) @ -infinity, infinity @ 1, t, -pi/2, pi/2 @ atan(x) @ tan(t) @ 1/(1 + x^2)
true  @ @ 1/x^2 @ 1, infinity @ -1, t, 1, 0 @ 1/x @ 1/t @ -1/x^2
false @ @ 1 @ -1, 1 @ -1/t^2, t, -1, 1 @ 1/x @ 1/t @ -1/x^2
false @ @ cos(x) @ 0, pi @ 1, t, 0, 0 @ sin(x) @ asin(t) @ cos(x)
true  @ @ cos(x) @ 0, pi/2 @ 1, t, 0, 1 @ sin(x) @ asin(t) @ cos(x)
true  @ a > 0 @ exp(-a*x^2) @ -infinity, infinity @ exp(-t^2)/sqrt(a), t, -infinity, infinity @ sqrt(a)*x @ t/sqrt(a) @ sqrt(a)
false @ @ 1/x @ 0, 1 @ 1/t, t, 0, 2 @ 2*x @ t/2 @ 2
true  @ @ 1/sqrt(x) @ 0, 1 @ 2, t, 0, 1 @ sqrt(x) @ t^2 @ 1/(2*sqrt(x))
false @ @ 1/sqrt(x) @ 0, 1 @ 3, t, 0, 1 @ sqrt(x) @ t^2 @ 1/(2*sqrt(x))
false @ @ t*x @ 0, 1 @ t*t/4, t, 0, 2 @ 2*x @ t/2 @ 2
`);

describe.each([
  ["ends that touch a singularity", touching],
  ["poles, jumps and kinks inside", inside],
  ["ends at infinity", infinite],
  ["maps", maps],
])("%s", (_, cases) => {
  test.each(cases.map((c) => [c.lines.join(" // "), c] as const))("%s", (_says, c) => {
    expect(faultOf(c, 1)).toBe(undefined);
  });
});

describe("integrals that diverge", () => {
  test("a difference of divergent integrals has no value, though their integrands cancel", () => {
    const [c] = casesOf(
      "false @ @ define: J = integral(1/x + 1, x, 0, 1) - integral(1/x, x, 0, 1) // integrate: J = 1 ; by x",
    );
    expect(faultOf(c!, 1)).toBe(undefined);
  });

  test("a difference of convergent ones has", () => {
    const [c] = casesOf(
      "true @ @ define: J = integral(log(x) + 1, x, 0, 1) - integral(log(x), x, 0, 1) // integrate: J = 1 ; by x",
    );
    expect(faultOf(c!, 1)).toBe(undefined);
  });
});
