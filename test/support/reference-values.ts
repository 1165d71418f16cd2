/** The tables of known values that lie beside instance files, and OR-Library's published assignment optima. */

/** What is known of an instance: its least value lies from `bound` to `value`, or it has none. */
export type Reference = { readonly kind: "range"; readonly bound: number; readonly value: number } | { readonly kind: "infeasible" | "unbounded" };

/** Beasley, OR-Library: a distributed test problem set, Journal of the Operational Research Society 41, 1990. */
const assignmentOptima: Readonly<Record<string, number>> = { assign100: 305, assign200: 475, assign300: 626, assign400: 804, assign500: 991, assign600: 1176, assign700: 1362, assign800: 1552 };

/** The published optimum of an OR-Library assignment file. */
export function assignmentReference(name: string): Reference | undefined {
  const value = assignmentOptima[name];
  return value === undefined ? undefined : { kind: "range", bound: value, value };
}

/**
 * Reads `name,optimum`, `name,best_bound,best_known`, or the list of generalised assignment (`Path,…,Best known bound,Optimum,Best
 * known solution value`). Rows without a number or one of the words infeasible and unbounded are passed over.
 */
export function readReferences(text: string): ReadonlyMap<string, Reference> {
  const [header = [], ...rows] = text.trim().split(/\r?\n/).map((line) => line.split(",").map((field) => field.trim()));
  const heads = header.map((head) => head.toLowerCase().replaceAll("_", " "));
  const column = (...names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const [name, optimum, bound, known] = [column("name", "path"), column("optimum"), column("best bound", "best known bound"), column("best known", "best known solution value")];
  const found = new Map<string, Reference>();
  for (const row of rows) {
    const key = instanceName(row[name] ?? "");
    const word = row[optimum];
    if (word === "infeasible" || word === "unbounded") found.set(key, { kind: word });
    else {
      const numberAt = (place: number): number | null => (place >= 0 && /^-?\d+$/.test(row[place] ?? "") ? Number(row[place]) : null);
      const exact = numberAt(optimum);
      const value = exact ?? numberAt(known);
      if (value !== null || numberAt(bound) !== null) found.set(key, { kind: "range", bound: exact ?? numberAt(bound) ?? -Infinity, value: value ?? Infinity });
    }
  }
  return found;
}

/** A file's name without folders and extension: how tables name it. */
export function instanceName(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.(json|min|txt|dat)$/, "");
}
