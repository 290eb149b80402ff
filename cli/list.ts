/** boltzproof list: the rooms and their claims, to find the name of one. */
import { foldLine, tableStyle } from "../src/report/terminal.ts";
import { rooms } from "../theory/index.ts";
import type { Command } from "./command.ts";
import { chooseClaims } from "./judging.ts";
import { listSpec } from "./specs.ts";

export const listCommand: Command = {
  spec: listSpec,
  async run(given) {
    const chosen = new Set(chooseClaims(given.positionals));
    const { width } = tableStyle(process.stdout, process.env);
    const lines = rooms.flatMap((room) => {
      const claims = room.claims.filter((claim) => chosen.has(claim));
      if (claims.length === 0) return [];
      const entries = claims.map(({ id, labels, title }) => {
        const [first, ...more] = foldLine(title, width - 4 - LABELS).split("\n");
        const rest = [...more, id].map((line) => " ".repeat(4 + LABELS) + line);
        return [`  ${labels.join(" ").padEnd(LABELS)}  ${first}`, ...rest].join("\n");
      });
      return [`${room.id}: ${room.title}`, ...entries, ""];
    });
    process.stdout.write(`${lines.join("\n")}\nboltzproof show NAME shows a claim, by label or name.\n`);
    return 0;
  },
};

/** Columns for the labels of a claim. */
const LABELS = 15;
