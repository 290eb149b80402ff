/** Derivations as code: written as text, judged step by step, printed as text, LaTeX and HTML. */
export { assumptionToText, parseAssumption } from "./assumption.ts";
export { DerivationWriter, derive } from "./build.ts";
export {
  type DerivationHead,
  premise,
  type SignCertificate,
  type Solution,
  type SumProof,
  type Values,
  type VariableMap,
  type Weighted,
} from "./forms.ts";
export { type JudgeOptions, judgeDerivation } from "./judge.ts";
export { derivationToHtml, type RenderLatex } from "./print/html.ts";
export { derivationToLatex, type LatexOptions } from "./print/latex.ts";
export { assumptionToUnicode, statementToLatex, statementToText, statementToUnicode } from "./print/lines.ts";
export { derivationToText, ERROR_MEANS, type PrintOptions } from "./print/text.ts";
export { describeVerdict, tallyOfSteps } from "./print/verdict.ts";
export type { Statement, StatementKind } from "./statement.ts";
export type * from "./step.ts";
