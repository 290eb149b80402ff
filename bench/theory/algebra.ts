/**
 * Times of the algebra: the zero test on single steps, on the gradient over all states of a small machine, and
 * generated JavaScript beside the same formula written by hand.
 */
import { compile, type Expression, isZero, parse } from "../../src/algebra/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type Figure, report, timed } from "../figures.ts";
import { median } from "../side-by-side.ts";

const SEED = 1;
const names = [..."a b h m n v w x y u c W N M theta lambda beta".split(" ")];
const read = (text: string): Expression => parse(text, names);

const steps: readonly string[] = [
  "tanh(x) = (exp(2*x) - 1)/(exp(2*x) + 1)",
  "log(2*cosh(x)) = x + log(1 + exp(-2*x))",
  "logistic(x) = (1 + tanh(x/2))/2",
  "cosh(x + y) = cosh(x)*cosh(y) + sinh(x)*sinh(y)",
  "softplus(x) - softplus(-x) = x",
  "-w*n + log((1 + tanh(w*n))/(1 - tanh(w*n)))/2 = 0",
  "diff(log(2*cosh(w*x + b)), x) = w*tanh(w*x + b)",
  "a*x + b*y + lambda*x*y = lambda*(x + b/lambda)*(y + a/lambda) - a*b/lambda",
  "((x + y)/sqrt(2))^2 - ((y - x)/sqrt(2))^2 = 2*x*y",
  "exp(-(x - b/(2*a))^2*a + b^2/(4*a)) = exp(-a*x^2 + b*x)",
  "entropy(logistic(x)) = softplus(x) - x*logistic(x)",
  "log(x*y) = log(x) + log(y)",
  "sqrt(x^2*(1 + y^2)) = x*sqrt(1 + y^2)",
  "exp(I*x) = cos(x) + I*sin(x)",
  "tanh(w*tanh(w*x)) = (1 - exp(-2*w*tanh(w*x)))/(1 + exp(-2*w*tanh(w*x)))",
  "sum(h*exp(h*theta), h, [-1, 1])/sum(exp(h*theta), h, [-1, 1]) = tanh(theta)",
];

function gradientClaim(): Expression {
  const energy = "sum(sum(v[i]*W[i, j]*h[j], j, 1, 2), i, 1, 2) + sum(a[i]*v[i], i, 1, 2) + sum(b[j]*h[j], j, 1, 2)";
  const over = (body: string): string => `sum(sum(${body}, h, [0, 1], 1, 2), v, [0, 1], 1, 2)`;
  const Z = over(`exp(${energy})`);
  return read(`diff(log(${Z}), W_1_2) = ${over(`v_1*h_2*exp(${energy})`)}/${Z}`);
}

function judge(e: Expression): void {
  const { verdict } = isZero(e, { positive: ["x"], seed: SEED });
  if (verdict !== "zero") throw new Error(`not proved: ${verdict}`);
}

const secondsOf = (e: Expression): number => timed(() => judge(e))[1];

export function benchAlgebra(): Figure[] {
  const claims = steps.map(read);
  const cold = claims.map(secondsOf);
  const warm = Array.from({ length: 20 }, () => claims.map(secondsOf)).flat();
  const gradient = gradientClaim();
  const [first, ...gradients] = Array.from({ length: 9 }, () => secondsOf(gradient));
  return report("Algebra", [
    { what: `one step, ${steps.length} kinds, the first time`, found: median(cold), unit: "s" },
    { what: "one step, warm", found: median(warm), unit: "s", atMost: 0.02 },
    { what: "∂ log Z/∂w over 16 states, the first time", found: first!, unit: "s" },
    { what: "∂ log Z/∂w over 16 states, warm", found: median(gradients), unit: "s", atMost: 0.25 },
    ...generatedCode(),
  ]);
}

/** Free energy of one visible state; by hand as a physicist would write it. */
function freeEnergyByHand(v: Float64Array, W: readonly Float64Array[], a: Float64Array, b: Float64Array): number {
  let energy = 0;
  for (let i = 0; i < v.length; i++) energy -= a[i]! * v[i]!;
  for (let j = 0; j < b.length; j++) {
    let field = b[j]!;
    for (let i = 0; i < v.length; i++) field += v[i]! * W[i]![j]!;
    energy -= Math.max(field, 0) + Math.log1p(Math.exp(-Math.abs(field)));
  }
  return energy;
}

function landauByHand(u: number, w: number, lambda: number, c: number): number {
  const u2 = u * u;
  const w2 = w * w;
  const t = Math.tanh(lambda * u);
  return (
    ((4 - lambda) * u2) / 2 +
    ((4 + lambda) * w2) / 2 +
    c * (u2 * u2 + 6 * u2 * w2 + w2 * w2) -
    Math.log(1 + u2) * t * t +
    t
  );
}

/** Seconds of 20,000 calls, the best of seven rounds. */
function secondsOfCalls(f: (k: number) => number): number {
  let sink = 0;
  const rounds = Array.from({ length: 7 }, () => {
    const [, seconds] = timed(() => {
      for (let k = 0; k < 20_000; k++) sink += f(k);
    });
    return seconds;
  });
  if (Number.isNaN(sink)) throw new Error("not a number");
  return Math.min(...rounds);
}

/** Time of generated code over that of code by hand, and by how much their values differ. */
function besideHand(name: string, byHand: (k: number) => number, generated: (k: number) => number) {
  const worst = Math.max(...Array.from({ length: 100 }, (_, k) => Math.abs(byHand(k) - generated(k))));
  const ratio = secondsOfCalls(generated) / secondsOfCalls(byHand);
  return [
    { what: `${name}: generated JavaScript over code by hand`, found: ratio, unit: "ratio", atMost: 3 },
    { what: `${name}: largest difference of their values`, found: worst, unit: "difference", atMost: 1e-10 },
  ] as const;
}

function generatedCode() {
  const rng = Rng.fromSeed(SEED);
  const [N, M] = [20, 12];
  const W = Array.from({ length: N }, () => rng.normals(M));
  const [a, b] = [rng.normals(N), rng.normals(M)];
  const states = Array.from({ length: 64 }, () => Float64Array.from({ length: N }, () => rng.integer(2)));
  const grid = rng.normals(256);
  const freeEnergy = compile(
    read("-sum(a[i]*v[i], i, 1, N) - sum(log(1 + exp(b[j] + sum(v[i]*W[i, j], i, 1, N))), j, 1, M)"),
    ["v", "W", "a", "b", "N", "M"],
  );
  const landau = compile(
    read(
      "(4 - lambda)*u^2/2 + (4 + lambda)*w^2/2 + c*(u^4 + 6*u^2*w^2 + w^4) - log(1 + u^2)*tanh(lambda*u)^2 + tanh(lambda*u)",
    ),
    ["u", "w", "lambda", "c"],
  );
  return [
    ...besideHand(
      "free energy, 20×12",
      (k) => freeEnergyByHand(states[k & 63]!, W, a, b),
      (k) => freeEnergy(states[k & 63]!, W, a, b, N, M),
    ),
    ...besideHand(
      "Landau polynomial",
      (k) => landauByHand(grid[k & 255]!, grid[(k + 9) & 255]!, 3.7, 0.2),
      (k) => landau(grid[k & 255]!, grid[(k + 9) & 255]!, 3.7, 0.2),
    ),
  ];
}
