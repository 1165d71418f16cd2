/** The policy's floor of relief lowered for everybody: one change where a floor for each would be many. */
import { ceilDivide, type Fraction } from "../base/units";
import type { Caseload } from "../model/caseload";
import type { Element } from "./demands";
import type { Problem } from "./feasibility";
import { RELIEF_RANK, type Candidate } from "./repair-change";

/** Whether it might mend a clash: somebody's floor has a part in it. */
export function isAboutFloor(clash: readonly Element[]): boolean {
  return clash.some(({ part }) => part.rule === "relief-floor");
}

/** The floor lowered by whole per cent of base; none where the policy has no floor, or one of nothing. */
export function lowerFloor({ caseload }: Problem): readonly Candidate[] {
  const floor = caseload.policy.reliefFloor;
  if (floor === null || floor.numerator <= 0) return [];
  const most = ceilDivide(100 * floor.numerator, floor.denominator);
  return [
    {
      key: "floor of everybody",
      rank: RELIEF_RANK,
      most,
      apply: (problem, amount) => ({ ...problem, caseload: withFloor(problem.caseload, { numerator: most - amount, denominator: 100 }) }),
      told: (amount) => ({ kind: "demand", rule: "relief-floor", ids: [], amount, area: null, move: null, condition: `the floor was ${most - amount} % of everybody's work and not ${inPerCent(floor)}` }),
    },
  ];
}

function withFloor(caseload: Caseload, reliefFloor: Fraction): Caseload {
  return { ...caseload, policy: { ...caseload.policy, reliefFloor } };
}

/** "20 %", or "1/3" where that is no whole per cent. */
function inPerCent({ numerator, denominator }: Fraction): string {
  return (100 * numerator) % denominator === 0 ? `${(100 * numerator) / denominator} %` : `${numerator}/${denominator}`;
}
