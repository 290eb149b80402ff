/** Where the official MNIST files are on this machine, if they are: BOLTZPROOF_MNIST, or the folder beside the checkout. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { BOLTZPROOF_MNIST } = process.env;
const candidates = [BOLTZPROOF_MNIST, fileURLToPath(new URL("../../../shared/data/mnist", import.meta.url))];

export const officialMnist: string | undefined = candidates.find((folder) => folder && existsSync(folder));

export const WITHOUT_OFFICIAL_FILES: string =
  "the official MNIST files are not here: set BOLTZPROOF_MNIST to their folder to run this test";
