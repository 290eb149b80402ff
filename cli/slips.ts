/** What a reader probably meant: the known word that a mistyped one is nearest to. */

/**
 * The known word that differs least, if it is near enough to be a slip of the fingers: one letter wrong, missing, added
 * or exchanged with its neighbour for every four. Among equals the one with the longest common beginning.
 */
export function closest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const ranked = known
    .map((k) => ({ k, distance: editDistance(typed, k.toLowerCase()), common: commonStart(typed, k.toLowerCase()) }))
    .sort((p, q) => p.distance - q.distance || q.common - p.common);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 4)) ? best.k : undefined;
}

/**
 * A label such as A16 has no neighbours: A17 is another equation and not a slip. Only a digit too many is one, since no
 * sheet has as many equations: A161 is A16.
 */
export function closestLabel(word: string, labels: readonly string[]): string | undefined {
  const typed = word.toUpperCase();
  const longest = Math.max(0, ...labels.map((label) => label.length));
  if (typed.length !== longest + 1) return undefined;
  return labels.find((label) => label === typed.slice(0, longest));
}

/** Looks like a label: one letter and a number. */
export function isLabel(word: string): boolean {
  return /^[a-z]\d+$/i.test(word);
}

function commonStart(a: string, b: string): number {
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  return k;
}

/** Letters replaced, left out, put in, or exchanged with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const plain = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + same);
      const crossed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      d[i]![j] = crossed ? Math.min(plain, d[i - 2]![j - 2]! + 1) : plain;
    }
  }
  return d[a.length]![b.length]!;
}
