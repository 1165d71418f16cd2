/** What leaving out an element of a clash is in practice: a demand dropped, relief given up, room added, a fact otherwise. */
import { formatDay } from "../base/calendar";
import { formatHundredths } from "../base/units";
import type { CaseEvent, Caseload, Pin, Worker } from "../model/caseload";
import type { RuleId } from "../model/rule-settings";
import type { RepairChange } from "../plan/plan";
import type { Element } from "./demands";
import type { Problem } from "./feasibility";
import { otherDates, waysOf, withDate } from "./move-date";
import { count } from "./words";

/** A change with an amount from 1 to `most`, the greatest being the change in full; a change without an amount has 1 for most. */
export interface Candidate {
  /** Equal keys: the same change. */
  readonly key: string;
  /** Planners' demands 0, relief 1, room 2, facts 3. */
  readonly rank: number;
  readonly most: number;
  /**
   * Absent: more does at least what less does. Present: amounts are single ways, the one to be preferred first, of which this one could do something in a problem
   * in which the other changes are made.
   */
  readonly couldDo?: (problem: Problem, amount: number) => boolean;
  readonly apply: (problem: Problem, amount: number) => Problem;
  readonly told: (amount: number) => RepairChange;
}

/** Most points, children, visits or families that are added before more room is given up as a repair. */
export const MOST_ADDED = 512;

/** Points of capacity are added whole. */
export const HUNDREDTHS_A_POINT = 100;

/** Where relief and room stand among what may be changed. */
export const RELIEF_RANK = 1;
export const ROOM_RANK = 2;

/** The change that answers an element. */
export function repairChange({ part: { rule, ids }, source, leaveOut }: Element, caseload: Caseload): Candidate {
  const key = `${rule}|${ids.join()}|${source.kind === "fact" ? source.fact.key : source.kind === "pin" ? source.pin.kind : ""}`;
  const told = (kind: RepairChange["kind"], condition: (amount: number) => string, amountOf: (amount: number) => number | null = () => null): Candidate["told"] => (amount) => ({
    kind,
    rule,
    ids,
    amount: amountOf(amount),
    area: null,
    move: null,
    condition: condition(amount),
  });
  switch (source.kind) {
    case "pin":
      return { key, rank: 0, most: 1, apply: leaveOut, told: told("demand", () => withoutPin(source.pin)) };
    case "pair":
      return { key, rank: 0, most: 1, apply: leaveOut, told: told("demand", () => `${ids[0]} and ${ids[1]} need not be kept ${rule === "keep-together" ? "together" : "apart"}`) };
    case "floor": {
      const { participantId, relief } = source;
      return {
        key,
        rank: RELIEF_RANK,
        most: Math.max(1, relief),
        apply: (problem, amount) => ({ ...problem, floors: new Map([...problem.floors, [participantId, relief - amount]]) }),
        told: told("demand", (amount) => `${participantId} got ${formatHundredths(relief - amount)} points instead of ${formatHundredths(relief)}`, (amount) => amount / 100),
      };
    }
    case "fact":
      if (source.fact.event !== undefined) return movedEvent(source.fact.event, { key, leaveOut, caseload, asItWere: told("fact", () => source.fact.condition) });
      return { key, rank: 3, most: 1, apply: leaveOut, told: told("fact", () => source.fact.condition) };
    case "limit": {
      const { add, what } = ROOM[source.rule as keyof typeof ROOM];
      return {
        key,
        rank: ROOM_RANK,
        most: MOST_ADDED,
        apply: (problem, amount) => ({ ...problem, caseload: add(problem.caseload, source.id, amount) }),
        told: told("limit", (amount) => what(source.id, amount, caseload), (amount) => amount),
      };
    }
  }
}

function withoutPin({ kind, familyId, supervisionId, coverWorkerId }: Pin): string {
  const unit = familyId ?? supervisionId;
  switch (kind) {
    case "must-stay":
      return `${unit} need not stay`;
    case "must-move":
      return `${unit} need not move`;
    case "must-go-to":
      return `${unit} need not go to ${coverWorkerId}`;
    case "never-to":
      return `${unit} could go to ${coverWorkerId}`;
  }
}

