/** Values of goals as they are read in a terminal. */
import type { Plan } from "../index";

type GoalId = Plan["components"][number]["goals"][number]["goal"];

const UNITS: Readonly<Record<GoalId, readonly [unit: string, scale: number]>> = {
  relief: ["", 1],
  changes: ["decisions", 1],
  continuity: ["contacts", 1000],
  "fair-cover": ["%", 1],
  travel: ["minutes", 1],
};

/** What a goal is counted in; nothing for relief, which is a sum of squares. */
export function unitOf(goal: GoalId): string {
  return UNITS[goal][0];
}

/** A value of a goal in its unit, with the shortest decimal: "193.7" contacts. */
export function goalFigure(goal: GoalId, value: number): string {
  return decimal(value / UNITS[goal][1]);
}

/** Shortest decimal of a number that has at most three places. */
export function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
