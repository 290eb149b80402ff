/** No verdict hangs on the backend. Each runs in a process of its own, so that neither sees what the other drew. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../cli/run-cli.ts";
import { scratchFolder } from "../../scratch.ts";

interface Row {
  readonly id: string;
  readonly verdict: { readonly kind: string };
  readonly passed: boolean;
  readonly evidence: readonly { readonly id: string; readonly verdict: { readonly kind: string } }[];
  readonly mutants: { readonly tried: readonly { readonly id: string; readonly killed: boolean }[] };
}

const scratch = scratchFolder();

async function verdictsOn(backend: string, args: readonly string[]): Promise<unknown[]> {
  const json = join(scratch, `${backend}.json`);
  const { code, stderr } = await runCli(["verify", "--backend", backend, "--json", json, ...args]);
  expect(code, stderr).toBe(0);
  const { claims } = JSON.parse(await readFile(json, "utf8")) as { claims: Row[] };
  return claims.map(({ id, verdict, passed, evidence, mutants }) => {
    // How a mutant died is told in numbers, whose last digits may differ.
    const tried = mutants.tried.map((m) => [m.id, m.killed]);
    return [id, verdict.kind, passed, evidence.map((e) => [e.id, e.verdict.kind]), tried];
  });
}

test("claims get the same verdicts on either backend", async () => {
  const some = ["--only", "A5", "A18", "A34", "A43", "bosons", "tap"];
  const fast = await verdictsOn("auto", some);
  expect(fast.length).toBeGreaterThan(20);
  expect(await verdictsOn("reference", some)).toEqual(fast);
});

/** Some half an hour. */
const { BOLTZPROOF_LONG } = process.env;

test.skipIf(BOLTZPROOF_LONG !== "1")(
  "[set BOLTZPROOF_LONG=1] the whole table of the full budget is the same on either backend",
  { timeout: 7_200_000 },
  async () => {
    const full = ["--budget", "full"];
    const [fast, reference] = await Promise.all(["auto", "reference"].map((name) => verdictsOn(name, full)));
    expect(fast!.length).toBeGreaterThan(100);
    expect(reference).toEqual(fast);
  },
);
