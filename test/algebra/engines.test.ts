import { afterAll, describe, expect, test } from "vitest";
import { askEngine, consult } from "../../src/algebra/engines/ask.ts";
import { EngineProcess } from "../../src/algebra/engines/engine-process.ts";
import type { EngineJob } from "../../src/algebra/engines/job.ts";
import { mangle, manglingFor, unmangle } from "../../src/algebra/engines/mangle.ts";
import type { EngineChannel } from "../../src/algebra/engines/protocol.ts";
import { readAnswer } from "../../src/algebra/engines/read.ts";
import { type Expression, equals, isZero, matrixOf, parse, subtract, symbol, toText } from "../../src/algebra/index.ts";
import { openNodeChannel } from "../../src/node/engine-channel.ts";
import { openSlowChannel } from "./slow-channel.ts";

const nerdamer = new EngineProcess("nerdamer", openNodeChannel);
const mathjs = new EngineProcess("mathjs", openNodeChannel);
afterAll(() => Promise.all([nerdamer.close(), mathjs.close()]));

/** The channel with every call turned into one that waits. */
const waiting = (channel: EngineChannel): EngineChannel => ({
  ...channel,
  post: (message) => channel.post(message.kind === "call" ? { ...message, verb: "wait" } : message),
});

const names = ["a", "b", "c", "d", "m", "n", "w", "x", "y", "z", "lambda", "sigma_W", "phi", "s", "u"];
const formula = (text: string): Expression => parse(text, names);
const by = symbol("x");

/** Symbols that engines give meanings of their own: units, constants, reserved names. */
const troublesome = formula("m*phi + s*x_1/lambda - sigma_W^2*x + pi*u[3]");

describe("symbols travel as q_1, q_2 …", () => {
  test("mangling and back is the identity, also for names that engines reserve", () => {
    const table = manglingFor([troublesome]);
    const sent = mangle(troublesome, table);
    expect(toText(sent)).not.toMatch(/[mxsu]\b|phi|sigma|lambda|pi/);
    expect(equals(unmangle(sent, table), troublesome)).toBe(true);
  });

  test("functions that engines lack are written out and mean the same", () => {
    for (const text of ["logistic(x*y)", "softplus(2*x)", "logit(x)", "entropy(x)"]) {
      const e = formula(text);
      const table = manglingFor([e]);
      const back = unmangle(mangle(e, table), table);
      expect(toText(back)).not.toMatch(/logistic|softplus|logit|entropy/);
      expect(isZero(subtract(back, e), { positive: [formula("x"), formula("1 - x")] }).verdict).toBe("zero");
    }
  });
});

describe("the white list", () => {
  const refused: readonly (readonly [text: string, why: string])[] = [
    ["Infinity*q_1", "not finite"],
    ["diff(q_1,q_2)", "unevaluated"],
    ["integrate(q_1^2,q_1)", "unevaluated"],
    ["0.5*q_1", "decimal"],
    ["1e-20*q_1", "decimal"],
    ["(325368125/119696244)^q_1", "in the place of e"],
    ["ln*q_1", "ln"],
    ["5*gamma", "gamma"],
    ["q_1*q_7", "q_7"],
    ["q_1 +", "q_1 +"],
    ["import(q_1)", "import"],
  ];
  for (const [text, why] of refused) {
    test(`refuses ${text}`, () => {
      expect(() => readAnswer(text, ["q_1", "q_2"])).toThrow(
        expect.objectContaining({ code: "engine", found: expect.stringContaining(why) }),
      );
    });
  }
});

describe("answers carry certificates", () => {
  const answered: readonly (readonly [engine: EngineProcess, job: EngineJob])[] = [
    [mathjs, { kind: "derivative", of: formula("log(2*cosh(x*y + w))"), by }],
    [nerdamer, { kind: "derivative", of: formula("log(2*cosh(x*y + w))"), by }],
    [nerdamer, { kind: "derivative", of: formula("logistic(m*x)*exp(-x^2/2)"), by }],
    [nerdamer, { kind: "antiderivative", of: formula("x*exp(-lambda*x^2)"), by }],
    [nerdamer, { kind: "roots", of: formula("z*x^2 + (z + c - 1)*x + 1"), by }],
    [nerdamer, { kind: "roots", of: formula("(x - a)^2*(x + b)"), by }],
    [
      nerdamer,
      {
        kind: "determinant",
        of: matrixOf([
          [formula("a"), formula("b")],
          [formula("c"), formula("d")],
        ]),
      },
    ],
    [
      nerdamer,
      {
        kind: "inverse",
        of: matrixOf([
          [formula("a"), formula("b")],
          [formula("c"), formula("d")],
        ]),
      },
    ],
    [nerdamer, { kind: "expansion", of: formula("(x + y)^3*(x - 2*y)") }],
    [mathjs, { kind: "simplification", of: formula("x + 2*x + y*y") }],
  ];
  for (const [engine, job] of answered) {
    test(`${engine.engine}: ${job.kind} of ${toText(job.of)}`, async () => {
      const result = await askEngine(engine, job);
      expect(result).toMatchObject({ kind: "answered", certificate: { kind: "certified" } });
      if (result.kind === "answered") expect(result.certificate.log2Error).toBeLessThan(-60);
    });
  }

  test("nerdamer never sees a square root under a derivative, and so gets it right", async () => {
    const of = formula("sqrt(1 + x^2)*tanh(x)/sqrt(y + sqrt(x))");
    const result = await askEngine(nerdamer, { kind: "derivative", of, by }, { positive: ["x", "y"] });
    expect(result).toMatchObject({ kind: "answered" });
  });
});

