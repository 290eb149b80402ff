/** boltzproof start: the whole thing at once, train, judge, report. What `npm start` runs. */
import { join } from "node:path";
import { BoltzproofError } from "../src/errors.ts";
import { completeSettings } from "../src/rbm/settings.ts";
import { train } from "../src/rbm/train.ts";
import { allClaims } from "../theory/index.ts";
import type { Command } from "./command.ts";
import { publish, requirePagePath } from "./report.ts";
import { dataWarning, holdsRun, loadRunData, openRun } from "./run-folder.ts";
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
    const out = given.text("out") ?? "report";
    await requirePagePath(out);
    const choice = { mnist: mnistFolder(given), ...(quick ? { limit: QUICK.limit } : {}) };
    const settings = { ...SETTINGS, hidden, epochs, seed };
    const folder = join("runs", quick ? "quick" : "start");
    await sayReplacement(folder, settings);
    const data = await loadRunData(choice);
    completeSettings(settings, data.train.bits.rows);
    process.stderr.write(dataWarning(choice, data));
    const run = await runTraining(folder, choice, (options) => train(data.train, { ...settings, ...options }));
    if (!run.finished) return 130;
    const trainingSeconds = (performance.now() - began) / 1000;
    const command = `npm start${quick || seed !== 1 ? " --" : ""}${quick ? " --quick" : ""}${seed === 1 ? "" : ` --seed ${seed}`}`;
    return publish({
      began,
      seed,
      budget: "quick",
      version,
      out,
      command,
      state: run.state,
      data,
      trainingSeconds,
      ...(quick ? { claims: allClaims.filter((claim) => QUICK_ROOMS.includes(claim.room)) } : {}),
    });
  },
};

/** The folder is the command's own: it replaces what an earlier start left there, says so, and touches nothing else. */
async function sayReplacement(
  folder: string,
  own: typeof SETTINGS & { hidden: number; epochs: number },
): Promise<void> {
  if (!(await holdsRun(folder))) return;
  const held = await openRun(folder).catch(() => undefined);
  const { settings } = held?.state ?? {};
  const isOwn = settings?.hidden === own.hidden && settings.epochs === own.epochs && settings.centred;
  if (settings && !isOwn) {
    throw new BoltzproofError("usage", {
      found: `a run in ${folder} that this command did not write`,
      expected: "its own earlier run, or none",
      advice: "move that folder away",
    });
  }
  process.stderr.write(`Training again: replaces the run in ${folder}.\n`);
}
