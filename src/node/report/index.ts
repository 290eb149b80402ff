/** Reports and figures as files. */
export { figureToSvg, type SvgOptions } from "./figure-svg.ts";
export { pageAssets } from "./page-assets.ts";
export { type SavedFigure, saveFigure, type WrittenReport, writeReport } from "./report-writer.ts";
