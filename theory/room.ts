/** A room of the theory: a lab room that also draws its figures. */
import type { Budget, Room, TrainedMachine } from "../src/lab/types.ts";
import type { Rng } from "../src/numeric/random.ts";
import type { Figure } from "../src/report/figure.ts";

export interface FigureContext {
  readonly rng: Rng;
  readonly budget: Budget;
  readonly machine?: TrainedMachine;
}

export interface TheoryRoom extends Room {
  /** Theory against experiment; the same formulas as the claims, on fresh draws. */
  figures(context: FigureContext): Figure[];
}
