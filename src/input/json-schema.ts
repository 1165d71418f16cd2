import * as z from "zod";
import { alternativesSchema, comparisonSchema, impactSchema, overrideSchema, replanSchema } from "./difference-schema";
import { eventsSchema } from "./events-schema";
import { explanationSchema, recommendationSchema } from "./explanation-schema";
import { groupsSchema } from "./groups-schema";
import { planSchema } from "./plan-schema";
import { recordSchema } from "./record-schema";
import { caseloadSchema } from "./schema";

/**
 * The published JSON Schemas (draft 2020-12), by name. They say what an editor can check; decimals, dates
 * that do not exist and references between parts are judged by the parser alone.
 */
export function jsonSchemas(): Record<string, object> {
  return {
    caseload: publish("caseload", caseloadSchema, "Caseload", "A cohort, its cover team and their work: the input of a handover plan. Units and meanings: docs/caseload.md."),
    events: publish("events", eventsSchema, "Events", "What has become known since a plan was published: the input of a re-plan. Meanings: docs/replanning.md."),
    record: publish("record", recordSchema, "Decision record", "Who proposed, changed, overrode, consulted and signed, as a chain of hashes. Meanings: docs/decision-record.md."),
    groups: publish("groups", groupsSchema, "Groups", "Groups of children, for the table of a plan's impact; no plan is made from it."),
    plan: publish("plan", planSchema, "Plan", "A proposed handover plan for one cohort, as the library writes it."),
    replan: publish("replan", replanSchema, "Re-plan", "A plan for the rest of the window, and every decision it changes with the reason why. Meanings: docs/replanning.md."),
    override: publish("override", overrideSchema, "Override", "A plan around a decision that somebody pinned, and what that costs. Meanings: docs/replanning.md."),
    explanation: publish("explanation", explanationSchema, "Explanation", "Why a family, a participant, a cover worker or a whole plan is as it is. Meanings: docs/explanations.md."),
    recommendation: publish("recommendation", recommendationSchema, "Recommendation", "Ranked ways for one family, with their effect on everyone. Meanings: docs/explanations.md."),
    alternatives: publish("alternatives", alternativesSchema, "Alternatives", "The best plans that differ from a plan and from one another. Meanings: docs/replanning.md."),
    comparison: publish("comparison", comparisonSchema, "Comparison", "Two plans side by side. Meanings: docs/replanning.md."),
    impact: publish("impact", impactSchema, "Impact", "What a plan would cause to children and staff. Meanings: docs/replanning.md."),
  };
}

function publish(name: string, schema: z.ZodType, title: string, description: string): object {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: "input", reused: "ref" });
  return { $schema, $id: `urn:caseload-relief:${name}:1`, title, description, type: "object", ...body };
}
