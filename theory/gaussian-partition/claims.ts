/** Claims A35–A37: the Gaussian integral of a mode, its branches, the slips of the public code. */
import { agree, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { integrate } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { gathered } from "../support/latex.ts";
import { limitOfHalving } from "../support/limits.ts";
import { fromPaper } from "../support/source.ts";
import { partitionClaim } from "./claims-machine.ts";
import {
  type GaussianMode,
  logFallingIntegral,
  logModeIntegral,
  logRisingIntegral,
  logWindowIntegral,
} from "./log-partition.ts";

const ROOM = "gaussian-partition";

type ModeIntegral = (mode: GaussianMode) => number;

/** Stable modes with fields and means between −2 and 2: no integrand of theirs leaves the range of a double. */
function randomModes(rng: Rng, count: number): GaussianMode[] {
  const centred = (): number => 4 * rng.uniform() - 2;
  return Array.from({ length: count }, () => {
    const [varianceX, varianceY] = [0.1 + 0.4 * rng.uniform(), 0.1 + 0.4 * rng.uniform()];
    const lambda = (0.9 * rng.uniform()) / Math.sqrt(varianceX * varianceY);
    const [a, b, meanX, meanY] = [centred(), centred(), centred(), centred()];
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
        const pairs = randomModes(rng, 10).map((m) => ({ expected: formula(m), found: modeByQuadrature(m) }));
        return agree("ln of the mode integral", pairs, {
          allowed: 1e-8,
          because: "quadrature within quadrature at a relative 1e-11, whatever the mode",
          unit: "absolute",
          everyDraw: true,
        });
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
        const pairs = modes.map((m) => ({ expected: formula(m), found: logAroundSaddle(m) }));
        return agree("ln of the mode integral", pairs, {
          allowed: 1e-10,
          because: "rounding where parts of up to a few hundred cancel",
          unit: "absolute",
          everyDraw: true,
        });
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
  judge: (formula) =>
    agree(
      "ln of the one-dimensional integrals",
      POINTS.flatMap((point) => branchPairs(formula, point)),
      {
        allowed: 1e-9,
        because: "quadrature at a relative 1e-12",
        unit: "absolute",
      },
    ),
};

function branchPairs(formula: Branches, { mean, variance }: (typeof POINTS)[number]): Pair[] {
  const critical = 1 / variance;
  const stable = [0.1, 0.5, 0.9].flatMap((f) => {
    const [lambda, reach] = [f * critical, 40 / Math.sqrt((1 - f) * critical) + 10 * Math.abs(mean)];
    return [
      {
        at: `λ = ${lambda} along u`,
        expected: formula.falling(lambda, mean, variance),
        found: lineByQuadrature(lambda, mean, variance, reach),
      },
      {
        at: `λ = ${lambda} along w`,
        expected: formula.rising(lambda, mean, variance),
        found: lineByQuadrature(-lambda, mean, variance, reach),
      },
    ];
  });
  const cut = [1, 1.01, 1.5, 4].flatMap((f) =>
    [0.05, 0.3].map((width) => ({
      at: `λ = ${f * critical}, Δ = ${width}`,
      expected: formula.window(f * critical, mean, variance, width),
      found: lineByQuadrature(f * critical, mean, variance, width),
    })),
  );
  return [...stable, ...cut];
}

/** The last branch of A36: the leading term as the window closes. */
const narrowWindow = (lambda: number, mean: number, variance: number, halfWidth: number): number =>
  (lambda * mean ** 2) / 2 + Math.log((2 * halfWidth ** 2) / (Math.PI * variance)) / 2;

const narrowEvidence: Evidence<Branches> = {
  id: "closing window",
  says: "the window integral less βλμ²/2 + ½ ln(2Δ²/πσ²), over Δ², as Δ → 0: the mean of t² over the window gives (κ + β²λ²μ²)/6",
  judge(formula) {
    const [lambda, mean, variance] = [6, 0.7, 0.25];
    const over = [0.02, 0.01, 0.005].map(
      (w) => (formula.window(lambda, mean, variance, w) - narrowWindow(lambda, mean, variance, w)) / w ** 2,
    );
    const found = limitOfHalving(over, { first: 2, spacing: 2 });
    const expected = (lambda - 1 / variance + (lambda * mean) ** 2) / 6;
    return agree("coefficient of Δ²", [{ expected, found }], {
      allowed: 1e-6,
      because: "the sixth power of Δλμ < 0.1, of which the extrapolation leaves a hundredth",
    });
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

export const partitionClaims: readonly Claim[] = [modeClaim, branchClaim, meansSlip, precedenceSlip, partitionClaim];
