/** The figures of the room. */
import type { Figure } from "../../../src/report/figure.ts";
import type { FigureContext } from "../../room.ts";
import { gibbsFigure, reverseFigure } from "./chains.ts";
import { divergenceFigure, stepFigure, timeFigure } from "./paths.ts";

export async function diffusionFigures(context: FigureContext): Promise<Figure[]> {
  const drawn: Figure[] = [];
  for (const draw of [timeFigure, divergenceFigure, stepFigure, gibbsFigure, reverseFigure]) {
    drawn.push(await draw(context));
  }
  return drawn;
}
