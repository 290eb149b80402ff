/**
 * Ctrl-C during long work. The first asks: an AbortSignal that the work reads between updates, so that it can write
 * a checkpoint. The second insists: the process ends at once, by the signal, as shells expect.
 */
import type { StopSignal } from "../rbm/train.ts";

/** Someone listening for Ctrl-C. */
export interface Interrupt {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: StopSignal & { addEventListener(type: "abort", listener: () => void): void };
  /** Gives Ctrl-C back its usual meaning. */
  dispose(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Listens until disposed. `say` gets the sentence for the user; it goes to stderr when left out. */
export function listenForInterrupt(say: (sentence: string) => void = toStderr): Interrupt {
  const controller = new AbortController();
  const dispose = (): void => {
    for (const name of SIGNALS) process.removeListener(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      dispose();
      process.kill(process.pid, name);
      return;
    }
    controller.abort();
    say("Stopping after this update; press Ctrl-C again to stop at once.");
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return { signal: controller.signal, dispose };
}

function toStderr(sentence: string): void {
  process.stderr.write(`\n${sentence}\n`);
}
