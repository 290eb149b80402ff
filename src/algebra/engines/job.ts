/**
 * What an engine can be asked, and by whom. Every kind of job has a certificate (certificates.ts) or a sentence that
 * says why it is not asked: nerdamer 1.1.13 and mathjs 15.2 answer some questions wrongly and without an error, which
 * test/algebra/pinned-engines.test.ts holds on record call by call.
 */
import type { Expression, MatrixNode, SymbolNode } from "../expression.ts";
import type { EngineName } from "./protocol.ts";

/** A question that an engine can be asked. */
export type EngineJob =
  | { readonly kind: "derivative"; readonly of: Expression; readonly by: SymbolNode }
  | { readonly kind: "antiderivative"; readonly of: Expression; readonly by: SymbolNode }
  /** All roots of a polynomial in one of its symbols. */
  | { readonly kind: "roots"; readonly of: Expression; readonly by: SymbolNode }
  | { readonly kind: "determinant"; readonly of: MatrixNode }
  | { readonly kind: "inverse"; readonly of: MatrixNode }
  /** Products multiplied out. */
  | { readonly kind: "expansion"; readonly of: Expression }
  /** A shorter form, for display. */
  | { readonly kind: "simplification"; readonly of: Expression }
  | { readonly kind: "factorisation"; readonly of: Expression }
  | { readonly kind: "partial fractions"; readonly of: Expression; readonly by: SymbolNode }
  | { readonly kind: "completed square"; readonly of: Expression; readonly by: SymbolNode }
  | { readonly kind: "inverse Laplace transform"; readonly of: Expression; readonly by: SymbolNode }
  | { readonly kind: "limit"; readonly of: Expression; readonly by: SymbolNode };

/** The kinds of question. */
export type JobKind = EngineJob["kind"];

/** The engine's own word for the job, or why it is not asked. */
type Permission = { readonly verb: string } | { readonly refusal: string };

const lacks = (engine: string, what: string): Permission => ({ refusal: `${engine} has no ${what}` });
const wrong = (engine: string, what: string): Permission => ({
  refusal: `${engine} is not asked for ${what}, because it is known to answer wrongly without an error`,
});

const nerdamerMay: Readonly<Record<JobKind, Permission>> = {
  derivative: { verb: "diff" },
  antiderivative: { verb: "integrate" },
  roots: { verb: "solve" },
  determinant: { verb: "determinant" },
  inverse: { verb: "invert" },
  expansion: { verb: "expand" },
  simplification: wrong("nerdamer", "a simplification"),
  factorisation: wrong("nerdamer", "a factorisation"),
  "partial fractions": wrong("nerdamer", "partial fractions"),
  "completed square": wrong("nerdamer", "a completed square"),
  "inverse Laplace transform": wrong("nerdamer", "an inverse Laplace transform"),
  limit: { refusal: "nerdamer is not asked for a limit, because it answers wrongly or never" },
};

const mathjsMay: Readonly<Record<JobKind, Permission>> = {
  derivative: { verb: "derivative" },
  antiderivative: lacks("mathjs", "antiderivatives"),
  roots: lacks("mathjs", "symbolic roots"),
  determinant: lacks("mathjs", "symbolic determinants"),
  inverse: lacks("mathjs", "symbolic inverses"),
  expansion: { refusal: "mathjs is not asked for an expansion, because its rationalize throws or never ends" },
  simplification: { verb: "simplify" },
  factorisation: lacks("mathjs", "factorisation"),
  "partial fractions": lacks("mathjs", "partial fractions"),
  "completed square": lacks("mathjs", "completed squares"),
  "inverse Laplace transform": lacks("mathjs", "Laplace transforms"),
  limit: lacks("mathjs", "limits"),
};

/** Whether the engine may be asked for a job of this kind, and with which of its words. */
export function permission(engine: EngineName, kind: JobKind): Permission {
  return engine === "mathjs" ? mathjsMay[kind] : nerdamerMay[kind];
}
