/**
 * Trains a machine on real MNIST digits and watches its modes pass λ = 4.
 *
 * Prints the number of modes beyond 4 at the end, 10 of 100 with the largest at 11.58 on the embedded digits: the same
 * bits on every machine. Toledo-Marín et al. 2025, sheets A16, A21, A25.
 *
 *   npx tsx examples/trained-spectrum.ts
 */
import { composeFigure, freeEnergy, loadMnist, saveFigure, spectrumPanel, train } from "boltzproof";

const digits = await loadMnist({ folder: null, limit: 5000 });
const heldOut = await loadMnist({ folder: null, split: "test" });
const { rbm, initial, snapshots } = await train(digits, { hidden: 100, epochs: 10, seed: 1 });

const spectrum = snapshots.at(-1)!.singularValues;
const beyond = spectrum.filter((lambda) => lambda > 4).length;
console.log(`modes beyond λ = 4: ${beyond} of ${spectrum.length}, the largest at ${spectrum[0]!.toFixed(2)}`);

// Free energies tell the digits from noise only up to ln Z, but their change under training is telling.
const mean = (x: Float64Array) => x.reduce((sum, t) => sum + t, 0) / x.length;
const drop = mean(freeEnergy(initial, heldOut.bits)) - mean(freeEnergy(rbm, heldOut.bits));
console.log(`mean free energy of held-out digits fell by ${drop.toFixed(1)} nats`);

const figure = composeFigure(
  {
    id: "trained-spectrum",
    title: "Singular values during training",
    caption: String.raw`Every singular value of $W$ against the epoch, $784\times100$, PCD-1 on 5,000 digits.`,
    source: "sheets A16, A21, A25; this script",
  },
  spectrumPanel({
    epochs: snapshots.map((s) => s.epoch),
    spectra: snapshots.map((s) => s.singularValues),
    threshold: 4,
    thresholdLabel: "<i>λ</i> = 4",
  }),
);
const { svg } = await saveFigure(figure, "trained-spectrum");
console.log(`saved ${svg} and the same as HTML`);
