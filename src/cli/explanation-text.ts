/** Explanations as sentences for a terminal. */
import type { CoverWorkerExplanation, FamilyExplanation, ParticipantExplanation, PlanExplanation, UnitExplanation } from "../index";
import { printable, textTable } from "./text-table";

/** What an explanation says, a sentence a line. */
export function explanationText(explanation: CoverWorkerExplanation | FamilyExplanation | ParticipantExplanation | PlanExplanation): string {
  switch (explanation.kind) {
    case "family":
      return explanation.units.map(unitText).join("\n");
    case "participant":
    case "cover-worker":
      return lines(explanation.sentences);
    case "plan":
      return [
        ...explanation.participants.map(({ workerId, sentences }) => titled(workerId, sentences)),
        ...explanation.coverWorkers.map(({ workerId, sentences }) => titled(workerId, sentences)),
        titled(
          "Every family",
          explanation.families.flatMap(({ units }) => units.flatMap(({ decision, otherwiseSentence }) => [decision.sentence, `  ${otherwiseSentence}`])),
        ),
        curveText(explanation),
      ].join("\n");
  }
}

const HEADINGS = {
  rationale: "Why",
  responsibility: "Who decides",
  data: "What it rests on",
  fairness: "Is it fair",
  safetyAndPerformance: "Is it safe, and how good is it",
  impact: "What it means",
} as const satisfies Record<keyof UnitExplanation["sections"], string>;

function unitText({ sections, alternatives, counterfactuals }: UnitExplanation): string {
  const headed = Object.entries(HEADINGS).map(([section, heading]) => titled(heading, sections[section as keyof typeof HEADINGS]));
  const others = alternatives.filter(({ isPlanned }) => !isPlanned).map(({ sentence }) => sentence);
  return [
    ...headed,
    titled("What else could be done", others.length === 0 ? ["The rules leave nothing else."] : others),
    titled("What would change it", counterfactuals.length === 0 ? ["No fact was found that would."] : counterfactuals.map(({ sentence }) => sentence)),
  ].join("\n");
}

function curveText({ curve }: PlanExplanation): string {
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
