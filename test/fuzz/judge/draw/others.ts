/** Inequalities, solving, matrices, operators, citations with multipliers, definitions, and names that are bound. */
import { fractionOf, readTree } from "../oracle/tree.ts";
import type { Search } from "../oracle/truth.ts";
import { claimOf, type Draw, type Drawn, put } from "./kit.ts";

/** Forms with the sign that one would call evident, and where it is so. */
const signed: readonly (readonly [form: string, strict: boolean, needs: string])[] = [
  ["U^2", false, ""],
  ["U^4 + V^2", false, ""],
  ["exp(U)", true, ""],
  ["1 + U^2", true, ""],
  ["abs(U)", false, ""],
  ["cosh(U)", true, ""],
  ["softplus(U)", true, ""],
  ["logistic(U)", true, ""],
  ["sqrt(U)", false, "U >= 0"],
  ["U^(1/3)", false, "U >= 0"],
  ["U^(2/3)", false, ""],
  ["U^(3/5)", false, "U >= 0"],
  ["acosh(U)", false, "U - 1 >= 0"],
  ["entropy(U)", false, "U > 0, 1 - U > 0"],
  ["log(U)^2", false, "U > 0"],
  ["1/U^2", true, "U != 0"],
  ["U", true, "U > 0"],
  ["U*V", true, "U > 0, V > 0"],
  ["sign(U)^2", true, "U != 0"],
  ["sign(U)", true, "U > 0"],
  ["sqrt(U^2 + 1)", true, ""],
  ["log(1 + U^2)", false, ""],
  ["exp(U) - 1 - U", false, ""],
  ["U - 1 - log(U)", false, "U > 0"],
  ["U^2*V^2", true, "U != 0, V != 0"],
  ["acos(U)", false, "1 - U > 0, 1 + U > 0"],
  ["U^V", true, "U > 0"],
  ["U^3", false, "U >= 0"],
  ["sinh(U)*U", false, ""],
  ["abs(U) - U", false, ""],
  ["U^(1/2)", true, "U > 0"],
];

