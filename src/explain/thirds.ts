/** Why not everybody can be given a full third: the thirds as demands that clash with limits and facts, and what each repair buys. */
import { compareText } from "../base/hash";
import type { Hundredths } from "../base/units";
import type { Cohort } from "../model/cohort";
import { reliefTarget } from "../network/targets";
import { blockTotal } from "../solver/goal-values";
import { diagnose, type DiagnosisSteps } from "./conflict";
import type { ThirdsExplanation } from "./explanation";
import { feasibility, type Problem, type Purse } from "./feasibility";
import type { StandingComponent, StandingPlan } from "./standing-plan";
import { listed, short } from "./words";

const STEPS: DiagnosisSteps = { aProof: 200, aTrial: 50 };

/** Steps for all thirds that one explanation looks at. */
const STEPS_IN_ALL = 2_000;

export function thirdsPurse(): Purse {
  return { steps: STEPS_IN_ALL };
}

interface Limits {
  readonly purse: Purse;
  readonly shouldStop?: (() => boolean) | undefined;
}

/** Blocks below their band. */
export function belowBand({ at, choice }: StandingComponent): readonly number[] {
  return at.targets.flatMap(({ base, lower }, block) => (base > 0 && blockTotal(at.instance, choice, block) < lower ? [block] : []));
}

/**
 * What stands in the way of giving these blocks' participants their thirds.
 * @param demanded the blocks whose thirds are demanded: those below, or everybody's so that nobody pays with his own
 */
export function* thirdsOf(below: readonly number[], demanded: readonly number[], { at }: StandingComponent, { cohort }: StandingPlan, { purse, shouldStop }: Limits): Generator<null, ThirdsExplanation> {
  const idOf = (block: number): string => at.participants[block]!.worker.id;
  const participantIds = below.map(idOf).sort(compareText);
  const problem: Problem & { readonly purse: Purse } = { caseload: cohort.caseload, floors: new Map(demanded.filter((block) => at.targets[block]!.base > 0).map((block) => [idOf(block), at.targets[block]!.lower])), lifted: new Set<string>(), purse, ...(shouldStop === undefined ? {} : { isOver: shouldStop }) };
  const answer = yield* feasibility(problem, STEPS.aProof);
  const isAll = demanded.length > below.length;
  const who = isAll ? "everybody its third" : `${listed(participantIds)} ${below.length === 1 ? "its third" : "their thirds"}`;
  const nothing = { participantIds, conflict: [], repairs: [] } as const;
  if (answer === "unknown") return { ...nothing, kind: "not-settled", sentence: told(`Whether a plan can give ${who} was not settled within the limit.`) };
  if (answer === "possible") {
    const but = isAll ? "it goes above somebody's band, or the plan was not proved best" : "others may then get less";
    return { ...nothing, kind: "possible", sentence: told(`A plan that gives ${who} exists; ${but}.`) };
  }
  const thirdsOfNow = (now: Cohort): ReadonlyMap<string, Hundredths> =>
    new Map(now.participants.filter(({ worker }) => problem.floors.has(worker.id)).map((one) => [one.worker.id, reliefTarget(one, now).lower] as const));
  const { conflict, repairs } = yield* diagnose(problem, "relief-band", thirdsOfNow, STEPS);
  const parts = conflict.length === 1 ? "this one part" : `any one of these ${conflict.length} parts`;
  return { participantIds, kind: "clash", conflict, repairs, sentence: told(`No plan can give ${who}; without ${parts} one could.`) };
}

function told(sentence: string): string {
  return short(sentence, "Whether those below their bands could be given their thirds is listed part by part.");
}
