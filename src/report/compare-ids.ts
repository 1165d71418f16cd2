/** The order in which a page lists ids: figures in them count as numbers, so that W2 stands before W10. */
import { compareText } from "../base/hash";

/** Of two ids the one that a reader looks for first; equal ids only are equal. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.min(x.length, y.length); index++) {
    const difference = comparePart(x[index]!, y[index]!);
    if (difference !== 0) return difference;
  }
  return x.length - y.length || compareText(a, b);
}

/** Runs of figures, and what lies between them. */
function partsOf(id: string): readonly string[] {
  return id.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function comparePart(a: string, b: string): number {
  const [x, y] = [a, b].map((part) => (/^[0-9]/.test(part) ? part.replace(/^0+(?=[0-9])/, "") : null)) as [string | null, string | null];
  if (x === null || y === null) return compareText(a, b);
  return x.length - y.length || compareText(x, y);
}
