/** The parts of the page that come with packages: Plotly's bundle, KaTeX's style sheet with the fonts inside. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { PageAssets } from "../../report/page/page.ts";

const require = createRequire(import.meta.url);

let assets: PageAssets | undefined;

/** Read once for the process. */
export function pageAssets(): PageAssets {
  assets ??= { plotly: gzipSync(plotlySource()).toString("base64"), katexStyle: katexStyle() };
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
