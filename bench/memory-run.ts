/** One epoch on 60,000 rows with as many hidden units as the argument says; prints the peak of resident MiB. */
import { train } from "../src/rbm/index.ts";
import { trainingRows } from "./training.ts";

const hidden = Number(process.argv[2]);
await train(await trainingRows(), { hidden, epochs: 1, batch: 500, rate: 0.05, seed: 1, threads: 2 });
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
