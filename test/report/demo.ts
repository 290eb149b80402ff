/**
 * A report that looks like a real one, made for tests only: the numbers are drawn or invented, no claim is judged.
 */

import type { Verdict } from "../../src/lab/types.ts";
import { Rng } from "../../src/numeric/random.ts";
import type { Figure } from "../../src/report/figure.ts";
import { imageGridPanel } from "../../src/report/images.ts";
import type { ReportClaim, ReportDerivation, ReportModel } from "../../src/report/model.ts";
import { composeFigure } from "../../src/report/panels.ts";
import {
  experimentPoints,
  histogramPanel,
  landscapePanel,
  sampleCloud,
  spectrumPanel,
  theoryLine,
} from "../../src/report/plots.ts";

const range = (n: number, low: number, high: number): number[] =>
  Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));

export function comparisonFigure(): Figure {
  const rng = Rng.fromSeed(3);
  const theta = range(61, 0.05, 3);
  const law = (t: number): number => Math.sqrt((t * t + 0.12) * (t * t + 0.06)) / t;
  const overlap = (t: number): number => Math.max(0, (t ** 4 - 0.0072) / (t * t * (t * t + 0.12)));
  const measured = range(13, 0.3, 2.9);
  const noise = measured.map(() => 0.05 * rng.normal());
  const error = measured.map(() => 0.05);
  return composeFigure(
    {
      id: "spike-and-bulk",
      title: "A feature leaves the bulk",
      caption:
        "Largest singular value of $W = \\sigma_W G + \\theta p q^{\\mathsf T}$ against $\\theta$; bars are one standard error over 20 draws.",
      source: "Benaych-Georges & Nadakuditi 2012",
      status: "standard",
    },
    {
      x: { title: "strength of the feature <i>θ</i>", range: [0, 3] },
      y: { title: "<i>λ</i><sub>out</sub>, overlap", range: [0, 3.2] },
      traces: [
        theoryLine(theta.slice(5), theta.slice(5).map(law), { name: "theory, <i>λ</i><sub>out</sub>" }),
        experimentPoints(
          measured,
          measured.map((t, i) => law(t) + noise[i]!),
          { error, name: "20 draws" },
        ),
        theoryLine(theta, theta.map(overlap), { colour: 1, name: "theory, overlap" }),
        experimentPoints(
          measured,
          measured.map((t, i) => overlap(t) + noise[i]! / 2),
          { colour: 1, error, symbol: "square", name: "20 draws, overlap" },
        ),
      ],
      thresholds: [{ axis: "x", at: 0.29, label: "<i>θ</i><sub>BBP</sub>" }],
    },
  );
}

export function histogramFigure(): Figure {
  const rng = Rng.fromSeed(1);
  const x = range(200, -4, 4);
  return composeFigure(
    {
      id: "initial-spectrum",
      title: "Components of a singular vector at initialisation",
      caption: "Components of $\\sqrt{N}\\,U_1$ and the normal density; Poisson error bars.",
      source: "Toledo-Marín et al. 2025",
      status: "reconstruction",
    },
    histogramPanel(
      {
        samples: Float64Array.from({ length: 4000 }, () => rng.normal()),
        bins: 40,
        range: [-4, 4],
        name: "784×500, one draw",
      },
      { x, y: x.map((t) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI)), name: "Porter–Thomas" },
      { x: { title: "√<i>N</i> <i>U</i><sub><i>i</i>1</sub>", range: [-4, 4] } },
    ),
  );
}

export function landscapeFigure(): Figure {
  const rng = Rng.fromSeed(2);
  const axis = range(21, -3, 3);
  const panels = [12.4, 3.1, 0.9, 0.06].map((lambda, i) => {
    const saddle: [number, number] = [0.4 - 0.2 * i, -0.3 + 0.1 * i];
    const energy = (x: number, y: number): number => -(lambda * (x - saddle[0]) * (y - saddle[1])) / 1284;
    const cloud = Array.from({ length: 12 }, () => [rng.normal() * 0.5, rng.normal() * 0.5] as const);
    return landscapePanel({
      title: `mode ${[1, 2, 30, 498][i]}, <i>λ</i> = ${lambda}`,
      x: axis,
      y: axis,
      z: axis.map((y) => axis.map((x) => energy(x, y))),
      saddle,
      saddleEnergy: 0,
      xAxis: { title: "<i>x</i>" },
      yAxis: { title: "<i>y</i>" },
      clouds: [
        sampleCloud(
          cloud.map((c) => c[0] + 0.6),
          cloud.map((c) => c[1] + 0.5),
          { colour: 6, name: "test digits" },
        ),
        sampleCloud(
          cloud.map((c) => c[1]),
          cloud.map((c) => c[0]),
          { colour: 2, symbol: "diamond", name: "Gibbs samples" },
        ),
      ],
    });
  });
  return composeFigure(
    {
      id: "landscape",
      title: "Energy landscape of four modes",
      caption: "Contours of $E_\\alpha/(N+M)$; the star marks $(x^*_\\alpha, y^*_\\alpha)$.",
      source: "Toledo-Marín et al. 2025",
      status: "reconstruction",
    },
    panels,
  );
}

