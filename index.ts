/**
 * boltzproof: the public vocabulary in one place, for scripts under Node. The same without files and processes is
 * in `browser.ts`, which the "browser" condition of the package selects.
 */
export * from "./browser.ts";
export * from "./src/node/index.ts";
export { figureToSvg, type SvgOptions } from "./src/node/report/figure-svg.ts";
export { type SavedFigure, saveFigure, type WrittenReport, writeReport } from "./src/node/report/report-writer.ts";
