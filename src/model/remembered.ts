import type { Cohort } from "./cohort";

/**
 * A function of one thing of a cohort that computes each answer once, for what is asked many times while options are listed.
 * Cohorts never change, so what is remembered is always what would be computed; it goes when the cohort goes.
 */
export function remembered<K extends object, V>(compute: (key: K, cohort: Cohort) => V): (key: K, cohort: Cohort) => V {
  const known = new WeakMap<Cohort, Map<K, V>>();
  return (key, cohort) => {
    let answers = known.get(cohort);
    if (answers === undefined) known.set(cohort, (answers = new Map<K, V>()));
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = compute(key, cohort)));
    return answer;
  };
}
