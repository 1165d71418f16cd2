/**
 * A smallest set that still clashes: no part of it can be left out.
 *
 * Given things C that together with a background are impossible, find X ⊆ C that is so too while no proper subset is. By halves:
 * what the second half must give is found with the first half in force, then what the first must give with what was found. Asks
 * O(k · log(n ÷ k) + k) questions for k of n things. Junker, U. (2004), QuickXplain: preferred explanations and relaxations for
 * over-constrained problems, AAAI-04.
 *
 * Assumes that leaving things out never makes the possible impossible; where that could fail, a last pass leaves each out once more.
 */

/** Whether these, with the background, are proved not to hold together; with pauses. */
type Ask<T> = (inForce: readonly T[]) => Generator<null, boolean>;

/**
 * @param candidates impossible together with the background; those named first are kept first
 * @param isImpossible proves that these, with the background, cannot hold together; false also when it cannot tell
 */
export function* irreducibleClash<T>(candidates: readonly T[], isImpossible: Ask<T>): Generator<null, readonly T[]> {
  const found = (yield* isImpossible([])) ? [] : yield* halve([], candidates, false, isImpossible);
  let kept = candidates.filter((candidate) => found.includes(candidate));
  for (const candidate of kept) {
    const rest = kept.filter((other) => other !== candidate);
    if (yield* isImpossible(rest)) kept = rest;
  }
  return kept;
}

function* halve<T>(background: readonly T[], candidates: readonly T[], hasGrown: boolean, isImpossible: Ask<T>): Generator<null, readonly T[]> {
  if (hasGrown && (yield* isImpossible(background))) return [];
  if (candidates.length <= 1) return candidates;
  const middle = candidates.length >> 1;
  const [first, second] = [candidates.slice(0, middle), candidates.slice(middle)];
  const fromSecond = yield* halve([...background, ...first], second, true, isImpossible);
  const fromFirst = yield* halve([...background, ...fromSecond], first, fromSecond.length > 0, isImpossible);
  return [...fromFirst, ...fromSecond];
}
