/**
 * Figures, the page and the verdict table; entry `boltzproof/report`. Runs in a browser: what writes files and
 * draws SVG without one is in `src/node/report`.
 */

export type * from "../algebra/words.ts";
export type * from "../lab/types.ts";
export type { BitMatrix } from "../numeric/bits.ts";
export type { Matrix } from "../numeric/matrix.ts";
export { Rng } from "../numeric/random.ts";
export { Rbm, type RbmFields, type Units } from "../rbm/rbm.ts";
export type { RateSchedule, Snapshot, TrainingSettings } from "../rbm/state.ts";
export { reportDerivation } from "./derivation.ts";
export * from "./figure.ts";
export * from "./images.ts";
export * from "./model.ts";
export type { Pictures } from "./page/figures.ts";
export { type PageAssets, renderFigurePage, renderPage } from "./page/page.ts";
export * from "./panels.ts";
export type { Grid } from "./placement.ts";
export * from "./plots.ts";
export type { ReportTable } from "./table.ts";
export * from "./terminal.ts";
export { PALETTE, plotSpec, THEME } from "./theme.ts";
export { STATUS_MEANING, summaryLine, VERDICT_MEANING, verdictNumber } from "./words.ts";