describe("every other end has a result of its own", () => {
  test("an operation that an engine gets wrong is refused with a sentence", async () => {
    const job: EngineJob = { kind: "simplification", of: formula("x + x") };
    expect(await askEngine(nerdamer, job)).toEqual({
      kind: "refused",
      why: "nerdamer is not asked for a simplification, because it is known to answer wrongly without an error",
    });
    for (const kind of [
      "factorisation",
      "partial fractions",
      "completed square",
      "inverse Laplace transform",
      "limit",
    ] as const) {
      for (const engine of [mathjs, nerdamer]) {
        expect(await askEngine(engine, { kind, of: formula("x^2 - 1"), by })).toMatchObject({ kind: "refused" });
      }
    }
  });

  test("a formula that is not closed, or outside the engines' functions, is refused", async () => {
    for (const text of ["sum(x^k, k, 1, n)", "gamma(x)", "I*x", "12345678901234567890*x"]) {
      const result = await askEngine(nerdamer, { kind: "derivative", of: formula(text), by });
      expect(result, text).toMatchObject({ kind: "refused" });
    }
  });

  test("a wrong antiderivative is uncertified", async () => {
    const result = await askEngine(nerdamer, { kind: "antiderivative", of: formula("exp(x)/(1 + exp(x))"), by });
    expect(result).toMatchObject({ kind: "uncertified" });
  });

  test("an extra eigenvalue is uncertified", async () => {
    const of = formula("(a - x)*(b - x - c^2/(a - x))");
    const result = await askEngine(nerdamer, { kind: "roots", of, by });
    expect(result).toMatchObject({ kind: "uncertified", text: expect.stringMatching(/^\[q_\d,/) });
  });

  test("an engine that runs over its budget is reported, and answers again afterwards", async () => {
    // Whatever it is asked, the first worker takes its time; the one that replaces it is nerdamer's own.
    let opened = 0;
    const engine = new EngineProcess("nerdamer", (listener) =>
      opened++ > 0 ? openNodeChannel(listener) : waiting(openSlowChannel(listener)),
    );
    const job: EngineJob = { kind: "roots", of: formula("x^2 - a"), by };
    expect(await askEngine(engine, job, { budgetMs: 300 })).toEqual({ kind: "hang", budgetMs: 300 });
    expect(await askEngine(engine, job)).toMatchObject({ kind: "answered" });
    await engine.close();
  });

  test("an exception of the engine is reported", async () => {
    const result = await askEngine(mathjs, { kind: "derivative", of: formula("erf(x)"), by });
    expect(result).toMatchObject({ kind: "threw", message: expect.stringContaining("erf") });
    const singular = matrixOf([
      [1, 2],
      [2, 4],
    ]);
    expect(await askEngine(nerdamer, { kind: "inverse", of: singular })).toMatchObject({ kind: "threw" });
  });
});

describe("two engines that both answer must agree", () => {
  test("they agree on the derivative of the free energy of a hidden unit", async () => {
    const result = await consult(mathjs, nerdamer, { kind: "derivative", of: formula("log(1 + exp(b + w*x))"), by });
    expect(result.disagreement).toBeUndefined();
    expect(result.agreed).toMatchObject({ kind: "answered" });
  });

  test("they disagree on acoth, and nothing is agreed although one of them is right", async () => {
    const result = await consult(mathjs, nerdamer, { kind: "derivative", of: formula("acoth(x)"), by });
    expect(result.answers.mathjs).toMatchObject({ kind: "uncertified" });
    expect(result.disagreement).toContain("mathjs says");
    expect(result.agreed).toBeUndefined();
  });
});
