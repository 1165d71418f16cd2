/**
 * Why there is no plan: pins, keep rules and floors that cannot hold together, and none of which can be
 * left out. Found by deletion: each in turn is taken away, and stays away when what is left is still
 * impossible (Chinneck and Dravnieks 1991).
 */
import type { Caseload, Pin } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import type { Policy } from "../model/policy";
import { listChoices } from "../network/choices";
import { splitComponents } from "../network/components";
import { toInstance } from "../network/numeric-instance";
import type { ConflictPart, NoPlan } from "../plan/plan";
import type { ChoiceInstance } from "../solver/instance";
import { pinsOf } from "../rules/pins";
import { solveChoice } from "../solver/solve";

/** Something that could be taken away, and the caseload without it. */
interface Demand {
  readonly part: ConflictPart;
  readonly drop: (caseload: Caseload) => Caseload;
}

/** Most steps spent on one question; what cannot be answered within them is kept. */
const STEPS_A_QUESTION = 2_000;

/** The clashing demands of a cohort that has no plan. */
export function findConflict(cohort: Cohort): NoPlan {
  let caseload = cohort.caseload;
  const conflict: ConflictPart[] = [];
  for (const demand of demandsOf(caseload)) {
    const without = demand.drop(caseload);
    if (isImpossible(without)) caseload = without;
    else conflict.push(demand.part);
  }
  const parts = [...conflict, ...rulesInTheWay(caseload)];
  return { kind: "infeasible", conflict: parts, sentence: `No plan can satisfy all of these: ${parts.map((part) => part.sentence).join(" ")}` };
}

/** Rules that leave a unit with nowhere to go, where a pin makes it move. */
function rulesInTheWay(caseload: Caseload): readonly ConflictPart[] {
  const cohort = describeCohort(caseload);
  return listChoices(cohort)
    .filter(({ options }) => options.length === 0)
    .flatMap(({ unit, refusals }) => {
      const wanted = pinsOf(unit, cohort).find(({ kind }) => kind === "must-go-to")?.coverWorkerId ?? null;
      const rules = refusals
        .filter(({ mode, coverWorkerId, rules }) => mode === "handover" && !rules.includes("pins") && (wanted === null || coverWorkerId === wanted))
        .flatMap((refusal) => refusal.rules);
      return [...new Set(rules)]
        .filter((rule) => rule !== "pins")
        .map((rule) => ({ rule, ids: [unit.id], sentence: `The rule "${rule}" stands against handing over ${unit.id}.` }));
    });
}

function demandsOf({ pins, keepTogether, keepApart, policy }: Caseload): readonly Demand[] {
  return [
    ...(policy.reliefFloor === null ? [] : [floorDemand(policy)]),
    ...keepTogether.map((pair): Demand => ({
      part: { rule: "keep-together", ids: pair, sentence: `${pair[0]} and ${pair[1]} are to be kept together.` },
      drop: (caseload) => ({ ...caseload, keepTogether: caseload.keepTogether.filter((other) => other !== pair) }),
    })),
    ...keepApart.map((pair): Demand => ({
      part: { rule: "keep-apart", ids: pair, sentence: `${pair[0]} and ${pair[1]} are to be kept apart.` },
      drop: (caseload) => ({ ...caseload, keepApart: caseload.keepApart.filter((other) => other !== pair) }),
    })),
    ...pins.map((pin): Demand => ({
      part: { rule: "pins", ids: [pin.familyId, pin.supervisionId, pin.workerId, pin.coverWorkerId].filter((id) => id !== null), sentence: pinSentence(pin) },
      drop: (caseload) => ({ ...caseload, pins: caseload.pins.filter((other) => other !== pin) }),
    })),
  ];
}

function floorDemand({ reliefFloor }: Policy): Demand {
  const share = `${reliefFloor!.numerator}/${reliefFloor!.denominator}`;
  return {
    part: { rule: "relief-floor", ids: [], sentence: `Every participant is to get at least ${share} of its base.` },
    drop: (caseload) => ({ ...caseload, policy: { ...caseload.policy, reliefFloor: null } }),
  };
}

function pinSentence({ kind, familyId, supervisionId, coverWorkerId }: Pin): string {
  const unit = familyId ?? supervisionId;
  switch (kind) {
    case "must-stay":
      return `${unit} must stay.`;
    case "must-move":
      return `${unit} must move.`;
    case "must-go-to":
      return `${unit} must go to ${coverWorkerId}.`;
    case "never-to":
      return `${unit} must never go to ${coverWorkerId}.`;
  }
}

/** True only when it is proved that no plan exists. */
function isImpossible(caseload: Caseload): boolean {
  const cohort = describeCohort(caseload);
  const choices = listChoices(cohort);
  if (choices.some((choice) => choice.options.length === 0)) return true;
  return splitComponents(choices, cohort).some((component) => {
    const run = solveChoice(anyPlan(toInstance(component, cohort).instance), { stepLimit: STEPS_A_QUESTION });
    let step = run.next();
    while (step.done !== true) step = run.next();
    return step.value.kind === "infeasible";
  });
}

/** The instance whose first solution is good enough. */
function anyPlan(instance: ChoiceInstance): ChoiceInstance {
  const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: Number.MAX_SAFE_INTEGER };
  return { ...instance, goals: instance.goals.slice(0, 1).map((goal) => ({ ...goal, tolerance })) };
}
