/** Reading of the command line: `node:util` parses, this file turns its refusals into one sentence. */
import { parseArgs } from "node:util";
import { BoltzproofError } from "../src/errors.ts";

/** An option of a command: its value kind, and for the help its placeholder and meaning. */
export interface OptionSpec {
  readonly value?: string;
  readonly multiple?: boolean;
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Name of the positional arguments, where the command takes any. */
  readonly positional?: string;
  readonly examples: readonly string[];
}

export interface Arguments {
  flag(name: string): boolean;
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  /** A whole number of at least `least`. @throws BoltzproofError "usage". */
  whole(name: string, least: number): number | undefined;
  /** A positive number. @throws BoltzproofError "usage". */
  positive(name: string): number | undefined;
  /** One of the listed words. @throws BoltzproofError "usage". */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined;
  readonly positionals: readonly string[];
}

/** @throws BoltzproofError "usage" for an option that the command does not have, or a missing value. */
export function readArguments(spec: CommandSpec, argv: readonly string[]): Arguments {
  const { values, positionals } = parse(spec, argv);
  const text = (name: string): string | undefined => [values[name]].flat().at(-1) as string | undefined;
  return {
    flag: (name) => values[name] === true,
    text,
    texts: (name) => ([values[name]].flat().filter((v) => v !== undefined) as string[]).flatMap((v) => v.split(",")),
    whole: (name, least) => {
      const given = text(name);
      if (given === undefined) return undefined;
      const n = Number(given);
      if (!Number.isSafeInteger(n) || n < least) throw badValue(name, given, `a whole number of at least ${least}`);
      return n;
    },
    positive: (name) => {
      const given = text(name);
      if (given === undefined) return undefined;
      const x = Number(given);
      if (!(x > 0 && Number.isFinite(x))) throw badValue(name, given, "a number above 0");
      return x;
    },
    oneOf: (name, words) => {
      const given = text(name);
      if (given === undefined) return undefined;
      const word = words.find((w) => w === given);
      if (word === undefined) throw badValue(name, given, words.join(" or "));
      return word;
    },
    positionals,
  };
}

function parse(spec: CommandSpec, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries({ ...spec.options, help: { help: "" } as OptionSpec }).map(([name, { value, multiple = false }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple },
    ]),
  );
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: spec.positional !== undefined });
  } catch (cause) {
    throw usage(spec, argv, cause);
  }
}

function usage(spec: CommandSpec, argv: readonly string[], cause: unknown): BoltzproofError {
  const known = Object.keys(spec.options);
  const { code, message } = cause as { code?: string; message: string };
  const unknown = /'(-[^' ]*)/.exec(message)?.[1];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" && unknown) {
    const near = closest(unknown.replace(/^-+/, ""), known);
    return new BoltzproofError("usage", {
      found: `the option ${unknown}`,
      expected: known.map((name) => `--${name}`).join(" "),
      advice: near ? `did you mean --${near}?` : `see boltzproof ${spec.name} --help`,
      cause,
    });
  }
  return new BoltzproofError("usage", {
    found: `the arguments "${argv.join(" ")}" (${message.split(/[.\n]/)[0]})`,
    expected: `what boltzproof ${spec.name} takes`,
    advice: `see boltzproof ${spec.name} --help`,
    cause,
  });
}

function badValue(name: string, given: string, expected: string): BoltzproofError {
  return new BoltzproofError("usage", {
    found: `${given} for --${name}`,
    expected,
    advice: `give --${name} another value`,
  });
}

/** The known word that differs least, if it is near enough to be a slip. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((k) => ({ k, d: editDistance(word.toLowerCase(), k.toLowerCase()) }));
  const best = ranked.sort((p, q) => p.d - q.d)[0];
  return best && best.d <= Math.max(1, word.length / 3) ? best.k : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The help text of a command, 100 columns at most. */
export function helpText(spec: CommandSpec): string {
  const heads = Object.entries(spec.options).map(([name, o]) => `--${name}${o.value ? ` ${o.value}` : ""}`);
  const width = Math.max(...heads.map((h) => h.length), "--help".length) + 2;
  const lines = Object.values(spec.options).map((o, k) => `  ${heads[k]!.padEnd(width)}${o.help}`);
  const tail = spec.positional ? ` [${spec.positional}]` : "";
  return [
    `boltzproof ${spec.name}${tail} [options]`,
    "",
    spec.summary,
    "",
    ...lines,
    `  ${"--help".padEnd(width)}this text`,
    "",
    ...spec.examples.map((e) => `  $ ${e}`),
    "",
  ].join("\n");
}
