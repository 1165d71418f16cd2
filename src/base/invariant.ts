/**
 * Throws when something that cannot happen has happened: a fault of this library, never of its input.
 * @param holds the condition that every caller may rely on
 * @param statement the sentence that turned out to be false
 */
export function invariant(holds: boolean, statement: string): asserts holds {
  if (!holds) throw new Error(`Broken invariant (a fault in caseload-relief, not in your data): ${statement}`);
}
