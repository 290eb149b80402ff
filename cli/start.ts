/** boltzproof start: the whole thing at once, train, judge, report. What `npm start` runs. */
import { join } from "node:path";
import { completeSettings } from "../src/rbm/settings.ts";
import { train } from "../src/rbm/train.ts";
import { allClaims } from "../theory/index.ts";
import type { Command } from "./command.ts";
import { publish } from "./report.ts";
import { loadRunData } from "./run-folder.ts";
import { startSpec } from "./specs.ts";
import { mnistFolder, runTraining } from "./train.ts";

/** Centred gradient and a rate that goes to zero: the settings whose machines model MNIST best in so few epochs. */
const SETTINGS = { centred: true, rate: { start: 0.1, end: 0 } };
const FULL = { hidden: 500, epochs: 20 };
/** Rooms of a quick run: from the energy to the linear regime of learning. */
const QUICK_ROOMS = [
  "reciprocal-space",
  "initial-spectrum",
  "rotational-symmetry",
  "spikes",
  "linear-regime",
  "gaussian-limit",
];
const QUICK = { hidden: 100, epochs: 10, limit: 3000 };

export const startCommand: Command = {
  spec: startSpec,
  async run(given, version) {
    const began = performance.now();
    const quick = given.flag("quick");
    const seed = given.whole("seed", 0) ?? 1;
    const { hidden, epochs } = quick ? QUICK : FULL;
    const choice = { mnist: mnistFolder(given), ...(quick ? { limit: QUICK.limit } : {}) };
    const data = await loadRunData(choice);
    const settings = { ...SETTINGS, hidden, epochs, seed };
    completeSettings(settings, data.train.bits.rows);
    const folder = join("runs", quick ? "quick" : "latest");
    const run = await runTraining(folder, data, choice, (options) => train(data.train, { ...settings, ...options }));
    if (!run.finished) return 130;
    const trainingSeconds = (performance.now() - began) / 1000;
    const command = `npm start${quick ? " -- --quick" : ""}`;
    return publish({
      began,
      seed,
      budget: "quick",
      version,
      out: given.text("out") ?? "report",
      command,
      state: run.state,
      data,
      trainingSeconds,
      ...(quick ? { claims: allClaims.filter((claim) => QUICK_ROOMS.includes(claim.room)) } : {}),
    });
  },
};
