/** Claims A35–A38: the Gaussian partition function, its branches, the slips of the public code, its error. */
import { errorBelow, within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, integrate } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { randomMachine, SMALL_SHAPES, withWeights } from "../support/machines.ts";
import { fromPaper } from "../support/source.ts";
import {
  type GaussianMode,
  logFallingIntegral,
  logModeIntegral,
  logPartitionGaussian,
  logRisingIntegral,
  logWindowIntegral,
  zeroModeTerms,
} from "./log-partition.ts";

const ROOM = "gaussian-partition";

type ModeIntegral = (mode: GaussianMode) => number;

function randomModes(rng: Rng, count: number): GaussianMode[] {
  return Array.from({ length: count }, () => {
    const [varianceX, varianceY] = [0.1 + 0.4 * rng.uniform(), 0.1 + 0.4 * rng.uniform()];
    const lambda = (0.9 * rng.uniform()) / Math.sqrt(varianceX * varianceY);
    const [a, b, meanX, meanY] = [rng.normal(), rng.normal(), rng.normal(), rng.normal()];
    return { lambda, a, b, meanX, meanY, varianceX, varianceY };
  });
}

const logGaussian = (t: number, mean: number, variance: number): number =>
  -((t - mean) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2;

/** The double integral as an integral over y of integrals over x, each over twenty standard deviations about its peak. */
function modeByQuadrature({ lambda, a, b, meanX, meanY, varianceX, varianceY }: GaussianMode): number {
  const around = (f: (t: number) => number, peak: number, deviation: number): number =>
    integrate(f, peak - 20 * deviation, peak + 20 * deviation, { relativeTolerance: 1e-11 }).value;
  const overX = (y: number): number => {
    const slope = a + lambda * y;
    const integrand = (x: number): number =>
      Math.exp(logGaussian(x, meanX, varianceX) + slope * x + b * y + logGaussian(y, meanY, varianceY));
    return around(integrand, meanX + varianceX * slope, Math.sqrt(varianceX));
  };
  const softness = 1 / varianceY - varianceX * lambda ** 2;
  const peak = (meanY / varianceY + b + lambda * (meanX + varianceX * a)) / softness;
  return Math.log(around(overX, peak, 1 / Math.sqrt(softness)));
}

const spoiltMode =
  (change: (mode: GaussianMode) => GaussianMode): ModeIntegral =>
  (mode) =>
    logModeIntegral(change(mode));

const modeClaim: Claim<ModeIntegral> = {
  id: `${ROOM}/mode-integral`,
  room: ROOM,
  labels: ["A35"],
  title: "Gaussian integral of one mode",
  statement: gathered(
    String.raw`\ln\!\iint\!\mathcal N(x;\mu^x,\sigma_x^2)\,\mathcal N(y;\mu^y,\sigma_y^2)\,e^{\tilde ax+\tilde by+\lambda xy}=\frac{B^2}{4A}+C-\tfrac12\ln 2\sigma_y^2A,\qquad\lambda<\frac1{\sigma_x\sigma_y}`,
    String.raw`A=\tfrac{1}{2\sigma_y^2}-\tfrac{\sigma_x^2\lambda^2}{2},\quad B=\tfrac{\mu^y}{\sigma_y^2}+\lambda(\sigma_x^2\tilde a+\mu^x)+\tilde b,\quad C=-\tfrac{(\mu^y)^2}{2\sigma_y^2}+\mu^x\tilde a+\tfrac12\sigma_x^2\tilde a^2`,
  ),
  source: fromPaper("A35", "read in the paper's code, gaussian_partition"),
  status: "as printed",
  expect: "checked",
  formula: logModeIntegral,
  evidence: [
    {
      id: "quadrature",
      says: "ten random modes with unequal variances against two-dimensional quadrature",
      judge(formula, { rng }) {
        const modes = randomModes(rng, 10);
        const worst = worstOver(modes, (m) => Math.abs(formula(m) - modeByQuadrature(m)));
        return errorBelow("ln of the mode integral", worst, 1e-8, modes.length);
      },
    },
    {
      id: "around the saddle",
      says: "the same integral as −ε and two Gaussians along u and w, for equal variances (A36)",
      judge(formula, { rng }) {
        const modes = randomModes(rng, 20).map((m) => ({
          ...m,
          varianceX: 0.25,
          varianceY: 0.25,
          lambda: 0.05 + 3.8 * rng.uniform(),
        }));
        const worst = worstOver(modes, (m) => Math.abs(formula(m) - logAroundSaddle(m)) / (1 + Math.abs(formula(m))));
        return errorBelow("relative error", worst, 1e-10, modes.length);
      },
    },
  ],
  mutants: [
    { id: "means at zero", says: "μ^x = 0", formula: spoiltMode((m) => ({ ...m, meanX: 0 })) },
    { id: "sign of the coupling", says: "−λ", formula: spoiltMode((m) => ({ ...m, lambda: -m.lambda })) },
    {
      id: "stiffness for variance",
      says: "σ² = 4",
      formula: spoiltMode((m) => ({ ...m, varianceX: 4, lambda: m.lambda / 20 })),
    },
    {
      id: "no determinant",
      says: "without −½ ln 2σ²A",
      formula: (m) => logModeIntegral(m) + Math.log(1 - m.varianceX * m.varianceY * m.lambda ** 2) / 2,
    },
  ],
};

function logAroundSaddle({ lambda, a, b, meanX, meanY, varianceX }: GaussianMode): number {
  const [x, y] = [meanX + b / lambda, meanY + a / lambda];
  const along = logFallingIntegral(lambda, (x + y) / Math.SQRT2, varianceX);
  return -(a * b) / lambda + along + logRisingIntegral(lambda, (y - x) / Math.SQRT2, varianceX);
}

interface Branches {
  rising(lambda: number, mean: number, variance: number): number;
  falling(lambda: number, mean: number, variance: number): number;
  window(lambda: number, mean: number, variance: number, halfWidth: number): number;
}

const branches: Branches = { rising: logRisingIntegral, falling: logFallingIntegral, window: logWindowIntegral };

/** ln ∫ N(u; μ, σ²) e^{±λu²/2} du by quadrature, over a window or over all. */
function lineByQuadrature(lambda: number, mean: number, variance: number, halfWidth: number): number {
  const log = (u: number): number => -((u - mean) ** 2) / (2 * variance) + (lambda * u * u) / 2;
  const peak = log(mean);
  const total = integrate((u) => Math.exp(log(u) - peak), mean - halfWidth, mean + halfWidth, {
    relativeTolerance: 1e-12,
  }).value;
  return peak + Math.log(total) - Math.log(2 * Math.PI * variance) / 2;
}

const POINTS = [
  { mean: 0.7, variance: 0.25 },
  { mean: -1.3, variance: 0.25 },
  { mean: 0.4, variance: 1 },
] as const;

const branchEvidence: Evidence<Branches> = {
  id: "quadrature",
  says: "stable modes over the whole line and unstable ones over a window of half-width 0.05 and 0.3, at, just above and far above the transition",
  judge(formula) {
    const worst = worstOver(POINTS, ({ mean, variance }) => {
      const critical = 1 / variance;
      const stable = [0.1, 0.5, 0.9].map((f) => {
        const [lambda, reach] = [f * critical, 40 / Math.sqrt((1 - f) * critical) + 10 * Math.abs(mean)];
        return Math.max(
          Math.abs(formula.falling(lambda, mean, variance) - lineByQuadrature(lambda, mean, variance, reach)),
          Math.abs(formula.rising(lambda, mean, variance) - lineByQuadrature(-lambda, mean, variance, reach)),
        );
      });
      const cut = [1, 1.01, 1.5, 4].flatMap((f) =>
        [0.05, 0.3].map((width) =>
          Math.abs(
            formula.window(f * critical, mean, variance, width) - lineByQuadrature(f * critical, mean, variance, width),
          ),
        ),
      );
      return Math.max(...stable, ...cut);
    });
    return errorBelow("ln of the one-dimensional integrals", worst, 1e-9, POINTS.length * 14);
  },
};

/** The last branch of A36: the leading term as the window closes. */
const narrowWindow = (lambda: number, mean: number, variance: number, halfWidth: number): number =>
  (lambda * mean ** 2) / 2 + Math.log((2 * halfWidth ** 2) / (Math.PI * variance)) / 2;

const narrowEvidence: Evidence<Branches> = {
  id: "closing window",
  says: "the window integral against βλμ²/2 + ½ ln(2Δ²/πσ²): the difference closes as Δ²",
  judge(formula) {
    const widths = [0.02, 0.01, 0.005];
    const gaps = widths.map((w) => formula.window(6, 0.7, 0.25, w) - narrowWindow(6, 0.7, 0.25, w));
    return within("order of the difference in Δ", convergenceOrder(widths, gaps).slope, 1.95, 2.05, widths.length);
  },
};

/** As the public code has it: the terms in the means carry one σ² too many. */
const codeFalling: Branches["falling"] = (lambda, mean, variance) =>
  ((mean ** 2 / 2) * lambda * variance) / (1 - lambda * variance) - Math.log1p(-lambda * variance) / 2;
const codeRising: Branches["rising"] = (lambda, mean, variance) =>
  (-(mean ** 2 / 2) * lambda * variance) / (1 + lambda * variance) - Math.log1p(lambda * variance) / 2;
/** As the public code has it: 0.5*log(σ^2/2*π) reads (σ²/2)·π. */
const codeWindow: Branches["window"] = (lambda, mean, variance, halfWidth) =>
  logWindowIntegral(lambda, mean, variance, halfWidth) + Math.log(Math.PI);

const BRANCH_STATEMENT = gathered(
  String.raw`\ln Z^w=-\frac{\xi^2}{2}\frac{\beta\lambda}{1+\beta\lambda\sigma^2}-\tfrac12\ln(1+\beta\lambda\sigma^2),\qquad\ln Z^u=\frac{\mu^2}{2}\frac{\beta\lambda}{1-\beta\lambda\sigma^2}-\tfrac12\ln(1-\beta\lambda\sigma^2)\quad(\beta\lambda\sigma^2<1)`,
  String.raw`\ln Z^u_\Delta=\tfrac12\ln\frac{\sigma^2}{2\pi}+\frac{\mu^2}{2\sigma^2}+\ln\frac{2\sinh(\mu\Delta/\sigma^2)}{\mu}\quad(\beta\lambda\sigma^2=1)`,
  String.raw`\ln Z^u_\Delta=-\frac{\mu^2}{2\sigma^2}-\frac{\mu^2}{2\kappa\sigma^4}-\tfrac12\ln2\pi\sigma^2+\tfrac12\ln\frac{\pi}{2\kappa}+\ln\Big[\operatorname{erfi}\sqrt{\tfrac\kappa2}\big(u+\tfrac{\mu}{\kappa\sigma^2}\big)\Big]_{u=\mu-\Delta}^{\mu+\Delta},\quad\kappa=\beta\lambda-\tfrac1{\sigma^2}>0`,
);

const branchClaim: Claim<Branches> = {
  id: `${ROOM}/branches`,
  room: ROOM,
  labels: ["A36", "A37"],
  title: "The two Gaussians of a mode, below, at and beyond the transition",
  statement: BRANCH_STATEMENT,
  source: fromPaper(
    "A36, A37",
    "branches of the paper's code with their μ² terms corrected; the window integral is a reconstruction",
  ),
  status: "corrected",
  expect: "checked",
  formula: branches,
  evidence: [branchEvidence, narrowEvidence],
  mutants: [
    {
      id: "extra σ² along u",
      says: "the μ² term times σ², as in the public code",
      formula: { ...branches, falling: codeFalling },
    },
    {
      id: "extra σ² along w",
      says: "the ξ² term times σ², as in the public code",
      formula: { ...branches, rising: codeRising },
    },
    { id: "precedence", says: "log(σ²/2·π) in place of log(σ²/2π)", formula: { ...branches, window: codeWindow } },
    { id: "closed window", says: "the Δ → 0 limit at any width", formula: { ...branches, window: narrowWindow } },
    {
      id: "sign",
      says: "u and w exchanged",
      formula: { ...branches, rising: (l, m, v) => logFallingIntegral(Math.min(l, 0.9 / v), m, v) },
    },
  ],
};

/** A slip of the public code as a claim of its own: refuted, with the corrected formula as its mutant. */
function slip(
  id: string,
  label: string,
  title: string,
  statement: string,
  printed: Partial<Branches>,
  evidence: Evidence<Branches>,
): Claim<Branches> {
  return {
    id: `${ROOM}/${id}`,
    room: ROOM,
    labels: [label],
    title,
    statement,
    source: fromPaper(
      label,
      "as printed in the public code gaussian_orth_partition; whether the paper's text has it too is not known",
    ),
    status: "as printed",
    expect: "refuted",
    formula: { ...branches, ...printed },
    evidence: [evidence],
    mutants: [{ id: "corrected", says: "the formula that holds", formula: branches }],
  };
}

const meansSlip = slip(
  "means-as-printed",
  "A36",
  "The terms in the means, as printed in the code",
  String.raw`\ln Z^u=\frac{\mu^2}{2}\frac{\beta\lambda\sigma^2}{1-\beta\lambda\sigma^2}-\tfrac12\ln(1-\beta\lambda\sigma^2)`,
  { falling: codeFalling, rising: codeRising },
  branchEvidence,
);

const precedenceSlip = slip(
  "precedence-as-printed",
  "A36",
  "The window at the transition, as printed in the code",
  String.raw`\ln Z^u_\Delta=\tfrac12\ln\Big(\frac{\sigma^2}{2}\,\pi\Big)+\frac{\mu^2}{2\sigma^2}+\ln\frac{2\sinh(\mu\Delta/\sigma^2)}{\mu}`,
  { window: codeWindow },
  branchEvidence,
);

type LogPartition = (rbm: Rbm, beta: number) => number;

const wholeMachine: LogPartition = (rbm, beta) => logPartitionGaussian(rbm, { beta }).value;

const smallWeights: Evidence<LogPartition> = {
  id: "exact",
  says: "50 machines each of N = M = 2 … 10 with σ_W = 0.01, and rectangular ones: |ln Z_mf − ln Z| < 1e-5 (criterion T2)",
  judge(formula, { rng }) {
    const shapes = [...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ({ visible: n, hidden: n })), { visible: 9, hidden: 5 }];
    const machines = shapes.flatMap((shape, k) =>
      Array.from({ length: 50 }, (_, r) =>
        randomMachine(rng.child(k).child(r), { ...shape, weights: 0.01, fields: 0.01 }),
      ),
    );
    const worst = worstOver(machines, (rbm) => Math.abs(formula(rbm, 1) - logPartitionExact(rbm)));
    return errorBelow("ln Z", worst, 1e-5, machines.length);
  },
};

