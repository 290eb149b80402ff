/** Where the formulas of this room come from. */
import type { Source } from "../../src/lab/types.ts";

const PAPER = "Toledo-Marín, Maiti, Fox, Melko, Mach. Learn.: Sci. Technol. 6 035030 (2025)";
const PAPER_URL = "https://doi.org/10.1088/2632-2153/adf521";

/** A definition or setting of the paper's public code, as the theory sheet lists it. */
export function fromPaper(label: string, note?: string): Source {
  return { ref: `${PAPER}, sheet ${label}`, url: PAPER_URL, ...(note ? { note } : {}) };
}

/** A textbook statement that the paper uses. */
export function standard(label: string, note = "textbook result"): Source {
  return { ref: `standard; sheet ${label} for ${PAPER}`, url: PAPER_URL, note };
}

/** Derived here because the body of the paper was not available; wording and normalisation may differ from its. */
export function reconstructed(label: string, note = "reconstruction: derived here, not read in the paper"): Source {
  return { ref: `reconstruction; sheet ${label} for ${PAPER}`, url: PAPER_URL, note };
}

const THERMODYNAMICS_URL = "https://doi.org/10.1007/s10955-018-2105-y";
const THERMODYNAMICS = "Decelle, Fissore, Furtlehner, arXiv:1803.01960 (2018)";

/** A statement of the sheet on thermodynamics and learning dynamics; the note says what of it is derived here. */
export function fromThermodynamics(label: string, note: string): Source {
  return { ref: `sheet ${label} for ${THERMODYNAMICS}`, url: THERMODYNAMICS_URL, note };
}