export function spectrumFigure(log = false): Figure {
  const epochs = range(21, 0, 20);
  const spectra = epochs.map((t) =>
    Float64Array.from(
      { length: 120 },
      (_, k) => 0.5 - 0.0035 * k + (12 / (1 + k / 3)) * (1 - Math.exp((-t * (1 + 4 / (k + 1))) / 14)),
    ),
  );
  return composeFigure(
    {
      id: log ? "spectrum-log" : "spectrum",
      title: "Singular values during training",
      caption: "One line a mode. A mode condenses when $\\lambda_\\alpha > 4$.",
      source: "own training run",
    },
    spectrumPanel({
      epochs,
      spectra,
      threshold: 4,
      thresholdLabel: "<i>λ</i> = 4",
      ...(log ? { yAxis: { title: "<i>λ</i><sub>α</sub>", log: true, range: [0.05, 20] } } : {}),
    }),
  );
}

export function weightsFigure(): Figure {
  const rng = Rng.fromSeed(5);
  const blob = (): Float64Array => {
    const [cx, cy, s] = [8 + 12 * rng.uniform(), 8 + 12 * rng.uniform(), rng.uniform() < 0.5 ? 1 : -1];
    return Float64Array.from({ length: 784 }, (_, k) => {
      const d = ((k % 28) - cx) ** 2 + (Math.floor(k / 28) - cy) ** 2;
      return s * (Math.exp(-d / 14) - 0.5 * Math.exp(-d / 50)) + 0.05 * rng.normal();
    });
  };
  return composeFigure(
    {
      id: "weights",
      title: "Weights of 40 hidden units",
      caption: "Each image is one column of $W$.",
      source: "own training run",
      interactive: false,
    },
    imageGridPanel({ images: Array.from({ length: 40 }, blob), width: 28, height: 28, columns: 10, scale: "weights" }),
    { panelHeight: 280 },
  );
}

/** Two images of 3×2 pixels: small enough to be checked by eye. */
export function imagesFigure(): Figure {
  const images = [
    [0, 1, 0, 1, 0, 1],
    [1, 1, 1, 0, 0, 0],
  ];
  return composeFigure(
    { id: "images", title: "Two states", caption: "Ink is 1.", source: "own run", interactive: false },
    imageGridPanel({ images, width: 3, height: 2, columns: 2, scale: "states" }),
    { width: 300 },
  );
}

export function demoFigures(): Figure[] {
  return [
    comparisonFigure(),
    histogramFigure(),
    landscapeFigure(),
    spectrumFigure(),
    spectrumFigure(true),
    weightsFigure(),
    imagesFigure(),
  ];
}

const VERDICTS: readonly Verdict[] = [
  { kind: "proved", by: "zero test", log2Error: -192, assumes: ["λ > 0"], seed: "7" },
  { kind: "checked", how: "relative error 2e-13, allowed 1e-12", points: 400 },
  { kind: "enumerated", sizes: ["6×4 binary", "4×6 spin"] },
  { kind: "sampled", z: -0.83, ess: 4100, falseAlarm: 1e-5 },
  { kind: "measured", on: "784×500, PCD-1, 10 epochs", z: 1.2 },
  { kind: "cited", ref: "Marčenko & Pastur 1967" },
  { kind: "refuted", counterexample: "4.0 against 2.0 at λ = 1" },
  { kind: "undecided", why: "no trained machine at hand" },
];

const STATEMENTS = [
  "E_\\alpha=\\varepsilon_\\alpha-\\tfrac{\\lambda_\\alpha}{2}(u_\\alpha^2-w_\\alpha^2)",
  "\\rho(\\lambda)=\\frac{\\sqrt{(\\lambda_+^2-\\lambda^2)(\\lambda^2-\\lambda_-^2)}}{\\pi M\\sigma_W^2\\lambda}",
];

