/** Zero tests and algebra: identities with their conditions, on and off the edge of where they hold. */
import { claimOf, type Draw, type Drawn, put } from "./kit.ts";

/** left = right where the conditions hold, in the slots U and V. */
export interface Identity {
  readonly left: string;
  readonly right: string;
  readonly needs: readonly string[];
}

function table(rows: string): readonly Identity[] {
  return rows
    .trim()
    .split("\n")
    .map((row) => {
      const [equation = "", needs = ""] = row.split(";");
      const [left = "", right = ""] = equation.split(" == ");
      return {
        left: left.trim(),
        right: right.trim(),
        needs: needs
          .split(",")
          .map((n) => n.trim())
          .filter(Boolean),
      };
    });
}

const everywhere = table(`
cosh(U)^2 == 1 + sinh(U)^2
tanh(U) == (exp(2*U) - 1)/(exp(2*U) + 1)
sinh(2*U) == 2*sinh(U)*cosh(U)
cosh(U + V) == cosh(U)*cosh(V) + sinh(U)*sinh(V)
exp(U - V) == exp(U)/exp(V)
logistic(-U) == 1 - logistic(U)
softplus(U) == U + softplus(-U)
sin(U)^2 == 1 - cos(U)^2
sin(U + V) == sin(U)*cos(V) + cos(U)*sin(V)
(U + V)^2 == U^2 + 2*U*V + V^2
(U - V)*(U + V) == U^2 - V^2
abs(U)^2 == U^2
sqrt(U^2) == abs(U)
abs(U)*abs(V) == abs(U*V)
U*sign(U) == abs(U)
sign(U)^3 == sign(U)
sign(U)*abs(U) == U
(U^3)^(1/3) == U
log(exp(U)) == U
sqrt(U^4) == U^2
exp(U)^(1/2) == exp(U/2)
log(cosh(U)) == U + log((1 + exp(-2*U))/2)
logistic(U) == (1 + tanh(U/2))/2
logit(logistic(U)) == U
U^(1/3)*U^(2/3) == U
(U^2)^(1/3) == U^(2/3)
abs(-U) == abs(U)
sign(-U) == -sign(U)
sqrt(1 + U^2)^2 == 1 + U^2
1/(1 + U^2) == 1 - U^2/(1 + U^2)
(-U)^(1/3) == -U^(1/3)
log(1 + U^2) - log(2) == log((1 + U^2)/2)
sech(U)^2 == 1 - tanh(U)^2
(-1 - U^2)^(1/3) == -(1 + U^2)^(1/3)
`);

const somewhere = table(`
sqrt(U)^2 == U ; U >= 0
exp(log(U)) == U ; U > 0
sqrt(U^2) == U ; U >= 0
sqrt(U^2) == -U ; -U >= 0
abs(U) == U ; U >= 0
log(U*V) == log(U) + log(V) ; U > 0, V > 0
log(U/V) == log(U) - log(V) ; U > 0, V > 0
log(U^2) == 2*log(U) ; U > 0
log(U^2) == 2*log(abs(U)) ; U != 0
sqrt(U*V) == sqrt(U)*sqrt(V) ; U >= 0, V >= 0
U/U == 1 ; U != 0
sign(U)^2 == 1 ; U != 0
abs(U)/U == sign(U) ; U != 0
(U^2 - V^2)/(U - V) == U + V ; U - V != 0
0^U == 0 ; U > 0
U^V*U^2 == U^(V + 2) ; U > 0
log(U^V) == V*log(U) ; U > 0
coth(U)*tanh(U) == 1 ; U != 0
acosh(cosh(U)) == U ; U >= 0
log(sqrt(U)) == log(U)/2 ; U > 0
1/(1/U) == U ; U != 0
sqrt(1/U) == 1/sqrt(U) ; U > 0
sqrt(U/V) == sqrt(U)/sqrt(V) ; U >= 0, V > 0
U^(1/2)*U^(1/2) == U ; U >= 0
U^(1/2)*U^(3/2) == U^2 ; U >= 0
(U^2)^(1/4) == sqrt(U) ; U >= 0
(U^2)^(1/6) == U^(1/3) ; U >= 0
sqrt((1 - U)^2) == 1 - U ; 1 - U >= 0
sqrt(U^3) == U*sqrt(U) ; U >= 0
U*U^(-1/3) == U^(2/3) ; U != 0
sign(U) == 1 ; U > 0
atanh(U) == log((1 + U)/(1 - U))/2 ; 1 - U > 0, 1 + U > 0
U*log(U) - U*log(2*U) == -U*log(2) ; U > 0
(U*V)^(1/3) == U^(1/3)*V^(1/3) ;
(U/V)^(1/3) == U^(1/3)/V^(1/3) ; V != 0
exp(V*log(U)) == U^V ; U > 0
logit(U) == log(U) - log(1 - U) ; U > 0, 1 - U > 0
acos(U) + asin(U) == pi/2 ; 1 - U > 0, 1 + U > 0
`);

