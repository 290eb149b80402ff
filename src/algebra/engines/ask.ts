/**
 * Asking the engines. An answer passes the white list, gets its names back and is certified; whatever goes wrong on
 * the way is a result of its own. No result of this file is believed because an engine said so.
 */
import { BoltzproofError } from "../../errors.ts";
import { subtract } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { toText } from "../print/text.ts";
import { isZero } from "../zero/is-zero.ts";
import { type CertifyOptions, certify, type Judgement } from "./certificates.ts";
import type { EngineProcess } from "./engine-process.ts";
import { type EngineJob, permission } from "./job.ts";
import { type Mangling, mangle, mangledName, manglingFor, reasonToKeep, unmangle } from "./mangle.ts";
import type { EngineName } from "./protocol.ts";
import { differentiateAroundRoots, hasRoot } from "./radicals.ts";
import { readAnswer, readList, readMatrix } from "./read.ts";

/** What an engine said and what the kernel says of that: certified, refuted, undecided, or no answer. */
export type EngineAnswer =
  /** Certified: one expression, all roots, or one matrix. */
  | {
      readonly kind: "answered";
      readonly answer: readonly Expression[];
      readonly certificate: Extract<Judgement, { kind: "certified" }>;
      readonly ms: number;
    }
  /** The job is not for this engine. */
  | { readonly kind: "refused"; readonly why: string }
  /** The engine raised an exception or its worker died. */
  | { readonly kind: "threw"; readonly message: string }
  /** No answer within the budget; the worker was killed. */
  | { readonly kind: "hang"; readonly budgetMs: number }
  /** An answer that is off the white list, refuted or not decided. `answer` is there when it could be read. */
  | {
      readonly kind: "uncertified";
      readonly text: string;
      readonly why: string;
      readonly answer?: readonly Expression[];
    };

/** Which engine is asked, how long it may take, and the line to it. */
export interface AskOptions extends CertifyOptions {
  readonly budgetMs?: number;
}

/** Asks one engine. Never throws for what the engine does. */
export async function askEngine(
  engine: EngineProcess,
  job: EngineJob,
  options: AskOptions = {},
): Promise<EngineAnswer> {
  const allowed = permission(engine.engine, job.kind);
  if ("refusal" in allowed) return { kind: "refused", why: allowed.refusal };
  const kept = reasonToKeep(job.of);
  if (kept !== undefined) return { kind: "refused", why: kept };
  const conversation = new Conversation(engine, allowed.verb, options.budgetMs);
  try {
    const began = performance.now();
    const { answer, text } = await conversation.hold(job);
    const judgement = certify(job, answer, options);
    if (judgement.kind !== "certified") return { kind: "uncertified", text, why: judgement.why, answer };
    return { kind: "answered", answer, certificate: judgement, ms: performance.now() - began };
  } catch (stop) {
    if (stop instanceof Stopped) return stop.answer;
    throw stop;
  }
}

/** Ends a conversation with a result that is no answer. */
class Stopped extends Error {
  readonly answer: EngineAnswer;

  constructor(answer: EngineAnswer) {
    super(answer.kind);
    this.answer = answer;
  }
}

interface Reading {
  readonly answer: readonly Expression[];
  readonly text: string;
}

class Conversation {
  readonly #engine: EngineProcess;
  readonly #verb: string;
  readonly #budgetMs: number | undefined;

  constructor(engine: EngineProcess, verb: string, budgetMs: number | undefined) {
    this.#engine = engine;
    this.#verb = verb;
    this.#budgetMs = budgetMs;
  }

  async hold(job: EngineJob): Promise<Reading> {
    // nerdamer differentiates square roots wrongly, so it never sees one.
    if (job.kind !== "derivative" || this.#engine.engine !== "nerdamer" || !hasRoot(job.of)) return this.#ask(job);
    const texts: string[] = [];
    const answer = await differentiateAroundRoots(job.of, job.by, async (of, by) => {
      const part = await this.#ask({ kind: "derivative", of, by });
      texts.push(part.text);
      return part.answer[0]!;
    });
    return { answer: [answer], text: texts.join("; ") };
  }

  async #ask(job: EngineJob): Promise<Reading> {
    const by = "by" in job ? [job.by] : [];
    const table = manglingFor([job.of, ...by]);
    const parts = [sentence(mangle(job.of, table)), ...by.map((s) => mangledName(s, table))];
    const reply = await this.#engine.call(this.#verb, parts, this.#budgetMs);
    if (reply.kind !== "text") throw new Stopped(reply);
    try {
      return { text: reply.text, answer: this.#read(job, reply.text, table) };
    } catch (cause) {
      if (!(cause instanceof BoltzproofError)) throw cause;
      throw new Stopped({ kind: "uncertified", text: reply.text, why: cause.found });
    }
  }

  #read(job: EngineJob, text: string, table: Mangling): readonly Expression[] {
    const names = table.meanings.map((_, k) => `q_${k + 1}`);
    const read =
      job.kind === "roots" ? readList(text, names) : [(job.kind === "inverse" ? readMatrix : readAnswer)(text, names)];
    return read.map((e) => unmangle(e, table));
  }
}

/** The engines' common language; nerdamer writes matrices as matrix([…], […]), and mathjs is not sent any. */
function sentence(e: Expression): string {
  if (e.kind !== "matrix") return toText(e);
  return `matrix(${e.rows.map((row) => `[${row.map(toText).join(",")}]`).join(",")})`;
}

/** What two engines say together. */
export interface Consultation {
  readonly answers: Readonly<Record<EngineName, EngineAnswer>>;
  /** The first certified answer, unless the engines disagree. */
  readonly agreed?: Extract<EngineAnswer, { kind: "answered" }>;
  /** Both gave a readable answer and the two are not equal: a failure, even if one of them is certified. */
  readonly disagreement?: string;
}

/** Asks both engines; two that both answer must agree. */
export async function consult(
  mathjs: EngineProcess,
  nerdamer: EngineProcess,
  job: EngineJob,
  options: AskOptions = {},
): Promise<Consultation> {
  const [first, second] = await Promise.all([askEngine(mathjs, job, options), askEngine(nerdamer, job, options)]);
  const answers = { mathjs: first, nerdamer: second };
  const disagreement = disagree(first, second, options);
  if (disagreement !== undefined) return { answers, disagreement };
  const agreed = [first, second].find((a) => a.kind === "answered");
  return { answers, ...(agreed?.kind === "answered" && { agreed }) };
}

function disagree(a: EngineAnswer, b: EngineAnswer, options: CertifyOptions): string | undefined {
  if (!("answer" in a) || !("answer" in b) || a.answer === undefined || b.answer === undefined) return undefined;
  if (a.kind === "answered" && b.kind === "answered") return undefined;
  const same =
    a.answer.length === b.answer.length &&
    a.answer.every((e, k) => isZero(subtract(e, b.answer![k]!), options).verdict === "zero");
  return same
    ? undefined
    : `mathjs says ${a.answer.map(toText).join(", ")}, nerdamer says ${b.answer.map(toText).join(", ")}`;
}
