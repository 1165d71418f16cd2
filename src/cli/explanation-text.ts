/** Explanations as sentences for a terminal. */
import type { CoverWorkerExplanation, FamilyExplanation, LastSteps, ParticipantExplanation, PlanExplanation, Recommendation, UnitExplanation } from "../index";
import { printable, textTable } from "./text-table";

/** What an explanation says, a sentence a line. */
export function explanationText(explanation: CoverWorkerExplanation | FamilyExplanation | LastSteps | ParticipantExplanation | PlanExplanation): string {
  switch (explanation.kind) {
    case "family":
      return unitsText(explanation.units);
    case "participant":
    case "cover-worker":
      return lines(explanation.sentences);
    case "last-steps":
      return [titled("The last one per cent", explanation.lastSteps.map(({ sentence }) => sentence)), curveText(explanation)].join("\n");
    case "plan":
      return [
        ...explanation.participants.map(({ workerId, sentences }) => titled(workerId, sentences)),
        ...explanation.coverWorkers.map(({ workerId, sentences }) => titled(workerId, sentences)),
        titled(
          "Every family",
          explanation.families.flatMap(({ units }) => units.flatMap(({ sections: { rationale } }) => rationale.map((sentence, index) => (index === 0 ? sentence : `  ${sentence}`)))),
        ),
        ...explanation.thirds.map(({ sentence, conflict, repairs }) => titled("What stands in the way of everybody's third", [sentence, ...[...conflict, ...repairs].map((part) => part.sentence)])),
        curveText(explanation),
      ].join("\n");
  }
}

/** The ranked ways of a recommendation. */
export function recommendationText({ units, notKept, isNew }: Recommendation): string {
  const columns = [
    { title: "Rank", align: "right" },
    { title: "Way", align: "left" },
    { title: "Relief", align: "right" },
    { title: "Changes of worker", align: "right" },
    { title: "Nothing else changed", align: "left" },
  ] as const;
  return [
    ...(notKept.length === 0 ? [] : [titled("No longer possible as planned", notKept)]),
    ...units.map(({ options, sentence }) => {
      const rows = options.map(({ rank, mode, coverWorkerId, isPlanned, reliefPoints, changesOfWorker, asPlanned }) => [
        String(rank),
        `${mode}${coverWorkerId === null ? "" : ` ${coverWorkerId}`}${isPlanned ? " (planned)" : ""}`,
        String(reliefPoints),
        String(changesOfWorker),
        asPlanned.isPossible ? (isDearer("relief", asPlanned.goals) ? "possible, further from thirds" : "possible") : `breaks ${asPlanned.brokenRules.join(", ")}`,
      ]);
      const told = options.filter(({ isPlanned }) => !isPlanned).map((option) => option.sentence);
      return `${lines([sentence])}${textTable(columns, rows)}${lines(isNew ? options.map(touched) : told)}`;
    }),
  ].join("\n");
}

type Way = Recommendation["units"][number]["options"][number];

function isDearer(goal: string, goals: Way["asPlanned"]["goals"]): boolean {
  return goals.some((one) => one.goal === goal && one.value > one.planned);
}

/** Whom a way touches with nothing else changed. */
function touched({ rank, asPlanned: { people } }: Way): string {
  const told = people.map(({ workerId, role, planned, value }) => (role === "participant" ? `${workerId} is relieved of ${value} points, not ${planned}` : `${workerId} carries ${value ?? 0} %, not ${planned ?? 0} %`));
  return `${rank}: ${told.length === 0 ? "it touches nobody else" : told.join("; ")}.`;
}

const HEADINGS = {
  rationale: "Why",
  responsibility: "Who decides",
  data: "What it rests on",
  fairness: "Is it fair",
  safetyAndPerformance: "Is it safe, and how good is it",
  impact: "What it means",
} as const satisfies Record<keyof UnitExplanation["sections"], string>;

/** The children of a family may have several workers: a heading says whose these are. */
function unitsText(units: readonly UnitExplanation[]): string {
  return units.map((unit) => `${units.length === 1 ? "" : `${printable(`${unit.decision.id} with ${unit.decision.participantId}`)}\n\n`}${unitText(unit)}`).join("\n");
}

function unitText({ sections, alternatives, counterfactuals }: UnitExplanation): string {
  const headed = Object.entries(HEADINGS).map(([section, heading]) => titled(heading, sections[section as keyof typeof HEADINGS]));
  const others = alternatives.filter(({ isPlanned }) => !isPlanned).map(({ sentence }) => sentence);
  return [
    ...headed,
    titled("What else could be done", others.length === 0 ? ["The rules leave nothing else."] : others),
    titled("What would change it", counterfactuals.length === 0 ? ["No fact was found that would."] : counterfactuals.flatMap(factsText)),
  ].join("\n");
}

/** The sentence, and the facts by themselves where they are more than it holds. */
function factsText({ sentence, facts }: UnitExplanation["counterfactuals"][number]): readonly string[] {
  return facts.every(({ condition }) => sentence.includes(condition)) ? [sentence] : [sentence, ...facts.map(({ condition }) => `  if ${condition}`)];
}

function curveText({ curve }: Pick<PlanExplanation, "curve">): string {
  if (curve === null) return titled("The curve", ["The limit came before the curve was known."]);
  const columns = ["Lower edge", "Reached", "Changes of worker", "Continuity", "Gap"].map((title) => ({ title, align: "right" }) as const);
  const rows = curve.map(({ lowerPerMille, reached, participants, changesOfWorker, continuity }) => [
    `${lowerPerMille / 10} %`,
    `${reached} of ${participants}`,
    String(changesOfWorker),
    String(continuity.value / 1000),
    String(continuity.gap / 1000),
  ]);
  return `The curve\n${textTable(columns, rows)}`;
}

function titled(title: string, sentences: readonly string[]): string {
  return `${printable(title)}\n${lines(sentences)}`;
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `  ${printable(sentence)}\n`).join("");
}
