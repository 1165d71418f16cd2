/**
 * A country: council after council in one process, each with one cohort of 12 and the rest of its 200 workers present.
 *
 * One caseload document a council, read and planned through the public calls: a council has no other council's records, and
 * nothing in one could change another's plan. The policy asks for every goal within one per cent, one point where the goal is a
 * percentage, and a plan takes the steps that this needs, up to a limit. Every plan is checked. That time grows with the councils and not faster is for the reader of the table to see; no time is asserted.
 */
import { performance } from "node:perf_hooks";
import { generateCaseload, type GenerateOptions } from "../../src/generate";
import { checkPlan, parseCaseload, planHandovers, type CaseloadDocument, type Plan } from "../../src/index";

/** 12 participants, 7 cover workers, 157 other social workers and 24 other managers. */
const COUNCIL: GenerateOptions = { otherWorkers: 157, otherManagers: 24 };
const GOALS = { relief: { gapShare: 0.01 }, continuity: { gapShare: 0.01 }, "fair-cover": { gapAbsolute: 1 }, travel: { gapShare: 0.01 } };
/** Per cent of a goal's value; of the cover team's greatest workload, points. */
const GREATEST_GAP = 1;
/** Steps of work for each component. */
const STEP_LIMIT = 40_000;
/** Numbers of councils that have a line of the table. */
const MILESTONES = [10, 50, 150];

export interface CountryRun {
  readonly councils: number;
  readonly print: (line: string) => void;
  readonly disagree: (what: string) => void;
}

type Goals = NonNullable<NonNullable<CaseloadDocument["policy"]>["goals"]>;

interface CouncilRow {
  readonly children: number;
  readonly readMs: number;
  readonly planMs: number;
  /** What both took of all processor cores: steadier on a busy machine. */
  readonly cpuMs: number;
  readonly gap: number;
}

/** Plans the councils of seeds 1 to N; returns the table. */
export function runCountry({ councils, print, disagree }: CountryRun): readonly string[] {
  const rows: CouncilRow[] = [];
  const table = ["councils  children  reading s  planning s  processor s a council  MB at most  greatest gap  above 1 %"];
  for (let seed = 1; seed <= councils; seed++) {
    const row = runCouncil(seed, print, disagree);
    if (row !== null) rows.push(row);
    if (MILESTONES.includes(seed) || seed === councils) table.push(lineOf(seed, rows));
  }
  return table;
}

function runCouncil(seed: number, print: (line: string) => void, disagree: (what: string) => void): CouncilRow | null {
  const name = `council ${seed}`;
  const generated = generateCaseload(seed, COUNCIL);
  const document = { ...generated, policy: { ...generated.policy, goals: merged(generated.policy?.goals) } };
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const parsed = parseCaseload(document);
  const readMs = performance.now() - start;
  if (parsed.kind === "error") {
    disagree(`${name}: refused: ${parsed.issues[0]?.message}`);
    return null;
  }
  const planned = planHandovers(parsed.value, { stepLimit: STEP_LIMIT });
  const planMs = performance.now() - start - readMs;
  const { user, system } = process.cpuUsage(cpuStart);
  if (planned.kind !== "plan") {
    disagree(`${name}: no plan (${planned.kind}).`);
    return null;
  }
  const { plan } = planned;
  const check = checkPlan(parsed.value, plan);
  if (check.kind === "error" || !check.value.isInOrder) disagree(`${name}: the plan fails its check.`);
  const row = { children: document.children.length, readMs, planMs, cpuMs: (user + system) / 1000, gap: greatestGap(plan) };
  const goals = plan.components.flatMap((component) => component.goals.map(({ goal, stageValue, bound }) => ({ goal, stageValue, bound })));
  print(JSON.stringify({ name, workers: document.workers.length, children: row.children, status: plan.termination, readMs: Math.round(readMs), planMs: Math.round(planMs), cpuMs: Math.round(row.cpuMs), gap: Number(row.gap.toFixed(2)), memoryMb: memoryMb(), goals }));
  return row;
}

/** The generated policy's goals with the gaps asked for. */
function merged(goals: Goals = {}): Goals {
  return Object.fromEntries(Object.entries(GOALS).map(([goal, gap]) => [goal, { ...goals[goal as keyof Goals], ...gap }]));
}

/** Over all goals of all components: per cent of the value, or points where the value is per cent itself. */
function greatestGap(plan: Plan): number {
  const gaps = plan.components.flatMap(({ goals }) => goals.map(({ goal, stageValue, gap }) => (goal === "fair-cover" ? gap : gap === 0 ? 0 : (100 * gap) / stageValue)));
  return Math.max(0, ...gaps);
}

function lineOf(councils: number, rows: readonly CouncilRow[]): string {
  const sum = (value: (row: CouncilRow) => number): number => rows.reduce((total, row) => total + value(row), 0);
  const readS = sum(({ readMs }) => readMs) / 1000;
  const planS = sum(({ planMs }) => planMs) / 1000;
  const greatest = Math.max(0, ...rows.map(({ gap }) => gap));
  const cells: readonly (readonly [string, number])[] = [
    [String(councils), 8],
    [String(sum(({ children }) => children)), 8],
    [readS.toFixed(1), 9],
    [planS.toFixed(0), 10],
    [(sum(({ cpuMs }) => cpuMs) / 1000 / Math.max(1, rows.length)).toFixed(1), 21],
    [String(memoryMb()), 10],
    [`${greatest.toFixed(2)} %`, 12],
    [String(rows.filter(({ gap }) => gap > GREATEST_GAP).length), 9],
  ];
  return cells.map(([text, width]) => text.padStart(width)).join("  ");
}

/** The most this process held so far. */
function memoryMb(): number {
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
}