export function drawInequality(d: Draw): Drawn {
  const [form, strict, needs] = d.pick(signed);
  const degenerate = d.chance(0.3);
  const [u, v] = [d.chance(0.6) ? "x" : d.slot(degenerate), "y"];
  const fill = (text: string): string => put(put(text, "U", u), "V", v);
  const conditions = needs === "" ? [] : needs.split(", ").map(fill);
  const assuming = d.chance(0.55) ? conditions : [];
  const isStrict = d.chance(strict ? 0.6 : 0.2);
  const isShifted = d.chance(0.2);
  const [low, gap] = [d.pick(["0", "y", "2*x"]), fill(form)];
  const right = `${low} + ${gap}${isShifted ? ` - ${d.pick(["1", "1/2", "x^2", "(-1)"])}` : ""}`;
  const relation = isStrict ? "<" : "<=";
  const covered = assuming.length === conditions.length;
  const isTrue = covered && !isShifted && (!isStrict || strict);
  return {
    rule: "inequality",
    kind: covered ? "an evident sign" : "a sign without its conditions",
    script: { assuming, lines: [`define: A = ${right}`, `inequality: ${low} ${relation} A ; evident ${gap}`] },
    label: isTrue && !degenerate ? "true" : "unknown",
    isOrdinary:
      isTrue &&
      !degenerate &&
      u === "x" &&
      !/exp\(U\) -|log\(U\)$|abs\(U\) -|sinh|log\(1|acos|entropy|U\^V|\/3|\/5/.test(form),
    claim: claimOf(low, right, assuming, [], relation),
  };
}

export function drawBox(d: Draw): Drawn {
  const f = d.pick([
    "x^2",
    "x",
    "exp(x)",
    "1 - x",
    "x^2 - 1",
    "abs(x)",
    "1/(x + 3)",
    "sqrt(x + 1)",
    "1/x",
    "log(x + 2)",
    "x^3",
    "softplus(x)",
    "cosh(x) - 1",
    "sqrt(x)",
  ]);
  const [low, high] = [d.whole(-3, 1), d.whole(1, 3)];
  const assumed = d.pick([`${low} < x < ${high}`, `${low - 1} < x < ${high}`, `${low} <= x <= ${high}`, "x > 0"]);
  const relation = d.pick(["<", "<="] as const);
  const right = `${f} + ${d.pick(["0", "1", "1/2", "2"])}`;
  return {
    rule: "inequality",
    kind: "a box",
    script: {
      assuming: [assumed],
      lines: [`define: A = ${right}`, `inequality: 0 ${relation} A ; box x ${low} ${high}`],
    },
    label: "unknown",
    isOrdinary: false,
    claim: claimOf("0", right, [assumed], [], relation),
  };
}

const fixed =
  (isTrue: boolean): ((printed: readonly string[]) => Search) =>
  () =>
    isTrue ? { seen: 5 } : { violation: "false by construction", seen: 0 };

/** Whether two coefficients are one number. */
function same(p: string, q: string): boolean {
  const [a, b] = [p, q].map((text) => fractionOf(readTree(text)));
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** x = root from a polynomial with known roots; false where one is left out or another is written. */
export function drawSolve(d: Draw): Drawn {
  const [p, q] = [d.coefficient(), d.coefficient()];
  const form = d.whole(0, 4);
  if (form === 0) {
    const isTrue = d.chance(0.5);
    const right = isTrue ? `${q}/${p}` : d.wrong(`${q}/${p}`);
    return solved("a linear equation", `${p}*x = ${q}`, `solve: x = ${right} ; roots ${right}`, isTrue, isTrue);
  }
  if (form === 1) {
    const isDouble = same(p, q);
    const isWhole = d.chance(0.5) || isDouble;
    const roots = isWhole && !isDouble ? `${p} | ${q}` : p;
    return solved(
      "a quadratic",
      `(x - ${p})*(x - ${q}) = 0`,
      `solve: x = ${p} ; roots ${roots} ; because B`,
      isWhole,
      isWhole && !isDouble,
    );
  }
  if (form === 2) {
    const [f, inverse, isInverse] = d.pick<readonly [string, string, boolean]>([
      ["exp(x)", "log(hole)", true],
      ["atanh(x)", "tanh(hole)", true],
      ["x^3", "hole^(1/3)", true],
      ["x^2", "sqrt(hole)", false],
      ["abs(x)", "hole", false],
      ["sin(x)", "asin(hole)", false],
      ["cosh(x)", "acosh(hole)", false],
      ["x^4", "hole^(1/4)", false],
      ["logistic(x)", "logit(hole)", true],
      ["x*abs(x)", "sign(hole)*sqrt(abs(hole))", true],
    ]);
    return solved(
      "a function undone",
      `${f} = w`,
      `solve: x = ${put(inverse, "hole", "w")} ; undo ${inverse}`,
      isInverse,
      false,
    );
  }
  if (form === 3) {
    // a x = 0 says x = 0 only where a is not 0.
    const assuming = d.pick([["a > 0"], ["a != 0"], [], ["a >= 0"]]);
    const isTrue = assuming.includes("a > 0") || assuming.includes("a != 0");
    return {
      ...solved("a factor that may be 0", "a*x = 0", "solve: x = 0 ; roots 0", isTrue, false),
      ...{ script: { assuming, lines: ["cite: a*x = 0", "solve: x = 0 ; roots 0"] } },
    };
  }
  const roots = d.pick(["sqrt(c) | -sqrt(c)", "sqrt(c)", "abs(c)"]);
  const isTrue = roots.includes("|");
  return solved(
    "a square root",
    "x^2 = c",
    `solve: x = ${roots.split(" ")[0]} ; roots ${roots} ; because B`,
    isTrue,
    false,
    ["c > 0"],
  );
}

function solved(
  kind: string,
  equation: string,
  line: string,
  isTrue: boolean,
  isOrdinary: boolean,
  assuming: readonly string[] = [],
): Drawn {
  const premises = line.includes("because") ? ["premise B"] : [];
  return {
    rule: "solve",
    kind,
    script: { assuming: [...assuming, ...premises], lines: [`cite: ${equation}`, line] },
    label: isTrue ? "true" : "false",
    isOrdinary,
    search: fixed(isTrue),
  };
}

/** x·y = 0 with a multiplier, and other combinations of what is cited. */
export function drawMultipliers(d: Draw): Drawn {
  const c = d.coefficient();
  const [cited, concluded, multiplier, needs] = d.pick<readonly [string, string, string, string]>([
    ["x*y = 0", "y = 0", "1/x", "x != 0"],
    ["x*y = x*z", "y = z", "1/x", "x != 0"],
    [`${c}*x = ${c}*y`, "x = y", `1/${c}`, ""],
    ["(x - 1)*y = 0", "y = 0", "1/(x - 1)", "x - 1 != 0"],
    ["x = y", "x^2 = y^2", "x + y", ""],
    ["x = y", "x*z = y*z", "z", ""],
    ["exp(x)*y = 0", "y = 0", "exp(-x)", ""],
    ["abs(x)*y = 0", "y = 0", "1/abs(x)", "x != 0"],
    ["sign(x)*y = 0", "y = 0", "sign(x)", "x != 0"],
    ["sqrt(x)*y = 0", "y = 0", "1/sqrt(x)", "x > 0"],
    ["x^2 = y^2", "x = y", "1/(x + y)", "x + y != 0"],
    ["0*y = 0", "y = 0", "1/(x - x)", "x - x != 0"],
  ]);
  const isCovered = needs === "" || d.chance(0.5);
  const isKept = d.chance(0.8);
  const line = `algebra: ${isKept ? concluded : `${concluded} + 1`} ; times ${multiplier}`;
  const isTrue = isKept && isCovered && !cited.startsWith("0*y");
  return {
    rule: "algebra",
    kind: "multipliers",
    script: { assuming: isCovered && needs !== "" ? [needs] : [], lines: [`cite: ${cited}`, line] },
    label: isTrue ? "true" : "false",
    isOrdinary: isTrue && !/sign|abs|sqrt/.test(cited),
    search: (printed) =>
      isTrue || (isKept && needs !== "" && printed.length > 0)
        ? { seen: 5 }
        : { violation: "false by construction", seen: 0 },
  };
}

export function drawMatrix(d: Draw): Drawn {
  const entry = (): string => d.pick([d.coefficient(), "x", "y", "0", "1", "x*y", "x - x"]);
  const [a, b, c, e] = [entry(), entry(), entry(), entry()];
  const isTrue = d.chance(0.5);
  if (d.chance(0.5)) {
    const det = `(${a})*(${e}) - (${b})*(${c})`;
    const right = isTrue ? det : d.wrong(det);
    return {
      rule: "linear algebra",
      kind: "a determinant",
      script: {
        assuming: [],
        lines: ["define: q = 1", `determinant: D = ${right} ; of [[${a}, ${b}], [${c}, ${e}]] ; from`],
      },
      label: isTrue ? "true" : "false",
      isOrdinary: isTrue,
      claim: claimOf(det, right),
    };
  }
  const [p, r] = [entry(), entry()];
  const product = [`(${a})*(${p}) + (${b})*(${r})`, `(${c})*(${p}) + (${e})*(${r})`];
  const shown = isTrue ? product : [product[0]!, d.wrong(product[1]!)];
  return {
    rule: "linear algebra",
    kind: "a product",
    script: {
      assuming: [],
      lines: [
        `define: H = [[${a}, ${b}], [${c}, ${e}]]`,
        `matrix: H*[[${p}], [${r}]] = [[${shown[0]}], [${shown[1]}]]`,
      ],
    },
    label: isTrue ? "true" : "false",
    isOrdinary: isTrue,
    claim: claimOf(product[1]!, shown[1]!),
  };
}

/** Words in a and a† by what they do to powers of z: a differentiates, a† multiplies by z. */
type Polynomial = ReadonlyMap<number, number>;

function act(word: readonly string[], n: number): Polynomial {
  let state = new Map([[n, 1]]);
  for (const letter of [...word].reverse()) {
    const next = new Map<number, number>();
    for (const [power, c] of state) {
      const [p, value] = letter === "a" ? [power - 1, c * power] : [power + 1, c];
      if (value !== 0) next.set(p, (next.get(p) ?? 0) + value);
    }
    state = next;
  }
  return state;
}

export function drawOperators(d: Draw): Drawn {
  const letter = (): string => d.pick(["a", "adag"]);
  const word = Array.from({ length: d.whole(2, 4) }, letter);
  const k = d.whole(0, word.length - 2);
  const exchanged = word.map((l, i) => (i === k ? word[k + 1]! : i === k + 1 ? word[k]! : l));
  const rest = word.filter((_, i) => i !== k && i !== k + 1);
  const commutator = word[k] === word[k + 1] ? 0 : word[k] === "a" ? 1 : -1;
  const c = d.chance(0.6) ? commutator : d.whole(-1, 2);
  const restText = rest.length === 0 ? "1" : rest.join("*");
  const isTrue = [0, 1, 2, 3].every((n) => {
    const [left, other, remainder] = [act(word, n), act(exchanged, n), act(rest, n)];
    return [...new Set([...left.keys(), ...other.keys(), ...remainder.keys()])].every(
      (p) => (left.get(p) ?? 0) === (other.get(p) ?? 0) + c * (remainder.get(p) ?? 0),
    );
  });
  return {
    rule: "operator identity",
    kind: "two letters exchanged",
    script: {
      assuming: [],
      lines: [`define: X = ${word.join("*")}`, `operators: X = ${exchanged.join("*")} + (${c})*${restText}`],
    },
    label: isTrue ? "true" : "false",
    isOrdinary: isTrue,
    search: fixed(isTrue),
  };
}

/** Definitions beside assumptions about what they define, and two of one name: the last line is false or conditional. */
export function drawDefinitions(d: Draw): Drawn {
  const c = d.whole(1, 4);
  const [assuming, lines, needs] = d.pick<readonly [readonly string[], readonly string[], string | undefined]>([
    [["K >= 0"], ["define: K = y - x", "inequality: x <= y ; evident K"], "\\b[xy]\\b"],
    [[`K - ${c} > 0`], [`define: K = y - x + ${c}`, `inequality: x < y ; evident K - ${c}`], "\\b[xy]\\b"],
    [["F > 0"], [`define: F = -${c} - x^2`, "algebra: sqrt(F^2) = F"], undefined],
    [["F > 0"], ["define: F = x", "algebra: sqrt(x^2) = x"], "\\bx\\b"],
    [["F != 0"], ["define: F = x - x", "algebra: F/F = 1"], undefined],
    [["F != 0"], ["define: F = x", "algebra: x/F = 1"], "\\bx\\b"],
    [
      [],
      ["define: x[alpha] = f[alpha]^2", `define: x[${c}] = f[${c}] ; from`, `algebra: f[${c}]^2 = f[${c}] ; from 1 2`],
      undefined,
    ],
    [
      [],
      ["define: x[alpha] = f[alpha]^2", "define: x[beta] = f[beta] ; from", "algebra: f[k]^2 = f[k] ; from 1 2"],
      undefined,
    ],
    [[], [`define: x = ${c}`, `define: x = ${c + 1} ; from`, `algebra: ${c} = ${c + 1} ; from 1 2`], undefined],
    [
      ["lambda > 0"],
      ["define: lambda = -mu^2", "algebra: sqrt(lambda^2) = lambda ; from", "algebra: mu^2 = -mu^2 ; from 1 2"],
      undefined,
    ],
    [[], [`define: b = ${c}`, `define: F = a + b ; from`, `algebra: F = a + ${c} ; from 1 2`], "\\bb\\b"],
    [["x > 0", "-x > 0"], ["algebra: sqrt(x^2) = -x ; from", "algebra: x = -x"], undefined],
    [["x > 0"], ["algebra: abs(x) = x ; from", `marginalise: sum(abs(x), x, [-${c}, ${c}]) = 0`], undefined],
    [
      ["x > 0"],
      ["algebra: abs(x) = x ; from", `integrate: integral(abs(x), x, -${c}, ${c}) = 0 ; by x^2/2`],
      undefined,
    ],
    [["k > 0"], ["algebra: abs(k) = k ; from", `sum: sum(abs(k), k, -${c}, ${c}) = 0`], undefined],
    [["x > 0"], [`define: F = sqrt(x^2)`, "algebra: F = x", `substitute: F = -${c} ; x := -${c}`], undefined],
    [
      ["N > 0"],
      [
        "define: S = sum(1, i, 1, N)",
        "sum: S = N ; rule linearity",
        `substitute: sum(1, i, 1, -${c}) = -${c} ; N := -${c} ; from 2 1`,
      ],
      undefined,
    ],
    [
      ["N > 0"],
      ["define: S = sum(1, i, 1, N)", "sum: S = N ; rule linearity", "differentiate: diff(S, N) = 1"],
      undefined,
    ],
    [[], ["define: E = h", `marginalise: sum(E, h, [0, ${c}]) = 2*E ; from`], undefined],
    [[], ["define: E = x", `integrate: integral(E, x, 0, ${c}) = ${c}*E ; by E*x ; from`], undefined],
    [[], ["define: E = x^2", "differentiate: diff(E, x) = 0 ; from"], undefined],
  ]);
  return {
    rule: "definition",
    kind: "definitions, assumptions and bound names",
    script: { assuming, lines },
    label: needs === undefined ? "false" : "unknown",
    isOrdinary: false,
    search: (printed) =>
      needs !== undefined && printed.some((p) => new RegExp(needs).test(p))
        ? { seen: 5 }
        : { violation: "false by construction", seen: 0 },
  };
}

/** True chains of definitions with a value or a name put in. */
export function drawChain(d: Draw): Drawn {
  const [a, b] = [d.coefficient(), d.coefficient()];
  const [assuming, lines, left, right] = d.pick<readonly [readonly string[], readonly string[], string, string]>([
    [
      [],
      [`define: E = ${a}*x^2`, "define: F = exp(E)", `algebra: F^2 = exp(2*${a}*x^2) ; from 2 1`],
      `exp(${a}*x^2)^2`,
      `exp(2*${a}*x^2)`,
    ],
    [
      ["x > 0"],
      ["algebra: sqrt(x^2) = x ; from", `substitute: sqrt((1 + y^2)^2) = 1 + y^2 ; x := 1 + y^2`],
      "sqrt((1 + y^2)^2)",
      "1 + y^2",
    ],
    [
      ["x > 0", "y > 0"],
      ["algebra: log(x*y) = log(x) + log(y) ; from", "substitute: log(exp(z)*2) = z + log(2) ; x := exp(z) ; y := 2"],
      "log(exp(z)*2)",
      "z + log(2)",
    ],
    [
      [],
      [`define: F = ${a}*x + ${b}`, `differentiate: diff(F^2, x) = 2*${a}*F`],
      `diff((${a}*x + ${b})^2, x)`,
      `2*${a}*(${a}*x + ${b})`,
    ],
    [
      [],
      [
        "cite: cosh(x + y) = cosh(x)*cosh(y) + sinh(x)*sinh(y)",
        "substitute: cosh(2*x) = cosh(x)^2 + sinh(x)^2 ; y := x",
      ],
      "cosh(2*x)",
      "cosh(x)^2 + sinh(x)^2",
    ],
    [
      ["N > 0"],
      [
        "define: S = sum(k, k, 1, N)",
        "sum: S = N*(N + 1)/2 ; induction N 1",
        "substitute: sum(k, k, 1, 4) = 10 ; N := 4 ; from 2 1",
      ],
      "sum(k, k, 1, 4)",
      "10",
    ],
    [
      [],
      ["define: Z = sum(exp(-beta*E[s]), s, 1, R)", "sum: diff(Z, beta) = -sum(E[s]*exp(-beta*E[s]), s, 1, R)"],
      "diff(sum(exp(-beta*E[s]), s, 1, R), beta)",
      "-sum(E[s]*exp(-beta*E[s]), s, 1, R)",
    ],
  ]);
  return {
    rule: "whole derivations",
    kind: "true chains",
    script: { assuming, lines },
    label: "true",
    isOrdinary: true,
    claim: claimOf(
      left,
      right,
      assuming.filter((c) => !c.startsWith("x >")),
    ),
  };
}
