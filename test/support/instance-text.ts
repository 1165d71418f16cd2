/** What readers of instance files share: integers out of text and out of JSON, refused with words where they are none. */

/** The whitespace-separated integers of a text; throws an error naming the first that is none. */
export function readIntegers(text: string): number[] {
  const words = text.trim() === "" ? [] : text.trim().split(/\s+/);
  return words.map((word, place) => {
    const number = Number(word);
    if (!/^[+-]?\d/.test(word) || !Number.isSafeInteger(number)) throw new Error(`Expected an integer, found ${JSON.stringify(word.slice(0, 40))} (number ${place + 1} of the file)`);
    return number;
  });
}

/** The value, if it is an integer in the range; throws an error naming it otherwise. */
export function integerAt(value: unknown, name: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    throw new Error(`Expected ${name} to be an integer from ${least}${most === Number.MAX_SAFE_INTEGER ? "" : ` to ${most}`}, found ${JSON.stringify(value)}`);
  }
  return value as number;
}

/** Whether the value is a list of integers, of a length unless that is null. */
export function isListOf(value: readonly number[], length: number | null): boolean {
  return Array.isArray(value) && (length === null || value.length === length) && value.every((one) => Number.isSafeInteger(one));
}
