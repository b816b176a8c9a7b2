/** The candidate closest to a mistyped word, when one is close enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  // A beginning (`warn` for `warning`) is meant even when much of the word is missing.
  const begun = word.length >= 3 ? all.find((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase())) : undefined;
  if (begun) return begun;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of all) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let l = 1; l <= left.length; l++) {
    const next = [l];
    for (let r = 1; r <= right.length; r++) {
      const substitution = (row[r - 1] ?? 0) + (left[l - 1] === right[r - 1] ? 0 : 1);
      next.push(Math.min((row[r] ?? 0) + 1, (next[r - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
