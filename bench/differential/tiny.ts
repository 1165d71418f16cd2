/** Tiny instances of every kind, answered by the solver's door and compared with listing every choice. */
import { checkSolution } from "../../src/solver/check-solution";
import type { ChoiceInstance } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { drain, findFault } from "../../test/support/choice-brute-force";
import { flowInstance, tinyFlowSize } from "../../test/support/choice-flow";
import { gapInstance, randomGap } from "../../test/support/choice-gap";
import { randomRelief, reliefInstance } from "../../test/support/choice-relief";
import { tinyInstance } from "../../test/support/choice-tiny";
import type { Tally } from "./tally";

/** The seed's instance: one in ten a flow, one a redistribution of one combined goal, one a generalised assignment, the others of every feature mix. */
function instanceOf(seed: number): ChoiceInstance {
  if (seed % 10 === 7) return gapInstance(randomGap(seed, 2 + (seed % 3), 6, 60 + (seed % 6) * 10));
  if (seed % 10 === 8) return reliefInstance(randomRelief(seed, 2, 4, 2, 80 + (seed % 4) * 20)).instance;
  return seed % 10 === 9 ? flowInstance(seed, tinyFlowSize) : tinyInstance(seed);
}

/** Compares one instance; without a limit every goal must be proved. */
export function compareTiny(seed: number, tally: Tally): void {
  const instance = instanceOf(seed);
  tally.tiny++;
  try {
    const result = drain(solveChoice(instance, {}));
    checkSolution(instance, result);
    const fault = findFault(instance, result);
    if (fault !== null) tally.disagreements.push(`tiny ${seed}: ${fault}`);
    else if (result.kind === "solved" && result.termination !== "optimal") tally.disagreements.push(`tiny ${seed}: not proved, though without a limit`);
    if (result.kind === "solved") tally[result.method]++;
    else tally.tinyInfeasible++;
  } catch (error) {
    tally.disagreements.push(`tiny ${seed}: ${String(error)}`);
  }
}
