/** Sums and products over sets: ranges that may be empty, reversed or fractional, deltas outside, sizes of no sign. */
import { claimOf, type Draw, type Drawn, put } from "./kit.ts";

interface SumStatement {
  readonly left: string;
  readonly right: string;
  readonly kind: string;
  readonly proof?: string;
  /** Under these it holds by construction. */
  readonly needs?: readonly string[];
}

const ends = ["1", "0", "2", "N", "M", "N + 2", "N - 1", "N + 1", "3", "5", "-1", "M + 1"];
const fractional = ["1/2", "N/2", "3/2", "N/2 + 1", "N + 1/2", "-1/2"];
const bodies = ["f[i]", "i", "i^2", "x", "x*i", "1", "x^i", "f[i]*g[i]", "2^i", "abs(i)", "sqrt(i^2)", "1/(i^2 + 1)"];

const anyEnd = (d: Draw): string => (d.chance(0.15) ? d.pick(fractional) : d.pick(ends));
const at = (body: string, value: string): string => put(body, "i", value);

function count(d: Draw): SumStatement {
  const [a, b, c] = [d.chance(0.5) ? "1" : anyEnd(d), d.chance(0.5) ? "N" : anyEnd(d), d.pick(["1", "x", "2", "f[M]"])];
  const number = `((${b}) - (${a}) + 1)`;
  const plain = a === "1" && b === "N" ? { needs: ["N >= 0"] } : {};
  if (d.chance(0.3))
    return { left: `prod(${c}, i, ${a}, ${b})`, right: `${c}^${number}`, kind: "a product of equal factors", ...plain };
  return {
    left: `sum(${c}, i, ${a}, ${b})`,
    right: `${c}*${number}`,
    kind: "the number of terms",
    proof: "linearity",
    ...plain,
  };
}

function nested(d: Draw): SumStatement {
  const s = d.whole(0, 3);
  return {
    left: `sum(sum(x, j, i + ${s}, N), i, 1, N)`,
    right: `x*(N*(N + 1 - ${s}) - sum(i, i, 1, N))`,
    kind: "a nested range",
    proof: "linearity",
    ...(s <= 1 && { needs: ["N >= 0"] }),
  };
}

function split(d: Draw): SumStatement {
  const [a, b, body] = [d.chance(0.6) ? "1" : anyEnd(d), d.chance(0.6) ? "N" : anyEnd(d), d.pick(bodies)];
  const op = d.pick(["sum", "prod"] as const);
  const sign = op === "sum" ? "+" : "*";
  const left = `${op}(${body}, i, ${a}, ${b})`;
  const form = d.whole(0, 2);
  const k = d.pick(["M", "2", "1", "0", "N", "M/2"]);
  if (form === 0)
    return {
      left,
      right: `${at(body, a)} ${sign} ${op}(${body}, i, (${a}) + 1, ${b})`,
      kind: "the first term",
      proof: "split",
      ...(a === "1" && b === "N" && { needs: ["N > 0"] }),
    };
  if (form === 1)
    return {
      left,
      right: `${at(body, b)} ${sign} ${op}(${body}, i, ${a}, (${b}) - 1)`,
      kind: "the last term",
      proof: "split",
      ...(a === "1" && b === "N" && { needs: ["N > 0"] }),
    };
  return {
    left,
    right: `${op}(${body}, i, ${a}, ${k}) ${sign} ${op}(${body}, i, (${k}) + 1, ${b})`,
    kind: "two parts",
    proof: "split",
    ...(a === "1" && b === "N" && k === "M" && { needs: ["M > 0", "N - M > 0"] }),
  };
}

function reindex(d: Draw): SumStatement {
  const [a, b, body] = [d.chance(0.6) ? "1" : anyEnd(d), d.chance(0.6) ? "N" : anyEnd(d), d.pick(bodies)];
  const s = d.pick(["1", "2", "-1", "-3", "1/2", "M", "M/2", "x"]);
  const left = `sum(${body}, i, ${a}, ${b})`;
  if (d.chance(0.3))
    return {
      left,
      right: `sum(${at(body, `(${a}) + (${b}) - i`)}, i, ${a}, ${b})`,
      kind: "the order reversed",
      proof: "reindex",
      ...(a === "1" && b === "N" && { needs: ["N >= 0"] }),
    };
  return {
    left,
    right: `sum(${at(body, `i - (${s})`)}, i, (${a}) + (${s}), (${b}) + (${s}))`,
    kind: "a shift",
    proof: "reindex",
    ...(/^-?\d$/.test(s) && a === "1" && b === "N" && { needs: ["N >= 0"] }),
  };
}

function contraction(d: Draw): SumStatement {
  const [a, b, body] = [d.chance(0.7) ? "1" : anyEnd(d), d.chance(0.7) ? "N" : anyEnd(d), d.pick(bodies)];
  const t = d.pick(["k", "k", "2", "N", "N + 1", "0", "k/2", "3/2", "k + 1", "1", "N - 1", "2*k", "-k"]);
  return {
    left: `sum(delta(i, ${t})*(${body}), i, ${a}, ${b})`,
    right: at(body, t),
    kind: "a delta",
    proof: "delta contraction",
    ...(a === "1" && b === "N" && t === "k" && { needs: ["k > 0", "N - k + 1 > 0"] }),
  };
}

function interchange(d: Draw): SumStatement {
  const body = d.pick(["f[i]*g[j]", "i*j", "i^2 + j", "W[i, j]", "x"]);
  const inner = d.pick(["M", "M", "j", "N"]);
  return {
    left: `sum(sum(${body}, i, 1, ${inner}), j, 1, N)`,
    right: `sum(sum(${body}, j, 1, N), i, 1, ${inner})`,
    kind: "two sums exchanged",
    proof: "interchange",
    ...(inner !== "j" && { needs: [] }),
  };
}