/** One claim a verdict, in two rooms; all pass except the undecided one, which also lets a mutant live. */
export function demoClaims(): ReportClaim[] {
  return VERDICTS.map((verdict, i) => {
    const passed = verdict.kind !== "undecided";
    const message = "Largest error 8.9e-15 over all states, allowed 1e-12.";
    return {
      id: `${i < 4 ? "saddles" : "spectrum"}/claim-${i + 1}`,
      labels: [`A${i + 5}`],
      room: i < 4 ? "saddles" : "spectrum",
      title: `Claim number ${i + 1}, which has a verdict of the kind ${verdict.kind}`,
      statement: STATEMENTS[i % 2]!,
      source: { ref: `Toledo-Marín et al. 2025, A${i + 5}` },
      status: (["as printed", "corrected", "reconstruction", "standard"] as const)[i % 4]!,
      expect: passed ? verdict.kind : "proved",
      verdict,
      passed,
      evidence: [
        {
          id: "enumeration",
          says: "both sides on every state",
          role: "main",
          finding: { verdict, expected: "error ≤ 1e-12", found: "8.9e-15", message },
        },
      ],
      mutants: [
        { id: "sign", kind: "author", says: "+λ for −λ", killed: true, message: "Largest error 2.1, allowed 1e-12." },
        {
          id: "factor 2",
          kind: "author",
          says: "λ for λ/2",
          killed: passed,
          message: "Largest error 0.4, allowed 1e-12.",
        },
      ],
    };
  });
}

export function demoModel(): ReportModel {
  const [comparison, histogram, landscape, spectrum, , weights] = demoFigures() as [
    Figure,
    Figure,
    Figure,
    Figure,
    Figure,
    Figure,
  ];
  return {
    run: {
      title: "A report for tests",
      lead: "Units $\\{0,1\\}$, $E=-a\\cdot v-b\\cdot h-v^{\\mathsf T}Wh$.",
      seed: 1,
      budget: "quick",
      seconds: 95.3,
      version: "0.1.0",
      command: "npx boltzproof report --seed 1",
    },
    claims: demoClaims(),
    rooms: [
      {
        id: "saddles",
        title: "Energy in reciprocal space",
        summary: "A sum of saddles, one a mode, with $x=U^{\\mathsf T}v$.",
        notation: [
          { symbol: "\\lambda_\\alpha", meaning: "singular value of $W$", range: "≥ 0", code: "lambda" },
          { symbol: "x^*_\\alpha", meaning: "saddle" },
        ],
        validity: "every size",
        derivations: [demoDerivation()],
        figures: [landscape],
      },
      {
        id: "spectrum",
        title: "The initial spectrum",
        summary: "Random weights.",
        notation: [],
        validity: "N, M → ∞",
        figures: [histogram, comparison],
      },
    ],
    training: {
      summary: "500 hidden units.",
      settings: [{ name: "algorithm", value: "PCD-1" }],
      seed: 1,
      seconds: 64,
      figures: [spectrum, weights],
    },
  };
}

function demoDerivation(): ReportDerivation {
  return {
    title: "From the energy to saddles",
    source: "Toledo-Marín et al. 2025, A7 to A9",
    assuming: ["λ > 0"],
    verdict: VERDICTS[1]!,
    problems: ["D1.2: expected proved, found checked"],
    steps: [
      {
        id: "D1.1",
        from: ["A5"],
        rule: "substitute",
        expression: "v^{\\mathsf T}Wh=\\sum_\\alpha\\lambda_\\alpha x_\\alpha y_\\alpha",
        short: "singular value decomposition",
        why: "With $x=U^{\\mathsf T}v$ and $y=V^{\\mathsf T}h$ the middle matrix is diagonal.",
        assuming: ["$U$, $V$ orthogonal"],
        verdict: VERDICTS[0]!,
        expect: "proved",
        checked: "zero test in two prime fields",
      },
      {
        id: "D1.2",
        from: ["D1.1"],
        rule: "algebra",
        expression: "\\tilde a x+\\tilde b y+\\lambda xy=\\lambda(x-x^*)(y-y^*)-\\varepsilon",
        short: "complete the product",
        why: "Multiply out.",
        assuming: [],
        verdict: VERDICTS[1]!,
        expect: "proved",
      },
    ],
  };
}
