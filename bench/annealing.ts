/** Annealed importance sampling of a trained 784×500 machine, 500 chains × 1,000 temperatures, beside PyTorch. */
import { Rng } from "../src/numeric/random.ts";
import { logPartitionAis } from "../src/rbm/index.ts";
import { fastestPeer } from "./peers.ts";
import { type Comparison, compare } from "./report.ts";
import { ours } from "./side-by-side.ts";
import { trainedMachine, writeNumbers } from "./trained.ts";
import { torchWays } from "./training.ts";

const CHAINS = 500;
const TEMPERATURES = 1000;

export async function benchAnnealing(threads: number, rounds: number): Promise<Comparison> {
  const rbm = await trainedMachine(500);
  const parameters = await writeNumbers(...[rbm.W.data, rbm.a, rbm.b].map((x) => Float32Array.from(x)));
  const shape = { visible: rbm.visible, hidden: rbm.hidden, chains: CHAINS, temperatures: TEMPERATURES, seed: 1 };
  const settings = torchWays(threads).map((way) => ({ ...shape, parameters, ...way }));
  const peer = await fastestPeer({ name: "PyTorch", script: "ais_torch.py", settings });
  let run = 0;
  const contender = ours("boltzproof", `logPartitionAis, threads ${threads}`, () =>
    logPartitionAis(rbm, Rng.fromSeed(++run), { chains: CHAINS, temperatures: TEMPERATURES, threads, start: rbm.a }),
  );
  return compare({
    title: `AIS of 784×500, ${CHAINS} chains × ${TEMPERATURES} temperatures, ${threads} thread${threads > 1 ? "s" : ""}`,
    contenders: [contender, ...("contender" in peer ? [peer.contender] : [])],
    absent: "absent" in peer ? [peer.absent] : [],
    limits: [{ peer: "PyTorch", atMost: 0.5 }],
    rounds,
  });
}