function linear(d: Draw): SumStatement {
  const [a, b] = [anyEnd(d), anyEnd(d)];
  const c = d.coefficient();
  return {
    left: `sum(${c}*f[i] + x*g[i], i, ${a}, ${b})`,
    right: `${c}*sum(f[i], i, ${a}, ${b}) + x*sum(g[i], i, ${a}, ${b})`,
    kind: "linearity",
    proof: "linearity",
    ...(a === "1" && b === "N" && { needs: [] }),
  };
}

function closed(d: Draw): SumStatement {
  const [body, form, from] = d.pick<readonly [string, string, number]>([
    ["k", "N*(N + 1)/2", 1],
    ["k^2", "N*(N + 1)*(2*N + 1)/6", 1],
    ["2*k - 1", "N^2", 1],
    ["2^k", "2^(N + 1) - 2", 1],
    ["k", "N*(N + 1)/2 - 1", 2],
    ["1", "N - 2", 3],
    ["k^3", "N^2*(N + 1)^2/4", 1],
    ["1/(k*(k + 1))", "N/(N + 1)", 1],
  ]);
  const isFitting = d.chance(0.7);
  const start = isFitting ? from : from + 1;
  return {
    left: `sum(${body}, k, ${from}, N)`,
    right: form,
    kind: "a closed form by induction",
    proof: `induction N ${start}`,
    ...(isFitting && { needs: [`N > ${from - 1}`] }),
  };
}

function logarithm(d: Draw): SumStatement {
  const body = d.pick(["f[i]", "exp(f[i])", "i", "f[i]^2", "1 + f[i]^2"]);
  const isPositive = body === "exp(f[i])" || body === "1 + f[i]^2";
  return {
    left: `log(prod(${body}, i, 1, N))`,
    right: `sum(log(${body}), i, 1, N)`,
    kind: "the logarithm of a product",
    proof: "logarithm of a product",
    ...(isPositive && { needs: [] }),
  };
}

const kinds = [
  count,
  count,
  nested,
  split,
  split,
  reindex,
  contraction,
  contraction,
  interchange,
  linear,
  closed,
  logarithm,
];
const sizes = ["N > 0", "N >= 0", "M > 0", "k > 0", "N - M > 0", "N - k > 0", "N > 2", "M >= 0", "N large"];

export function drawSum(d: Draw): Drawn {
  const { left, right, kind, proof, needs } = d.pick(kinds)(d);
  const assuming =
    d.chance(0.5) && needs !== undefined ? needs : [d.pick(sizes), d.pick(sizes)].slice(0, d.whole(0, 2));
  const isKept = d.chance(0.8);
  const side = isKept ? right : d.wrong(right, true);
  const isCovered = needs?.every((n) => assuming.includes(n)) === true;
  const rule =
    proof !== undefined && d.chance(0.7) ? (proof.startsWith("induction") ? ` ; ${proof}` : ` ; rule ${proof}`) : "";
  const isPlain = isCovered && isKept && rule !== "" && !/x\^i|2\^i|1\/\(i|abs|sqrt/.test(left);
  return {
    rule: "sum rule",
    kind,
    script: { assuming: [...new Set(assuming)], lines: [`define: S = ${left}`, `sum: S = ${side}${rule}`] },
    label: isCovered ? (isKept ? "true" : "false") : "unknown",
    isOrdinary: isPlain,
    claim: claimOf(
      left,
      side,
      assuming.map((a) => a.replace("N large", "N > 0")),
    ),
  };
}

/** Sums over the states of one or two units, written out. */
export function drawMarginal(d: Draw): Drawn {
  const f = d.pick([
    "sqrt(h)",
    "abs(h)",
    "h^2",
    "exp(h*x)",
    "log(1 + h)",
    "x^h",
    "sign(h)",
    "h*log(h)",
    "log(h)",
    "abs(h)^(1/3)",
    "1/h",
    "sqrt(h^2)",
    "cosh(h*x)",
    "sign(h)^2",
    "entropy(h)",
    "h^(1/3)",
    "logistic(h*x)",
  ]);
  const values = d.pick([["0", "1"], ["-1", "1"], ["-1", "0", "1"], ["0", "1", "2"], ["1"]]);
  const written = values.map((v) => `(${edge(put(f, "h", v), f, v)})`).join(" + ");
  const isKept = d.chance(0.65);
  const right = isKept ? written : d.wrong(written);
  const isPair = d.chance(0.2);
  const left = isPair
    ? `sum(sum(abs(h + k), h, [${values.join(", ")}]), k, [${values.join(", ")}])`
    : `sum(${f}, h, [${values.join(", ")}])`;
  const pairs = values.flatMap((v) => values.map((w) => Math.abs(Number(v) + Number(w))));
  const sum = `${pairs.reduce((s, p) => s + p, 0)}`;
  const side = isPair ? (isKept ? sum : d.wrong(sum)) : right;
  return {
    rule: "marginalise",
    kind: isPair ? "two units" : "one unit",
    script: { assuming: [], lines: [`define: S = ${left}`, `marginalise: S = ${side}`] },
    label: "unknown",
    isOrdinary: isKept && !isPair && /^(h\^2|exp|cosh|logistic)/.test(f),
    claim: claimOf(left, side),
  };
}

/** f(0) as a number where a formula for it would rest on the same rules. */
function edge(text: string, f: string, value: string): string {
  if (value !== "0") return text;
  return /^(sqrt|abs|sign|h\^\(1\/3\)|entropy)/.test(f) ? "0" : text;
}
