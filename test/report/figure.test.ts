import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import {
  checkFigure,
  type Figure,
  mergeOptions,
  type PlotObject,
  plainValue,
  type Trace,
} from "../../src/report/figure.ts";
import { imageGridPanel } from "../../src/report/images.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { histogramTrace, landscapePanel, spectrumPanel, theoryLine } from "../../src/report/plots.ts";
import { plotSpec } from "../../src/report/theme.ts";
import { comparisonFigure, landscapeFigure } from "./demo.ts";

const head = { id: "f", title: "t", caption: "c", source: "s" };
const withTrace = (trace: object): Figure => ({ ...comparisonFigure(), traces: [trace as Trace] });

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BoltzproofError) return error.code;
    throw error;
  }
  return "nothing thrown";
}

describe("checkFigure", () => {
  it.each(["scattergl", "heatmapgl", "surface", "scatter3d", "splom", "parcoords"])(
    "refuses a %s trace, which would draw nothing without WebGL",
    (type) => {
      const figure = withTrace({ type, x: [1], y: [1] });
      expect(codeOf(() => checkFigure(figure))).toBe("capability");
      expect(() => checkFigure(figure)).toThrow(/f?igure spike-and-bulk, expected one of scatter/);
    },
  );

  it("refuses what would be an empty picture", () => {
    expect(codeOf(() => checkFigure({ ...comparisonFigure(), traces: [] }))).toBe("shape");
    expect(codeOf(() => checkFigure(withTrace({ type: "scatter", x: [], y: [] })))).toBe("not-finite");
    expect(codeOf(() => checkFigure(withTrace({ type: "scatter", x: [Number.NaN], y: [Number.NaN] })))).toBe(
      "not-finite",
    );
    expect(codeOf(() => checkFigure(withTrace({ type: "heatmap", z: [[Number.NaN]] })))).toBe("not-finite");
  });

  it("refuses a z that Plotly would not draw and not complain about", () => {
    for (const z of [
      [1, 2, 3],
      [[1, 2], null],
      [[1, 2], [3]],
    ]) {
      expect(codeOf(() => checkFigure(withTrace({ type: "heatmap", z })))).toBe("shape");
    }
  });

  it("refuses x and y of different lengths, and ids that are no file names", () => {
    expect(codeOf(() => checkFigure(withTrace({ type: "scatter", x: [1, 2], y: [1] })))).toBe("shape");
    for (const id of ["", "../up", "A b", 'x"y']) {
      expect(codeOf(() => checkFigure({ ...comparisonFigure(), id }))).toBe("domain");
    }
  });

  it("lets the figures of the demonstration pass", () => {
    expect(() => checkFigure(landscapeFigure())).not.toThrow();
  });
});

