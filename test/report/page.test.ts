import { gunzipSync } from "node:zlib";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { pageAssets, plotlySource } from "../../src/node/report/page-assets.ts";
import type { ReportModel } from "../../src/report/model.ts";
import { styleForMath } from "../../src/report/page/fonts.ts";
import { escapeHtml, html, inlineJson, inlineScript } from "../../src/report/page/markup.ts";
import { equation, inlineMath, prose, scripted } from "../../src/report/page/math.ts";
import { renderFigurePage, renderPage } from "../../src/report/page/page.ts";
import { demoModel, histogramFigure, imagesFigure } from "./demo.ts";

const FACES =
  "@font-face{font-family:KaTeX_Main;src:url(data:,m)}@font-face{font-family:KaTeX_Fraktur;src:url(data:,f)}";
const assets = {
  plotly: "window.Plotly = undefined;",
  katexStyle: `${FACES}.katex .mathfrak{font-family:KaTeX_Fraktur}`,
  figureFonts: "@font-face{font-family:Arimo;src:url(data:,a)}",
};
const still = (id: string): string => `<svg data-of="${id}"></svg>`;
const ids = ["landscape", "initial-spectrum", "spike-and-bulk", "spectrum", "weights"];
const pictures = new Map(ids.map((id) => [id, still(id)]));

const page = (model: ReportModel = demoModel()): string => renderPage(model, assets, pictures);
const parse = (source: string): Document => new JSDOM(source).window.document;

