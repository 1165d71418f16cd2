/** All ways of taking `size` of the numbers from `from` up to `count`, in order. */
export function combinations(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const all: number[][] = [];
  for (let first = from; first <= count - size; first++) for (const rest of combinations(count, size - 1, first + 1)) all.push([first, ...rest]);
  return all;
}
