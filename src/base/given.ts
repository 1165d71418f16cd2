/**
 * Throws when what a function was given is not what its type says: a fault of the calling code, which a type checker would have found, never of a
 * document that somebody wrote. Documents are parsed, and what is wrong with them comes back as issues.
 * @param holds whether it is so
 * @param message what it is not, and what to give instead
 * @throws TypeError
 */
export function given(holds: boolean, message: string): asserts holds {
  if (!holds) throw new TypeError(message);
}

/** Whether a value has fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