/** Odd roots of what may be negative and signs are on an edge themselves. */
const onEdge = /\^\(\d\/3\)|sign/;

/** An identity with its slots filled; `isPlain` says that nothing degenerate was put in. */
export interface Filled extends Identity {
  readonly isPlain: boolean;
  readonly isTotal: boolean;
}

export function drawIdentity(d: Draw): Filled {
  const isTotal = d.chance(0.5);
  const degenerate = d.chance(0.5);
  const { left, right, needs } = d.pick(isTotal ? everywhere : somewhere);
  const [u, v] = [d.slot(degenerate), d.slot(degenerate)];
  const fill = (text: string): string => put(put(text, "U", u), "V", v);
  return { left: fill(left), right: fill(right), needs: needs.map(fill), isPlain: !degenerate, isTotal };
}

/** Identities of complex numbers, true on one branch and not on others. */
function complexPair(d: Draw): readonly [string, string] {
  const [n, m, q] = [d.whole(1, 9), d.whole(1, 5), d.pick([2, 3, 4, 5])];
  const t = d.pick([`${n}`, `${n}/${m}`, `(-${n}/${m})`, "pi", `pi/${q}`, `(-pi/${q})`, "2*pi", `(3*pi/${q})`]);
  const w = `(-${n}/${m})`;
  return d.pick<readonly [string, string]>([
    [`log(exp(I*${t}))`, `I*${t}`],
    [`sqrt(exp(I*${t}))`, `exp(I*${t}/2)`],
    [`exp(I*${t})^(1/3)`, `exp(I*${t}/3)`],
    [`log(${w})`, `log(${n}/${m}) + I*pi`],
    [`log(${w})`, `log(${n}/${m}) - I*pi`],
    [`sqrt(${w})`, `I*sqrt(${n}/${m})`],
    [`sqrt(${w})*I`, `sqrt(${n}/${m})`],
    [`log(I*${n})`, `log(${n}) + I*pi/2`],
    [`log(-I*${n})`, `log(${n}) - I*pi/2`],
    [`I*${w}^(1/3)`, `-I*(${n}/${m})^(1/3)`],
    [`I*${w}^(1/3)`, `I*(${n}/${m})^(1/3)*(1/2 + I*sqrt(3)/2)`],
    [`I*${w}^(2/3)`, `I*(${n}/${m})^(2/3)`],
    [`I*(-1 - x^2)^(1/${q})`, `-I*(1 + x^2)^(1/${q})`],
    [`log(${w}*${w}) + 0*I`, `2*log(${w}) + I - I`],
    [`log((${w})*(-2))`, `log(${w}) + log(-2) - 2*pi*I`],
    [`log((${w})*(-2)) + I`, `log(${w}) + log(-2) + I`],
    [`exp(I*x)`, `cos(x) + I*sin(x)`],
    [`exp(I*x)*exp(-I*y)`, `exp(I*(x - y))`],
    [`cos(I*x)`, `cosh(x) + I - I`],
    [`(x + I)*(x - I)`, `x^2 + 1`],
    [`log(exp(I*x))`, `I*x`],
    [`sqrt(exp(I*x))`, `exp(I*x/2)`],
    [`sqrt((x + I*y)^2)`, `x + I*y`],
    [`log((x + I)*(x - I))`, `log(x + I) + log(x - I)`],
    [`log((x + I)^2)`, `2*log(x + I)`],
    [`sqrt(I*x)*sqrt(I*y)`, `sqrt(-x*y) + I - I`],
    [`1/(x + I)`, `(x - I)/(x^2 + 1)`],
    [`I*(x^3)^(1/3)`, `I*x`],
    [`I*sqrt(x^2)`, `I*abs(x)`],
    [`I*(x^2)^(1/2)`, `I*x`],
    [`(-1)^(1/${q}) + I`, `exp(I*pi/${q}) + I`],
    [`I^${n}`, `exp(I*pi*${n}/2)`],
    [`I^(${n}/${m})`, `exp(I*pi*${n}/${2 * m})`],
  ]);
}

/** A finite sum or product of values on the edge, and its value written out with what 0 gives. */
function edgeSum(d: Draw): readonly [string, string] {
  const [from, to] = [d.whole(-3, 3), d.whole(-3, 4)];
  const c = d.pick(["1/2", "1/3", "2/3", "3/2", "2", "5/3"]);
  const f = d.pick([
    "abs(k)",
    "sign(k)",
    `abs(k)^(${c})`,
    "k^2",
    "k^(1/3)",
    "k",
    "sqrt(k^2)",
    "2^k",
    `(k^2)^(${c})`,
    "sqrt(k)",
    "sqrt(k + 3)",
    "x^abs(k)",
  ]);
  const op = d.pick(["sum", "prod"] as const);
  const terms: string[] = [];
  for (let k = from; k <= to; k++) terms.push(`(${termAt(f, k)})`);
  const written = terms.length === 0 ? (op === "sum" ? "0" : "1") : terms.join(op === "sum" ? " + " : "*");
  return [`${op}(${f}, k, ${from}, ${to})`, written];
}

