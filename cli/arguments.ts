/** Reading of the command line: options, their values and what is wrong with them, in one sentence each. */
import { BoltzproofError } from "../src/errors.ts";
import { closest } from "./slips.ts";

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
  /** A whole number from `least` to `most` (2⁵³ − 1 when left out). @throws BoltzproofError "usage". */
  whole(name: string, least: number, most?: number): number | undefined;
  /** A number above 0, at most `most`. @throws BoltzproofError "usage". */
  positive(name: string, most: number): number | undefined;
  /** One of the listed words. @throws BoltzproofError "usage". */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined;
  readonly positionals: readonly string[];
}

const HELP: OptionSpec = { help: "this text" };

/**
 * Options may be written --name VALUE or --name=VALUE; after -- everything is a name.
 * @throws BoltzproofError "usage" for an option that the command does not have or that is given twice, for a missing or
 * empty value, a value that a switch does not take, and words where the command takes none.
 */
export function readArguments(spec: CommandSpec, argv: readonly string[]): Arguments {
  const { values, positionals } = new Reader(spec, argv).read();
  const text = (name: string): string | undefined => values.get(name)?.at(-1);
  const checked = <T>(name: string, expected: string, parse: (given: string) => T | undefined): T | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const value = parse(given);
    if (value === undefined) throw badValue(name, given, expected);
    return value;
  };
  return {
    flag: (name) => values.has(name),
    text,
    texts: (name) =>
      (values.get(name) ?? [])
        .flatMap((list) => list.split(","))
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    whole: (name, least, most = Number.MAX_SAFE_INTEGER) => {
      const expected = `a whole number from ${least} to ${most.toLocaleString("en")}`;
      return checked(name, expected, (given) => {
        const n = /^\d+$/.test(given) ? Number(given) : Number.NaN;
        return n >= least && n <= most ? n : undefined;
      });
    },
    positive: (name, most) =>
      checked(name, `a number above 0 and at most ${most}`, (given) => {
        const x = /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(given) ? Number(given) : Number.NaN;
        return x > 0 && x <= most ? x : undefined;
      }),
    oneOf: (name, words) => checked(name, words.join(" or "), (given) => words.find((word) => word === given)),
    positionals,
  };
}

class Reader {
  readonly #spec: CommandSpec;
  readonly #argv: readonly string[];
  readonly #values = new Map<string, string[]>();
  readonly #positionals: string[] = [];

  constructor(spec: CommandSpec, argv: readonly string[]) {
    this.#spec = spec;
    this.#argv = argv;
  }

  read(): { readonly values: ReadonlyMap<string, readonly string[]>; readonly positionals: readonly string[] } {
    for (let k = 0; k < this.#argv.length; k++) {
      const word = this.#argv[k]!;
      if (word === "--") {
        for (const rest of this.#argv.slice(k + 1)) this.#positional(rest);
        break;
      }
      if (word.length > 1 && word.startsWith("-")) k += this.#option(word, this.#argv[k + 1]);
      else this.#positional(word);
    }
    return { values: this.#values, positionals: this.#positionals };
  }

  /** Reads one option and says how many of the following words it took. */
  #option(word: string, next: string | undefined): 0 | 1 {
    const equals = word.indexOf("=");
    const written = equals < 0 ? word : word.slice(0, equals);
    const inline = equals < 0 ? undefined : word.slice(equals + 1);
    const name = written === "-h" ? "help" : written.startsWith("--") ? written.slice(2) : "";
    const spec =
      name === "help" ? HELP : Object.hasOwn(this.#spec.options, name) ? this.#spec.options[name] : undefined;
    if (spec === undefined) throw this.#unknown(written);
    if (this.#values.has(name) && !spec.multiple && name !== "help") {
      throw this.#usage(`--${name} twice`, "every option once", "leave one of them out");
    }
    if (spec.value === undefined) {
      if (inline !== undefined)
        throw this.#usage(word, `--${name} without a value`, "it is a switch: leave the value out");
      this.#values.set(name, []);
      return 0;
    }
    const value = inline ?? (next !== undefined && !isOption(next) ? next : undefined);
    if (value === undefined) {
      const found = next === undefined ? `nothing after --${name}` : `${next} after --${name}`;
      throw this.#usage(found, `its value, ${spec.value}`, `write --${name} ${spec.value}, or --${name}=${spec.value}`);
    }
    if (value.trim() === "") {
      throw this.#usage(`an empty value for --${name}`, spec.value, "give it one, or leave the option out");
    }
    this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
    return inline === undefined ? 1 : 0;
  }

  #positional(word: string): void {
    if (word.trim() === "") throw this.#usage("an empty word", "words that say something", "leave it out");
    if (this.#spec.positional === undefined) {
      throw this.#usage(`the word "${word}"`, "options only", `see boltzproof ${this.#spec.name} --help`);
    }
    this.#positionals.push(word);
  }

  #unknown(written: string): BoltzproofError {
    const known = Object.keys(this.#spec.options);
    const near = closest(written.replace(/^-+/, ""), known);
    return this.#usage(
      `the option ${written}`,
      ["help", ...known].map((name) => `--${name}`).join(" "),
      near ? `did you mean --${near}?` : `see boltzproof ${this.#spec.name} --help`,
    );
  }

  #usage(found: string, expected: string, advice: string): BoltzproofError {
    return new BoltzproofError("usage", { found, expected, advice });
  }
}

/** A word that starts like an option. A negative number does not: it is a value, whether or not one that can be. */
function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith("-") && !/^-[\d.]/.test(word) && !/^-inf/i.test(word);
}

function badValue(name: string, given: string, expected: string): BoltzproofError {
  return new BoltzproofError("usage", {
    found: `${given} for --${name}`,
    expected,
    advice: `give --${name} another value`,
  });
}

/** The help text of a command, 100 columns at most. */
export function helpText(spec: CommandSpec): string {
  const options = { ...spec.options, help: HELP };
  const heads = Object.entries(options).map(([name, o]) => `--${name}${o.value ? ` ${o.value}` : ""}`);
  const width = Math.max(...heads.map((h) => h.length)) + 2;
  const lines = Object.values(options).map((o, k) => `  ${heads[k]!.padEnd(width)}${o.help}`);
  const tail = spec.positional ? ` [${spec.positional}]` : "";
  return [
    `boltzproof ${spec.name}${tail} [options]`,
    "",
    spec.summary,
    "",
    ...lines,
    "",
    ...spec.examples.map((e) => `  $ ${e}`),
    "",
  ].join("\n");
}
