/** `boltzproof/algebra`: expressions, their text and LaTeX, the zero test, and what is built on them. */

export { BoltzproofError, type Complaint, type ErrorCode } from "../errors.ts";
export type { Matrix } from "../numeric/matrix.ts";
export type { Verdict, VerdictKind } from "../verdict.ts";
export * as boson from "./boson/index.ts";
export * from "./construct.ts";
export type { RootAtom } from "./convert/atoms.ts";
export * from "./convert/index.ts";
export * from "./derivation/index.ts";
export type { StatementParts } from "./derivation/print/lines.ts";
export * from "./differentiate.ts";
export { type AskOptions, askEngine, type Consultation, consult, type EngineAnswer } from "./engines/ask.ts";
export { type CertifyOptions, certify, type Judgement } from "./engines/certificates.ts";
export { EngineProcess } from "./engines/engine-process.ts";
export type { EngineJob, JobKind } from "./engines/job.ts";
export type {
  ChannelListener,
  EngineChannel,
  EngineName,
  FromWorker,
  OpenChannel,
  RawReply,
  ToWorker,
} from "./engines/protocol.ts";
export { openWebChannel } from "./engines/web-channel.ts";
export * as exact from "./exact/index.ts";
export * from "./expression.ts";
export * from "./matrix.ts";
export { type DeclaredNames, parse } from "./parse.ts";
export { type Argument, compile, toJavaScript } from "./print/javascript.ts";
export { type LatexNames, toLatex } from "./print/latex.ts";
export { unicodeOfLatex, unicodeOfWords } from "./print/latex-unicode.ts";
export { symbolToText, toText } from "./print/text.ts";
export { toUnicode } from "./print/unicode.ts";
export type { Pair } from "./series/functions.ts";
export * as powerSeries from "./series/index.ts";
export * from "./structure.ts";
export * from "./substitute.ts";
export * as sums from "./sums/index.ts";
export { isZero, type ZeroAnswer, type ZeroOptions } from "./zero/is-zero.ts";
export type { Witness } from "./zero/witness.ts";
