import type { GroupTable } from "../explain/group-impact";
import type { PlanImpact } from "../explain/impact";
import type { PlanExplanation } from "../explain/explanation";
import type { Plan } from "../plan/plan";
import type { DecisionRecord } from "../record/record";
import type { Html } from "./html";
import { page, type Section } from "./page";
import { readingOf } from "./reading";
import { givenOptions, givenPlan } from "./shape";
import { assumed, checked } from "./section/assumptions";
import { continuitySection } from "./section/continuity";
import { coverTeam } from "./section/cover-team";
import { curveSection } from "./section/curve";
import { familiesSection } from "./section/families";
import { impactSection } from "./section/impact";
import { moves } from "./section/moves";
import { participantsSection } from "./section/participants";
import { quality } from "./section/quality";
import { provenance, questions } from "./section/questions";
import { recordSection } from "./section/record";
import { summary } from "./section/summary";
import { thirdsSection } from "./section/thirds";
import { timeline } from "./section/timeline";

/** What a plan does not say and a page may. */
export interface ReportOptions {
  /** Stands over the page; default: the id of the programme, or "Programme" when it has none. */
  readonly title?: string;
  /** Whom readers turn to, in a few words; default: left out. */
  readonly questionsTo?: string;
  /** What `explainPlan` says of this plan: it opens behind every family's row, with the curve and what stands in the way of thirds; default: what the plan itself says. */
  readonly explanation?: PlanExplanation;
  /** What the plan would cause, as `planImpact` tells it; default: left out. */
  readonly impact?: PlanImpact;
  /** A table of groups of children, shown with the impact; default: left out. */
  readonly groups?: GroupTable;
  /** The decision record of the programme; default: left out. */
  readonly record?: DecisionRecord;
}

/**
 * The page that people read: one self-contained HTML file, without script, that prints on A4.
 * Every text of the plan is escaped. Equal plans and options give equal bytes.
 * @param plan a plan this library has made or checked
 * @throws TypeError naming the field, when the plan or what goes beside it is no such document
 * @example
 * writeFileSync("report.html", renderReport(plan));
 */
export function renderReport(plan: Plan, options: ReportOptions = {}): string {
  givenPlan(plan);
  givenOptions(options);
  const reading = readingOf(plan);
  const explanation = options.explanation?.caseloadDigest === plan.caseloadDigest ? options.explanation : null;
  return page({
    plan,
    title: options.title ?? plan.programme.id ?? "Programme",
    lead: summary(reading),
    sections: [
      { id: "quality", title: "How good is this plan?", body: quality(reading) },
      ...known("thirds", "What stands in the way of everybody's third", explanation === null ? null : thirdsSection(explanation)),
      ...known("curve", "What the last part of a third costs", explanation === null ? null : curveSection(explanation, plan)),
      { id: "participants", title: "Participants", body: participantsSection(reading) },
      { id: "cover", title: "The cover team", body: coverTeam(reading) },
      { id: "moves", title: "Who moves to whom", body: moves(reading) },
      { id: "dates", title: "Takeovers and hand-backs", body: timeline(reading) },
      { id: "families", title: "Every family, and why", body: familiesSection(reading, explanation) },
      { id: "continuity", title: "What it asks of children and families", body: continuitySection(reading) },
      ...(options.impact === undefined ? [] : [{ id: "impact", title: "What it would cause", body: impactSection(options.impact, options.groups ?? null) }]),
      { id: "assumed", title: "What was assumed, and what is in breach already", body: assumed(reading) },
      { id: "checked", title: "What was checked", body: checked(reading) },
      ...(options.record === undefined ? [] : [{ id: "record", title: "Who decided what, and why", body: recordSection(options.record, plan) }]),
      { id: "questions", title: "How to question it", body: questions(options.questionsTo ?? null) },
    ],
    footer: provenance(reading),
  });
}

/** A section, unless there is nothing to say in it. */
function known(id: string, title: string, body: Html | null): readonly Section[] {
  return body === null ? [] : [{ id, title, body }];
}
