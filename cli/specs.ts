/** What the commands take and say of themselves; apart from the commands, so that help loads nothing else. */
import { join } from "node:path";
import type { CommandSpec, OptionSpec } from "./arguments.ts";

/** Where a run is kept when no folder is named. */
export const DEFAULT_RUN: string = join("runs", "latest");

const backend: OptionSpec = {
  value: "auto|reference",
  help: "the WebAssembly kernels where they work, or the obvious TypeScript they are checked against (auto)",
};

export const startSpec: CommandSpec = {
  name: "start",
  summary: "trains on MNIST, judges every claim, writes the page: all in one.",
  options: {
    quick: { help: "a smaller machine, fewer digits, the first six rooms" },
    mnist: { value: "DIR", help: "folder of the four MNIST files; else BOLTZPROOF_MNIST, else the embedded digits" },
    seed: { value: "N", help: "seed of the training and of the judging (1)" },
    out: { value: "DIR", help: "folder of the page (report)" },
  },
  examples: ["boltzproof start", "boltzproof start --quick"],
};

export const verifySpec: CommandSpec = {
  name: "verify",
  summary: "judges the claims of the theory and prints the verdict table.",
  options: {
    only: {
      value: "NAME",
      multiple: true,
      help: "only this room, label (A16) or claim; may be repeated or followed by more names",
    },
    seed: { value: "N", help: "seed of all random numbers (1)" },
    budget: { value: "quick|full", help: "full runs the long evidence too (quick)" },
    run: { value: "DIR", help: "hold theory against the machine of this training run as well" },
    backend,
    json: { value: "FILE", help: "write the verdicts as JSON" },
  },
  positional: "NAME…",
  examples: [
    "boltzproof verify",
    "boltzproof verify --only A16 A19 --budget full",
    "boltzproof verify --run runs/latest --json verdicts.json",
  ],
};

export const trainSpec: CommandSpec = {
  name: "train",
  summary: "trains an RBM on MNIST digits and keeps it in a folder. Ctrl-C writes a checkpoint.",
  options: {
    mnist: {
      value: "DIR",
      help: "folder of the four MNIST files, plain or gzip; else BOLTZPROOF_MNIST, else 9,000 embedded digits",
    },
    limit: { value: "ROWS", help: "only the first so many training digits" },
    hidden: { value: "M", help: "hidden units (500)" },
    epochs: { value: "E", help: "passes over the data (20)" },
    algorithm: { value: "cd|pcd", help: "chains restart at the data, or persist (pcd)" },
    steps: { value: "k", help: "Gibbs sweeps an update (1)" },
    batch: { value: "B", help: "digits an update, and chains (100)" },
    rate: { value: "η", help: "learning rate (0.05)" },
    optimizer: { value: "sgd|adam", help: "how a gradient becomes a step (sgd)" },
    units: { value: "binary|spin", help: "{0,1} or ±1 units (binary)" },
    centred: { help: "centred gradient" },
    seed: { value: "N", help: "seed; the same seed gives the same weights bit for bit (1)" },
    threads: { value: "T", help: "threads; they change the time only (2)" },
    out: { value: "DIR", help: "folder of the run (runs/latest)" },
    resume: { help: "go on from the checkpoint in the folder, with the settings it began with" },
    overwrite: { help: "replace the run that the folder holds" },
    backend,
  },
  examples: [
    "boltzproof train --hidden 500 --epochs 20",
    "boltzproof train --mnist mnist/ --algorithm pcd --steps 10 --out runs/long",
  ],
};

export const reportSpec: CommandSpec = {
  name: "report",
  summary: "judges every claim on a trained machine and writes the page, one HTML file that opens offline.",
  options: {
    from: { value: "RUN", help: `folder of a training run (${DEFAULT_RUN})` },
    out: { value: "DIR", help: "folder of the page (report)" },
    seed: { value: "N", help: "seed of all random numbers (1)" },
    budget: { value: "quick|full", help: "full runs the long evidence too (quick)" },
  },
  examples: ["boltzproof report", "boltzproof report --from runs/long --budget full --out report-long"],
};

export const listSpec: CommandSpec = {
  name: "list",
  summary: "lists the rooms and their claims: labels, titles, names.",
  options: {},
  positional: "ROOM…",
  examples: ["boltzproof list", "boltzproof list tap landau"],
};

export const showSpec: CommandSpec = {
  name: "show",
  summary: "shows a claim: statement, source, evidence with what was expected and found, mutants, derivation.",
  options: {
    steps: { help: "with the reason and the wrong variants of each step of the derivation" },
    seed: { value: "N", help: "seed of all random numbers (1)" },
    budget: { value: "quick|full", help: "full runs the long evidence too (quick)" },
    run: { value: "DIR", help: "hold it against the machine of this training run as well" },
    backend,
  },
  positional: "NAME…",
  examples: ["boltzproof show A16", "boltzproof show tap/free-energy --run runs/latest"],
};

export const deriveSpec: CommandSpec = {
  name: "derive",
  summary: "prints the derivations of a room or label, each step judged: rule, reason, conditions, verdict.",
  options: {
    text: { help: "plain text (the default)" },
    latex: { help: "an align environment for each derivation, ready for a paper" },
    html: { help: "an HTML fragment with formulas set by KaTeX" },
    steps: { help: "with the rule, the reason and the wrong variants of each step" },
    seed: { value: "N", help: "seed of the zero tests (1)" },
  },
  positional: "NAME…",
  examples: [
    "boltzproof derive reciprocal-space --steps",
    "boltzproof derive A21",
    "boltzproof derive linear-regime --latex > growth.tex",
  ],
};

/** In the order of the overview. */
export const specs: readonly CommandSpec[] = [
  startSpec,
  verifySpec,
  trainSpec,
  reportSpec,
  listSpec,
  showSpec,
  deriveSpec,
];
