import { describe, expect, test } from "vitest";
import { readArguments } from "../../cli/arguments.ts";
import { closest, closestLabel } from "../../cli/slips.ts";
import { specs } from "../../cli/specs.ts";
import type { BoltzproofError } from "../../src/errors.ts";

const spec = (name: string) => specs.find((s) => s.name === name)!;

/** The refusal, or what was read. */
function complaint(
  command: string,
  argv: readonly string[],
  read = (_: ReturnType<typeof readArguments>): unknown => 0,
) {
  try {
    read(readArguments(spec(command), argv));
  } catch (error) {
    return error as BoltzproofError;
  }
  throw new Error(`${argv.join(" ")} was accepted`);
}

describe("options", () => {
  test("are read as --name VALUE and --name=VALUE, with several names after --only", () => {
    const given = readArguments(spec("verify"), [
      "--only",
      "A16",
      "A19",
      "--only=A21,A22",
      "--seed=7",
      "--budget",
      "full",
    ]);
    expect([...given.texts("only"), ...given.positionals]).toEqual(["A16", "A21", "A22", "A19"]);
    expect(given.whole("seed", 0)).toBe(7);
    expect(given.oneOf("budget", ["quick", "full"])).toBe("full");
    expect(given.text("json")).toBeUndefined();
  });

  test("of every command are refused in our own words when unknown, given twice, or without their value", () => {
    for (const { name, options } of specs) {
      expect(complaint(name, ["--nonsense"]).found).toBe("the option --nonsense");
      expect(complaint(name, ["-x"]).found).toBe("the option -x");
      for (const [option, { value, multiple }] of Object.entries(options)) {
        if (value === undefined) {
          expect(complaint(name, [`--${option}=yes`]).expected).toBe(`--${option} without a value`);
          expect(complaint(name, [`--${option}`, `--${option}`]).found).toBe(`--${option} twice`);
          continue;
        }
        expect(complaint(name, [`--${option}`]).found).toBe(`nothing after --${option}`);
        expect(complaint(name, [`--${option}`, "--help"]).found).toBe(`--help after --${option}`);
        expect(complaint(name, [`--${option}=`]).found).toBe(`an empty value for --${option}`);
        if (!multiple) expect(complaint(name, [`--${option}=1`, `--${option}=2`]).found).toBe(`--${option} twice`);
      }
    }
  });

  test.each(["-3", "0", "1.5", "x", "1e3", "0x10", "NaN", "Infinity", "-Infinity", " 5", "99999999999999999999"])(
    "%s is no number of hidden units, written either way",
    (value) => {
      for (const argv of [["--hidden", value], [`--hidden=${value}`]]) {
        const { found, expected } = complaint("train", argv, (given) => given.whole("hidden", 1, 100_000));
        expect(found).toBe(`${value} for --hidden`);
        expect(expected).toBe("a whole number from 1 to 100,000");
      }
    },
  );

  test.each(["-1", "0", "1e400", "nan", "1,5", "101"])("%s is no learning rate", (value) => {
    expect(complaint("train", [`--rate=${value}`], (given) => given.positive("rate", 100)).found).toBe(
      `${value} for --rate`,
    );
  });

  test.each([".5", "0.05", "1e-3", "2."])("%s is one", (value) => {
    expect(readArguments(spec("train"), ["--rate", value]).positive("rate", 100)).toBe(Number(value));
  });

  test("words where none are taken are refused; after -- they are names", () => {
    expect(complaint("train", ["digits"]).found).toBe('the word "digits"');
    expect(readArguments(spec("verify"), ["--", "--only"]).positionals).toEqual(["--only"]);
  });
});

describe("a slip of the fingers", () => {
  const options = Object.keys(spec("verify").options);

  test.each([
    ["onyl", "only"],
    ["sed", "seed"],
    ["budgte", "budget"],
    ["bugdet", "budget"],
    ["jsn", "json"],
  ])("--%s is --%s", (typed, meant) => expect(closest(typed, options)).toBe(meant));

  test.each(["x", "hidden", "nonsense", "on"])("--%s is none", (typed) =>
    expect(closest(typed, options)).toBeUndefined(),
  );

  test("a label is another equation, unless it has a digit too many", () => {
    const labels = ["A1", "A11", "A16", "A19"];
    expect(closestLabel("A161", labels)).toBe("A16");
    expect(closestLabel("a199", labels)).toBe("A19");
    for (const typed of ["A17", "A99", "A999", "A611", "A1611", "B16"])
      expect(closestLabel(typed, labels)).toBeUndefined();
  });
});