describe("plainValue", () => {
  it("keeps six significant digits of every finite number and makes gaps of the others", () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const plain = plainValue(Float64Array.of(x)) as (number | null)[];
        if (!Number.isFinite(x)) expect(plain).toEqual([null]);
        else expect(Math.abs(plain[0]! - x)).toBeLessThanOrEqual(5e-6 * Math.abs(x));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("keeps a millionth of the extent of a list, wherever it lies", () => {
    expect(plainValue([1e6, 1e6 + 1, 1e6 + 2 / 3])).toEqual([1e6, 1e6 + 1, 1000000.666667]);
    expect(plainValue([1e-12, 1 / 3, 1])).toEqual([1e-12, 0.333333, 1]);
    expect(plainValue([1 / 3, 1 / 3])).toEqual([1 / 3, 1 / 3]);
  });

  it("turns nested typed arrays into JSON", () => {
    const z = [Float32Array.of(0.5, 2), BigInt64Array.of(3n, 4n) as unknown as ArrayLike<number>];
    expect(plainValue({ z, name: "n", off: undefined })).toEqual({
      z: [
        [0.5, 2],
        [3, 4],
      ],
      name: "n",
    });
  });
});

it("mergeOptions merges objects in depth, replaces lists, and changes neither argument", () => {
  const base: PlotObject = { title: { font: { size: 1 }, text: "a" }, ticks: [1, 2] };
  const merged = mergeOptions(base, { title: { text: "b" }, ticks: [3] });
  expect(merged).toEqual({ title: { font: { size: 1 }, text: "b" }, ticks: [3] });
  expect(base).toEqual({ title: { font: { size: 1 }, text: "a" }, ticks: [1, 2] });
});

describe("composeFigure", () => {
  const panel = { x: { title: "x" }, y: { title: "y" }, traces: [theoryLine([1, 2], [1, 2], { name: "law" })] };

  it("gives each panel axes of its own that do not overlap", () => {
    const { layout, traces } = composeFigure(head, [panel, panel, panel], { columns: 2 });
    expect(traces.map((trace) => trace["xaxis"])).toEqual([undefined, "x2", "x3"]);
    const domain = (name: string): number[] => (layout[name] as { domain: number[] }).domain;
    expect(domain("xaxis")[1]).toBeLessThan(domain("xaxis2")[0]!);
    expect(domain("yaxis3")[1]).toBeLessThan(domain("yaxis")[0]!);
    expect(domain("xaxis3")).toEqual([domain("xaxis")[0], domain("xaxis2")[1]]); // no blank quarter
    expect(domain("yaxis3")[0]).toBe(0);
  });

  it("lets histograms over each other shine through, and a single one not", () => {
    const bars = (name: string): Trace => ({ type: "bar", name, x: [1, 2], y: [1, 2] });
    const two = composeFigure(head, { ...panel, traces: [bars("a"), bars("b"), ...panel.traces] });
    expect(two.traces.map((trace) => trace["opacity"])).toEqual([0.6, 0.6, undefined]);
    expect(composeFigure(head, { ...panel, traces: [bars("a")] }).traces[0]!["opacity"]).toBeUndefined();
  });

  it("gives contours a colour scale beside their own panel", () => {
    const z = { type: "heatmap", z: [[1, 2]] } as const;
    const { traces, layout } = composeFigure(head, [
      { ...panel, traces: [z], scale: "energy" },
      { ...panel, traces: [z] },
    ]);
    const [first, second] = traces.map((trace) => trace["colorbar"] as PlotObject | undefined);
    const [left, right] = ["xaxis", "xaxis2"].map((name) => (layout[name] as { domain: number[] }).domain);
    expect(first!["x"]).toBe(left![1]);
    expect(first!["x"]).toBeLessThan(right![0]!);
    expect(first!["title"]).toMatchObject({ text: "energy" });
    expect(second).toBeUndefined();
  });

  it.each([
    [
      [0.02, 0.3],
      ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5"],
    ],
    [
      [100, 10_000],
      ["50", "100", "200", "500", "1,000", "2,000", "5,000", "10,000", "20,000"],
    ],
    [
      [2, 5],
      ["1", "1.5", "2", "3", "4", "5", "6", "8", "10"],
    ],
  ])("writes numbers in full on a logarithmic axis from %j", (range, expected) => {
    const axis = { log: true, range: range as [number, number] };
    const { layout } = composeFigure(head, { ...panel, x: axis });
    expect((layout["xaxis"] as PlotObject)["ticktext"]).toEqual(expected);
  });

  it("writes powers of ten on a logarithmic axis over many decades", () => {
    const { layout } = composeFigure(head, { ...panel, x: { log: true, range: [1e-3, 10] } });
    expect(layout["xaxis"]).toMatchObject({ dtick: 1 });
  });

  it("lists a name that several panels share once in the legend", () => {
    const { traces } = composeFigure(head, [panel, panel]);
    expect(traces.map((trace) => trace["showlegend"])).toEqual([true, false]);
  });

  it("places the label of a threshold at the logarithm on a logarithmic axis, and the line at the value", () => {
    const log = { ...panel, y: { log: true }, thresholds: [{ axis: "y" as const, at: 100, label: "λ" }] };
    const { annotations, shapes } = composeFigure(head, log).layout as unknown as Record<string, PlotObject[]>;
    expect(annotations![0]!["y"]).toBe(2);
    expect(shapes![0]!["y0"]).toBe(100);
  });

  it("says in the picture that a reconstruction is one", () => {
    const { annotations } = plotSpec(landscapeFigure()).layout as unknown as { annotations: { text: string }[] };
    expect(annotations.map(({ text }) => text)).toContain("Toledo-Marín et al. 2025 · reconstruction");
  });
});

describe("histogramTrace", () => {
  it("is a density: its area is the share of samples in the range, and the top edge counts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        (samples, bins) => {
          const trace = histogramTrace({ samples, bins, range: [-1, 1] });
          const area = (trace["y"] as Float64Array).reduce(
            (sum, density) => sum + density * (trace["width"] as number),
            0,
          );
          const inside = samples.filter((t) => t >= -1 && t <= 1).length / samples.length;
          expect(area).toBeCloseTo(inside, 12);
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it("has error bars of the square root of the counts, and survives samples that are all equal", () => {
    const trace = histogramTrace({ samples: [0, 0, 0, 0, 1], bins: 2 });
    expect([...(trace["error_y"] as { array: Float64Array }).array]).toEqual([0.8, 0.4]);
    expect((histogramTrace({ samples: [3, 3], bins: 4 })["y"] as Float64Array).every(Number.isFinite)).toBe(true);
  });
});

it("a landscape's levels are symmetric about the saddle, whose energy is one of them", () => {
  const z = [Float64Array.of(1, 5), Float64Array.of(2, 3)];
  const panel = landscapePanel({ x: [0, 1], y: [0, 1], z, saddle: [0, 0], saddleEnergy: 2, xAxis: {}, yAxis: {} });
  const { start, size, end } = panel.traces[0]!["contours"] as { start: number; size: number; end: number };
  const levels = Array.from({ length: Math.floor((end - start) / size) + 1 }, (_, k) => start + k * size);
  expect(levels[0]! - 2).toBeCloseTo(-(levels.at(-1)! - 2), 12);
  expect(Math.min(...levels.map((level) => Math.abs(level - 2)))).toBeLessThan(1e-12);
});

it("a spectrum sets the modes apart that end above the threshold, and counts them in the legend", () => {
  const spectra = [Float64Array.of(1, 1, 1), Float64Array.of(9, 4, 2)];
  const panel = spectrumPanel({ epochs: [0, 1], spectra, threshold: 4, thresholdLabel: "λ = 4" });
  expect(panel.traces.map((trace) => trace["name"])).toEqual(["below at the end (2)", "above λ = 4 at the end (1)"]);
  expect(panel.traces[1]!["y"]).toEqual([1, 9, Number.NaN]);
});

describe("imageGridPanel", () => {
  it("puts images side by side with gaps between", () => {
    const { traces, aspect } = imageGridPanel({
      images: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      width: 2,
      height: 1,
      columns: 2,
      scale: "weights",
    });
    const z = traces[0]!["z"] as number[][];
    const gap = Number.NaN;
    expect(z).toEqual([[1, 2, gap, gap, 3, 4], Array(6).fill(gap), Array(6).fill(gap), [5, 6, gap, gap, gap, gap]]);
    expect([traces[0]!["zmin"], traces[0]!["zmax"], aspect]).toEqual([-6, 6, 4 / 6]);
  });

  it("says which image has the wrong number of pixels", () => {
    const input = { width: 2, height: 1, columns: 2, scale: "states" as const };
    expect(() => imageGridPanel({ ...input, images: [[1, 2], [3]] })).toThrow(
      /image 1 with 1 pixels, expected 2×1 = 2/,
    );
    expect(codeOf(() => imageGridPanel({ ...input, images: [] }))).toBe("shape");
  });
});
