/** A room of the theory: a lab room that also draws its figures. */
import type { Derivation } from "../src/algebra/derivation/index.ts";
import type { Budget, Room, TrainedMachine } from "../src/lab/types.ts";
import type { Rng } from "../src/numeric/random.ts";
import type { Figure } from "../src/report/figure.ts";
import type { ReportTable } from "../src/report/table.ts";

/** What a room draws its figures from. */
export interface FigureContext {
  readonly rng: Rng;
  readonly budget: Budget;
  readonly machine?: TrainedMachine;
}

/** A room of the laboratory with its figures and tables. */
export interface TheoryRoom extends Room {
  /** Derivations that stand behind no single claim; those of the claims are shown too. */
  readonly derivations?: readonly Derivation[];
  /** Theory against experiment; the same formulas as the claims, on fresh draws. */
  figures(context: FigureContext): Figure[] | Promise<Figure[]>;
  /** Predicted and measured, line by line. */
  tables?(context: FigureContext): ReportTable[] | Promise<ReportTable[]>;
}