interface EventPart {
  readonly key: string;
  readonly leaveOut: Element["leaveOut"];
  readonly caseload: Caseload;
  /** What is told when no other day does: that it lay outside the programme. */
  readonly asItWere: Candidate["told"];
}

/** The event on the nearest day that does, and only where none does, outside the programme. */
function movedEvent(event: CaseEvent, { key, leaveOut, caseload, asItWere }: EventPart): Candidate {
  const days = otherDates(event, caseload);
  const { familyId, childId, kind } = event;
  const move = (problem: Problem, amount: number): Problem => ({ ...problem, caseload: withDate(problem.caseload, event, days[amount - 1]!) });
  return {
    key,
    rank: 3,
    most: days.length + 1,
    apply: (problem, amount) => (amount > days.length ? leaveOut(problem) : move(problem, amount)),
    couldDo: (problem, amount) => amount > days.length || waysOf(familyId, move(problem, amount).caseload) > waysOf(familyId, problem.caseload),
    told: (amount) => {
      if (amount > days.length) return asItWere(amount);
      const [from, to] = [formatDay(event.date), formatDay(days[amount - 1]!)];
      const condition = `the ${kind.replaceAll("-", " ")} of ${familyId} were on ${to} instead of ${from}`;
      return { ...asItWere(amount), move: { familyId, childId, eventKind: kind, from, to }, condition };
    },
  };
}

interface Room {
  readonly add: (caseload: Caseload, id: string, amount: number) => Caseload;
  readonly what: (id: string, amount: number, caseload: Caseload) => string;
}

const ROOM: Readonly<Record<"cover-capacity" | "cover-children" | "asye-maximum" | "visits-capacity" | "supervision-span" | "co-working", Room>> = {
  "cover-capacity": {
    // A reduction by less than nothing: more on every day on which there is any capacity.
    add: (caseload, id, amount) => withWorker(caseload, id, ({ reductions }) => ({ reductions: [...reductions, { ...ALWAYS, points: -amount * HUNDREDTHS_A_POINT, share: 0, reason: "" }] })),
    what: (id, amount, { workers }) => `${id} (${workers.find((worker) => worker.id === id)?.area}) could carry ${count(amount, "point", "points")} more`,
  },
  "cover-children": {
    add: (caseload, id, amount) => withWorker(caseload, id, ({ maximumChildren }) => ({ maximumChildren: (maximumChildren ?? caseload.policy.rules["cover-children"].limit ?? 0) + amount })),
    what: (id, amount) => `${id} could hold ${count(amount, "child", "children")} more`,
  },
  "asye-maximum": { add: (caseload, _id, amount) => withLimit(caseload, "asye-maximum", amount), what: (_id, amount) => `newly qualified workers could hold ${count(amount, "child", "children")} more` },
  "visits-capacity": {
    add: (caseload, id, amount) => withWorker(caseload, id, ({ visitsCapacity }) => ({ visitsCapacity: (visitsCapacity ?? 0) + amount })),
    what: (id, amount) => `${id} could make ${count(amount, "visit", "visits")} more`,
  },
  "supervision-span": { add: (caseload, _id, amount) => withLimit(caseload, "supervision-span", amount), what: (_id, amount) => `a cover manager could supervise ${amount} more` },
  "co-working": { add: (caseload, _id, amount) => withLimit(caseload, "co-working", amount), what: (_id, amount) => `a participant could have ${count(amount, "co-worked family", "co-worked families")} more` },
};

/** Longer than any programme. */
const ALWAYS = { from: -1_000_000, to: 1_000_000 } as const;

function withWorker(caseload: Caseload, id: string, change: (worker: Worker) => Partial<Worker>): Caseload {
  return { ...caseload, workers: caseload.workers.map((worker) => (worker.id === id ? { ...worker, ...change(worker) } : worker)) };
}

function withLimit(caseload: Caseload, rule: RuleId, amount: number): Caseload {
  const { rules } = caseload.policy;
  return { ...caseload, policy: { ...caseload.policy, rules: { ...rules, [rule]: { ...rules[rule], limit: (rules[rule].limit ?? 0) + amount } } } };
}
