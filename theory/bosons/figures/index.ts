/** The figures of the room. */
import type { Figure } from "../../../src/report/figure.ts";
import type { FigureContext } from "../../room.ts";
import { energiesFigure, levelFlowFigure } from "./levels.ts";
import { decouplingFigure, machineFigure } from "./machine.ts";

export function bosonFigures(context: FigureContext): Figure[] {
  const onMachine = machineFigure(context);
  return [energiesFigure(), levelFlowFigure(), decouplingFigure(context), ...(onMachine ? [onMachine] : [])];
}
