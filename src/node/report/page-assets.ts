/** The parts of the page that come with packages: Plotly's bundle, KaTeX's style sheet, and fonts. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { PageAssets } from "../../report/page/page.ts";

const require = createRequire(import.meta.url);

let assets: PageAssets | undefined;

/** Read once for the process. */
export function pageAssets(): PageAssets {
  assets ??= {
    plotly: gzipSync(plotlySource()).toString("base64"),
    katexStyle: katexStyle(),
    figureFonts: figureFonts(),
  };
  return assets;
}

/** Source text of Plotly's cartesian bundle, minified. */
export function plotlySource(): string {
  return readFileSync(require.resolve("plotly.js-cartesian-dist-min"), "utf8");
}

/** Every font as WOFF2 in a data address; the older formats that the sheet also names are left out. */
function katexStyle(): string {
  const sheet = readFileSync(require.resolve("katex/dist/katex.min.css"), "utf8");
  return sheet.replace(/src:url\(fonts\/([\w-]+)\.woff2\)[^;}]*/g, (_, font: string) => {
    const bytes = readFileSync(require.resolve(`katex/dist/fonts/${font}.woff2`));
    return `src:url(data:font/woff2;base64,${bytes.toString("base64")}) format("woff2")`;
  });
}

/** What of Arimo figures use: Latin and Greek letters, upright and italic. */
const FONT_PARTS = [
  { part: "latin", range: "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212" },
  { part: "greek", range: "U+0370-03FF" },
] as const;

/** Font faces of the family that the theme of figures names first. */
export function figureFonts(): string {
  const faces = FONT_PARTS.flatMap(({ part, range }) =>
    (["normal", "italic"] as const).map((style) => {
      const bytes = readFileSync(require.resolve(`@fontsource/arimo/files/arimo-${part}-400-${style}.woff2`));
      const source = `url(data:font/woff2;base64,${bytes.toString("base64")}) format("woff2")`;
      return `@font-face{font-family:Arimo;font-style:${style};src:${source};unicode-range:${range}}`;
    }),
  );
  return faces.join("");
}

/** A picture as a file of its own, with the fonts that it is set in. */
export function withFonts(svg: string): string {
  return svg.replace("</title>", `</title><style>${figureFonts()}</style>`);
}
