/** No verdict hangs on the backend. Each runs in a process of its own, so that neither sees what the other drew. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../cli/run-cli.ts";

interface Row {
  readonly id: string;
  readonly verdict: { readonly kind: string };
  readonly passed: boolean;
  readonly mutants: unknown;
}

async function verdictsOn(backend: string): Promise<unknown[]> {
  const json = join(await mkdtemp(join(tmpdir(), "boltzproof-backend-")), "verdicts.json");
  const only = ["A5", "A18", "A34", "A43", "bosons", "tap"];
  const { code, stderr } = await runCli(["verify", "--backend", backend, "--json", json, "--only", ...only]);
  expect(code, stderr).toBe(0);
  const { claims } = JSON.parse(await readFile(json, "utf8")) as { claims: Row[] };
  return claims.map(({ id, verdict, passed, mutants }) => [id, verdict.kind, passed, mutants]);
}

test("claims get the same verdicts on either backend", async () => {
  const fast = await verdictsOn("auto");
  expect(fast.length).toBeGreaterThan(20);
  expect(await verdictsOn("reference")).toEqual(fast);
});