/** f at a whole number, with what stands for 0 there left out of roots. */
function termAt(f: string, k: number): string {
  if (k === 0) return f.startsWith("2^") || f.startsWith("x^") ? "1" : f === "sqrt(k + 3)" ? "sqrt(3)" : "0";
  return put(f, "k", `${k}`);
}

export function drawZero(d: Draw): Drawn {
  const kind = d.pick(["identity", "identity", "identity", "complex", "sum"] as const);
  if (kind === "identity") {
    const { left, right, needs, isPlain, isTotal } = drawIdentity(d);
    const declared = isTotal || d.chance(0.6) ? needs.filter((n) => n.endsWith(" > 0")) : [];
    const isTrue = d.chance(0.5);
    const side = isTrue ? right : d.wrong(right);
    const formula = `${left} - (${side})`;
    const covered = isTotal || needs.every((n) => declared.includes(n));
    return {
      rule: "zero test",
      kind: isTotal ? "identity" : covered ? "identity under its conditions" : "identity without its conditions",
      zero: { formula, positive: declared.map((n) => n.slice(0, -4)) },
      label: isTrue ? (covered && isPlain ? "true" : "unknown") : isPlain && covered ? "false" : "unknown",
      isOrdinary: isTrue && isPlain && isTotal && !onEdge.test(formula),
      claim: claimOf(left, side, declared),
    };
  }
  const [left, right] = kind === "complex" ? complexPair(d) : edgeSum(d);
  const side = d.chance(0.7) ? right : d.wrong(right);
  const formula = `${left} - (${side})`;
  return {
    rule: "zero test",
    kind: kind === "complex" ? "complex constants and branches" : "sums over an edge",
    zero: { formula, positive: [] },
    label: "unknown",
    isOrdinary: false,
    claim: claimOf(left, side),
  };
}

export function drawAlgebra(d: Draw): Drawn {
  const { left, right, needs, isPlain } = drawIdentity(d);
  const declared = d.chance(0.7) ? needs : [];
  const isTrue = d.chance(0.55);
  const side = isTrue ? right : d.wrong(right);
  const isNamed = d.chance(0.5);
  const lines = isNamed ? [`define: F = ${left}`, `algebra: F = ${side}`] : [`algebra: ${left} = ${side} ; from`];
  const covered = declared.length === needs.length;
  return {
    rule: "algebra",
    kind: covered ? "identity" : "identity without its conditions",
    script: { assuming: declared, lines },
    label: isPlain && covered ? (isTrue ? "true" : "false") : "unknown",
    isOrdinary: isTrue && isPlain && covered && needs.every((n) => !n.endsWith(">= 0")) && !onEdge.test(left),
    claim: claimOf(left, side, declared),
  };
}

/** A conditional identity proved, then a value put in that may violate or touch the condition. */
export function drawValues(d: Draw): Drawn {
  const { left, right, needs } = d.pick(somewhere);
  const [p, q] = ["p", "q"];
  const fill = (text: string, u: string, v: string): string => put(put(text, "U", u), "V", v);
  const values = [
    "0",
    "-1",
    "1",
    "4",
    "-y",
    "y",
    "y^2",
    "-y^2",
    "1 + y^2",
    "exp(y)",
    "-exp(y)",
    "y - y",
    "1/2",
    "-3/2",
    "q",
    "y - z",
    "abs(y)",
    "2*q",
  ];
  const [value, second] = [d.pick(values), d.chance(0.5) ? "q" : d.pick(values)];
  const about = d.chance(0.4) ? [d.pick(["y > 0", "y < 0", "y >= 0", "y != 0"])] : [];
  const declared = [...needs.map((n) => fill(n, p, q)), ...about];
  const put2 = (text: string): string => fill(text, `(${value})`, `(${second})`);
  const isTrue = d.chance(0.75);
  const conclusion: readonly [string, string] = [put2(left), isTrue ? put2(right) : d.wrong(put2(right))];
  const usesSecond = second !== "q" && /\bV\b/.test(left + right);
  const bindings = `p := ${value}${usesSecond ? ` ; q := ${second}` : ""}`;
  const [l, r] = [fill(left, p, q), fill(right, p, q)];
  const isNamed = d.chance(0.4);
  const lines = isNamed
    ? [
        `define: F = ${l}`,
        `algebra: F = ${r}`,
        `substitute: ${conclusion[0]} = ${conclusion[1]} ; ${bindings} ; from 2 1`,
      ]
    : [`algebra: ${l} = ${r} ; from`, `substitute: ${conclusion[0]} = ${conclusion[1]} ; ${bindings}`];
  return {
    rule: "substitute",
    kind: "a value put into a conditional statement",
    script: { assuming: declared, lines },
    label: "unknown",
    isOrdinary: false,
    // The conditions that were declared of p and q say nothing of what is put in their place.
    claim: claimOf(
      conclusion[0],
      conclusion[1],
      declared.filter((c) => !/\bp\b/.test(c) && (second === "q" || !/\bq\b/.test(c))),
    ),
  };
}