describe("the page without a script", () => {
  const document = parse(page());
  const text = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map((e) => (e.textContent ?? "").replace(/\s+/g, " ").trim());

  it("has one row a claim, with label, verdict, number, status and mutants", () => {
    expect(text("table.verdicts tbody tr")).toHaveLength(8);
    expect(text("table.verdicts tbody tr")[0]).toMatch(
      /^✓ A5 Claim number 1.* as printed proved assuming λ > 0; error ≤ 2⁻¹⁹² 2\/2$/,
    );
    expect(text("table.verdicts tbody tr")[7]).toMatch(
      /^✗ A12 .* standard undecided expected proved no trained machine at hand 1\/2$/,
    );
    expect(text(".summary")).toEqual([
      "8 claims: 7 as expected (1 refuted, as claimed), 1 not. 15 of 16 mutants killed.",
    ]);
  });

  it("shows of each claim the statement, the source, what was expected and found, and the mutants", () => {
    const claim = document.querySelector("#claim-saddles-claim-1")!;
    expect(claim.querySelector(".katex")).not.toBeNull();
    expect(claim.querySelector(".tex code")?.textContent).toContain("\\varepsilon_\\alpha");
    expect(claim.textContent).toContain("Toledo-Marín et al. 2025, A5");
    const cells = [...claim.querySelectorAll(".evidence tbody td")].map((cell) => cell.textContent?.trim());
    expect(cells).toEqual(["both sides on every state", "error ≤ 1e-12", "8.9e-15", "proved"]);
    expect(claim.querySelector(".mutants summary")?.textContent).toBe("2 of 2 mutants killed");
  });

  it("opens the list of mutants where one survived, and says why a claim is undecided", () => {
    const claim = document.querySelector("#claim-spectrum-claim-8")!;
    expect(claim.querySelector("details.mutants")?.hasAttribute("open")).toBe(true);
    expect(claim.querySelector(".evidence")?.textContent).toContain("Largest error 8.9e-15");
  });

  it("shows every derivation step with rule, reason, assumptions and check", () => {
    const [first, second] = text(".derivation > li");
    for (const part of [
      "D1.1",
      "substitute",
      "singular value decomposition",
      "proved",
      "from A5",
      "orthogonal",
      "zero test in two prime fields",
    ]) {
      expect(first).toContain(part);
    }
    expect(second).toMatch(/checked expected proved.*assuming nothing further/);
  });

  it("holds every figure as a picture, numbered in order, and says which are reconstructions", () => {
    expect([...document.querySelectorAll(".still svg")].map((svg) => svg.getAttribute("data-of"))).toEqual([
      "spectrum",
      "weights",
      "landscape",
      "initial-spectrum",
      "spike-and-bulk",
    ]);
    expect(text("figcaption strong")).toEqual([1, 2, 3, 4, 5].map((n) => `Figure ${n}.`));
    expect(text("#figure-landscape figcaption .badge")).toEqual(["reconstruction"]);
  });

  it("has a target for every link, and no id twice", () => {
    const all = [...document.querySelectorAll("[id]")].map((e) => e.id);
    expect(new Set(all).size).toBe(all.length);
    const targets = [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")!);
    expect(targets.length).toBeGreaterThan(10);
    for (const target of targets) expect(all).toContain(target.slice(1));
  });

  it("shows notation, settings, seed and run time", () => {
    expect(text(".notation tbody tr")[0]).toMatch(/singular value of .* ≥ 0 lambda$/);
    expect(text("#training .facts")).toEqual(["algorithm PCD-1 seed 1 time 1 min 4 s"]);
    expect(text("header .facts")).toEqual(["seed 1 budget quick time 1 min 35 s version 0.1.0"]);
    expect(text("footer")[0]).toContain("npx boltzproof report --seed 1");
  });
});

describe("what the page carries", () => {
  it("asks for nothing outside itself", () => {
    const document = parse(page());
    expect(document.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
    expect(document.querySelectorAll("link[rel=stylesheet], script[src], img[src^=http], iframe")).toHaveLength(0);
  });

  it("gives the script the data of the figures that it may draw, and only of those", () => {
    const data = JSON.parse(parse(page()).querySelector("#figure-data")!.textContent!) as {
      figures: object;
      template: object;
    };
    expect(Object.keys(data.figures)).toEqual(["spectrum", "landscape", "initial-spectrum", "spike-and-bulk"]);
    expect(Object.keys(data.template)).toEqual(["layout"]);
  });

  it("is under three megabytes with the true Plotly and KaTeX in it", () => {
    const size = Buffer.byteLength(renderPage(demoModel(), pageAssets(), pictures));
    expect(size).toBeGreaterThan(0.7e6);
    expect(size).toBeLessThan(3e6);
  });

  it("takes along the fonts of the classes in use, and none without an equation", () => {
    expect(styleForMath(assets.katexStyle, '<span class="katex"><span class="mord mathfrak">')).toContain("data:,f");
    const plain = styleForMath(assets.katexStyle, '<span class="katex">');
    expect([plain.includes("data:,m"), plain.includes("data:,f")]).toEqual([true, false]);
    expect(styleForMath(assets.katexStyle, "<p>katex</p>")).toBe("");
  });

  it("has KaTeX's fonts inside the style sheet, as WOFF2 alone", () => {
    const { katexStyle } = pageAssets();
    expect(katexStyle.match(/@font-face/g)).toHaveLength(katexStyle.match(/data:font\/woff2;base64,d09GMg/g)!.length);
    expect(katexStyle).not.toMatch(/url\((?!data:)/);
  });

  it("packs Plotly so that it unpacks to the bundle as it came, licence included", () => {
    const source = gunzipSync(Buffer.from(pageAssets().plotly, "base64")).toString();
    expect(source).toBe(plotlySource());
    expect(source).toContain("Licensed under the MIT license");
  });

  it("is the same for the same run", () => {
    expect(page()).toBe(page());
  });
});

describe("hostile text", () => {
  const EVIL = `</script><script>alert(1)</script><img src=x onerror=alert(1)> "' & <!--`;

  it("stays text wherever a model can hold it", () => {
    const model = demoModel();
    const claim = model.claims[0]!;
    const finding = {
      verdict: { kind: "refuted", counterexample: EVIL } as const,
      expected: EVIL,
      found: EVIL,
      message: EVIL,
    };
    const evil = {
      ...claim,
      labels: [EVIL],
      title: EVIL,
      source: { ref: EVIL, note: EVIL },
      verdict: finding.verdict,
      evidence: [{ id: EVIL, says: EVIL, role: "main" as const, finding }],
      skipped: [EVIL],
      mutants: [{ id: EVIL, kind: "author" as const, says: EVIL, killed: false, message: EVIL }],
    };
    const room = {
      ...model.rooms[0]!,
      title: EVIL,
      summary: EVIL,
      validity: EVIL,
      figures: [{ ...histogramFigure(), title: EVIL, caption: EVIL, source: EVIL }],
    };
    const document = parse(
      page({
        run: { ...model.run, title: EVIL, lead: EVIL, command: EVIL, version: EVIL },
        claims: [evil],
        rooms: [room],
      }),
    );
    expect(document.querySelectorAll("script").length).toBe(3);
    expect(document.querySelectorAll("img, [onerror]").length).toBe(0);
    expect(document.querySelector("h1")?.textContent).toBe(EVIL);
    expect(document.title).toBe(EVIL);
    expect(
      JSON.parse(document.querySelector("#figure-data")!.textContent!).figures["initial-spectrum"].layout.title.text,
    ).toBe(EVIL);
  });

  it("cannot leave a script element or an attribute", () => {
    expect(inlineScript('a = "</SCRIPT><!--"').html).toBe('a = "<\\/script><\\!--"');
    expect(inlineJson({ a: "</script>" }).html).toBe('{"a":"\\u003c/script>"}');
    expect(html`<a title="${`"' onclick=x`}">`.html).toBe('<a title="&quot;&#39; onclick=x">');
    expect(escapeHtml("&lt;")).toBe("&amp;lt;");
  });

  it("finds no link or file access in LaTeX", () => {
    for (const latex of ["\\href{javascript:alert(1)}{x}", "\\includegraphics{x.png}", "\\htmlData{a=b}{x}"]) {
      const shown = parse(inlineMath(latex).html);
      expect(shown.querySelector("a, img, [data-a]")).toBeNull();
    }
  });
});

describe("equations", () => {
  it("stop the build when KaTeX does not understand them, and say which one it is", () => {
    expect(() => equation("\\frac{1}{")).toThrow(/Found the LaTeX "\\frac\{1\}\{" \(KaTeX parse error/);
    expect(() => equation("\\lambdaa")).toThrow(/Undefined control sequence/);
    expect(() => inlineMath("x ☃")).toThrow(/☃/);
  });

  it("stand between dollar signs in prose; a lone dollar and \\$ are dollars", () => {
    expect(parse(prose("a $x^2$ b").html).querySelectorAll(".katex")).toHaveLength(1);
    expect(prose("costs 3$").html).toBe("costs 3$");
    expect(prose("\\$3 and \\$4").html).toBe("$3 and $4");
    expect(prose("a <b>").html).toBe("a &lt;b&gt;");
  });
});

describe("plain text with scripts", () => {
  it.each([
    ["h_j θ_j", "h<sub>j</sub> θ<sub>j</sub>"],
    ["e^{−F}/Z", "e<sup>−F</sup>/Z"],
    ["ln(1+e^{(Wᵀv)_j})", "ln(1+e<sup>(Wᵀv)<sub>j</sub></sup>)"],
    ["2^(N+M) and 2^min(N, M)", "2<sup>N+M</sup> and 2<sup>min</sup>(N, M)"],
    ["e^−θ, e^x, z^(−k−1)", "e<sup>−θ</sup>, e<sup>x</sup>, z<sup>−k−1</sup>"],
    ["∂x_α/∂x_β = δ_αβ", "∂x<sub>α</sub>/∂x<sub>β</sub> = δ<sub>αβ</sub>"],
    ["−βF_MF ≤ ln Z, σ_max(D_v W D_h)", "−βF<sub>MF</sub> ≤ ln Z, σ<sub>max</sub>(D<sub>v</sub> W D<sub>h</sub>)"],
    ["Σ_i U_iα⁴", "Σ<sub>i</sub> U<sub>iα</sub>⁴"],
    ["run_7 of file_name.bin", "run_7 of file_name.bin"],
    ["a < b_i", "a &lt; b<sub>i</sub>"],
    ["a ^ b, _x, c_", "a ^ b, _x, c_"],
  ])("%s", (text, expected) => {
    expect(scripted(text).html).toBe(expected);
    expect(prose(text).html).toBe(expected);
  });
});

it("renderFigurePage carries Plotly for a figure to zoom into, and leaves it out for a plain picture", () => {
  const zoomable = renderFigurePage(histogramFigure(), assets, still("h"));
  expect(zoomable).toContain(assets.plotly);
  expect(parse(zoomable).title).toBe("Components of a singular vector at initialisation");
  expect(renderFigurePage(imagesFigure(), assets, still("i"))).not.toContain(assets.plotly);
});
