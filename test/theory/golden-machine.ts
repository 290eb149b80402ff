/** The trained 784×16 machine as claims want it, with embedded digits. */
import type { Evidence, Finding, Room, TrainedMachine } from "../../src/lab/types.ts";
import { loadMnist } from "../../src/node/mnist.ts";
import { Rng } from "../../src/numeric/random.ts";
import { randomMachine } from "../../theory/support/machines.ts";
import { trainedMachine } from "../rbm/golden.ts";

export async function goldenMachine(): Promise<TrainedMachine> {
  const { rbm } = trainedMachine();
  const rng = Rng.fromSeed(1);
  const { bits } = await loadMnist({ folder: null, split: "test" });
  const initial = randomMachine(rng.child("initial"), { visible: 784, hidden: 16, weights: 0.01, fields: 0.01 });
  return { rbm, initial, name: "golden 784×16", snapshots: [], train: bits, test: bits };
}

/** What the evidence that needs a machine finds on it, by claim and evidence. */
export async function findingsOnMachine(room: Room): Promise<Record<string, Finding["verdict"]["kind"]>> {
  const machine = await goldenMachine();
  const found: Record<string, Finding["verdict"]["kind"]> = {};
  for (const claim of room.claims) {
    for (const e of claim.evidence.filter((x: Evidence<unknown>) => x.needs === "machine")) {
      const rng = Rng.fromSeed(1).child(claim.id).child(e.id);
      const finding = await e.judge(claim.formula, { rng, seed: 1, budget: "quick", scale: 1, machine });
      found[`${claim.id}: ${e.id}`] = finding.verdict.kind;
    }
  }
  return found;
}
