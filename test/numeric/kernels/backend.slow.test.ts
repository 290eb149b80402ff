/** No verdict hangs on the backend. */
import { expect, test } from "vitest";
import { judgeClaims } from "../../../src/lab/runner.ts";
import { chooseBackend } from "../../../src/numeric/kernels/backend.ts";
import { allClaims } from "../../../theory/index.ts";

test("claims get the same verdicts on either backend", async () => {
  const claims = allClaims.filter((claim) => ["A5", "A18", "A20", "A43"].some((label) => claim.labels.includes(label)));
  const verdicts = async () => {
    const judged = await judgeClaims(
      claims.filter((claim) => claim.evidence.some((e) => e.needs !== "machine")),
      { seed: 1, budget: "quick" },
    );
    return judged.map(({ claim, verdict, passed, mutants }) => [
      claim.id,
      verdict.kind,
      passed,
      mutants.map((m) => m.killed),
    ]);
  };
  const fast = await verdicts();
  chooseBackend("reference");
  try {
    expect(await verdicts()).toEqual(fast);
  } finally {
    chooseBackend("auto");
  }
});
