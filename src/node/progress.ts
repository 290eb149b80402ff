/**
 * Progress of long work on stderr: a bar with the time left on a terminal, elsewhere (a log, a pipe) a line now and
 * then, and nothing at all for work that is done before the first line is due.
 */
import { SingleBar } from "cli-progress";

/** A bar or a row of lines that is under way. */
export interface Progress {
  /** `done` of the total; `note` stands at the end, e.g. the epoch. */
  update(done: number, note?: string): void;
  stop(): void;
}

/** What progress is written to: as much of a Node stream as is used, so that a reader of the types needs no Node's. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Title and total of a piece of long work, and where its progress is shown. */
export interface ProgressOptions {
  readonly title: string;
  readonly total: number;
  /** stderr when left out. */
  readonly stream?: ProgressStream;
  /** Milliseconds between lines where there is no terminal; 5,000 when left out. */
  readonly interval?: number;
  /** Clock in milliseconds, for tests. */
  readonly now?: () => number;
}

/** Shows progress: a bar on a terminal, a line every few seconds elsewhere. Call `stop` at the end. */
export function startProgress(options: ProgressOptions): Progress {
  return (options.stream ?? process.stderr).isTTY ? startBar(options) : startLines(options);
}

function startBar({ title, total, stream = process.stderr }: ProgressOptions): Progress {
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}% · {eta_formatted} left · {note}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: null,
    gracefulExit: false, // signals belong to listenForInterrupt
    // The bar is shown on terminals alone, and those are Node's own streams.
    stream: stream as NodeJS.WriteStream,
  });
  bar.start(total, 0, { note: "" });
  return { update: (done, note = "") => bar.update(done, { note }), stop: () => bar.stop() };
}

function startLines(options: ProgressOptions): Progress {
  const { title, total, stream = process.stderr, interval = 5_000, now = Date.now } = options;
  const start = now();
  let due = start + interval;
  const update = (done: number, note = ""): void => {
    const time = now();
    if (time < due) return;
    due = time + interval;
    const left = done > 0 ? ` · ${formatDuration(((time - start) / done) * (total - done))} left` : "";
    stream.write(`${title} ${Math.floor((100 * done) / total)}%${left}${note && ` · ${note}`}\n`);
  };
  return { update, stop: () => {} };
}

/** "45 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
