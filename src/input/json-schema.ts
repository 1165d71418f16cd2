import * as z from "zod";
import { eventsSchema } from "./events-schema";
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
  };
}

function publish(name: string, schema: z.ZodType, title: string, description: string): object {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: "input", reused: "ref" });
  return { $schema, $id: `urn:caseload-relief:${name}:1`, title, description, ...body };
}