const quartic: Evidence<LogPartition> = {
  id: "order",
  says: "error against exact sums as β falls from 0.4 to 0.1: fourth order (criterion T2)",
  judge(formula, { rng }) {
    const betas = [0.4, 0.2, 0.1];
    const machines = SMALL_SHAPES.map((shape, k) => randomMachine(rng.child(k), { ...shape, weights: 1, fields: 1 }));
    const errors = betas.map((beta) =>
      worstOver(machines, (rbm) => Math.abs(formula(rbm, beta) - logPartitionExact(rbm, { beta }))),
    );
    return within("order of the error in β", convergenceOrder(betas, errors).slope, 3.7, 4.3, betas.length);
  },
};

const partitionClaim: Claim<LogPartition> = {
  id: `${ROOM}/log-partition`,
  room: ROOM,
  labels: ["A36", "A38"],
  title: "ln Z of small weights, with an error of order β⁴",
  statement: gathered(
    String.raw`\ln Z_{\rm mf}=(N{+}M)\ln2-\beta\sum_\alpha\varepsilon_\alpha+\sum_\alpha\big(\ln Z^w_\alpha+\ln Z^u_\alpha\big)+\sum_{\rm zero}\big(\beta\tilde a\mu^x+\tfrac12\beta^2\tilde a^2\sigma^2\big)`,
    String.raw`\ln Z_{\rm mf}-\ln Z=O(\beta^4)`,
  ),
  source: fromPaper(
    "A36, A38",
    "the factor of the zero modes is only a comment in the code; the order of the error is a reconstruction",
  ),
  status: "corrected",
  expect: "checked",
  formula: wholeMachine,
  evidence: [smallWeights, quartic],
  mutants: [
    {
      id: "no zero modes",
      says: "without the last sum, as the code computes it",
      formula: (rbm, beta) => wholeMachine(rbm, beta) - zeroModeTerms(rbm, beta, 0.25),
    },
    {
      id: "no entropy",
      says: "without (N+M) ln 2",
      formula: (rbm, beta) => wholeMachine(rbm, beta) - (rbm.visible + rbm.hidden) * Math.LN2,
    },
    { id: "half the coupling", says: "λ/2", formula: (rbm, beta) => wholeMachine(withWeights(rbm, 0.5), beta) },
    { id: "base rate", says: "W left out", formula: (rbm, beta) => wholeMachine(withWeights(rbm, 1e-9), beta) },
  ],
};

export const partitionClaims: readonly Claim[] = [modeClaim, branchClaim, meansSlip, precedenceSlip, partitionClaim];
