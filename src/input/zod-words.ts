/** The small schemas that documents made by the library share: goals, rules, digests, and where a unit is. */
import * as z from "zod";
import { GOAL_IDS } from "../model/policy";
import { RULE_IDS } from "../model/rule-settings";
import { date, id, record } from "./zod-parts";

export const goal = z.enum([...GOAL_IDS, "changes"]);
export const rule = z.enum(RULE_IDS as readonly [(typeof RULE_IDS)[number]]);
export const mode = z.enum(["stay", "co-work", "handover"]);
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const version = z.string().max(64);
export const sentence = z.string().max(10_000);

/** Where a unit is, from a day on. */
export const whereabouts = record({ mode, coverWorkerId: id.nullable(), companionId: id.nullable(), takeoverDate: date.nullable(), handBackDate: date.nullable() });

/** Which unit it is. */
export const unit = { kind: z.enum(["family", "supervision"]), id, participantId: id, childIds: z.array(id) };

export const pinKind = z.enum(["must-stay", "must-move", "must-go-to", "never-to"]);
