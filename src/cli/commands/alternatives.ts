import { alternativePlansAsync, type Alternatives } from "../../index";
import type { Command } from "../command";
import { readCaseloadAndPlan, runLimited, withoutDocument } from "../documents";
import { EXIT } from "../exit-code";
import { checkWritable, writeOutputs } from "../files";
import { goalFigure } from "../goal-figures";
import { toJson } from "../messages";
import { readLimitedArguments } from "../planning";
import { printable, textTable, wrapped } from "../text-table";

export const alternatives: Command = {
  name: "alternatives",
  summary: "the best plans that differ from a plan, and from one another",
  usage: "alternatives CASELOAD PLAN [--count N] [--difference N] [--text] [-o FILE] [--limit-ms N] [--step-limit N]",
  help: [
    "Finds the best plans that decide otherwise for at least so many families, best first, with the proof",
    "that none between them is better.",
    "",
    "  CASELOAD         the caseload the plan was made from; one of the two may be - for standard input",
    "  PLAN             the plan",
    "  --count N        how many, 1 to 20; left out: 3",
    "  --difference N   families that every two of the plans decide otherwise; left out: 1",
    "  --text           a table, and what each decides otherwise and why, instead of JSON",
    "  -o, --output     where it goes; left out or -: standard output",
    "  --limit-ms N     stop after so many milliseconds with what was found",
    "  --step-limit N   steps of the solver for each alternative",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD", "PLAN"], { count: { type: "string" }, difference: { type: "string" }, text: { type: "boolean" }, output: { type: "string", short: "o" } });
    const count = args.whole("count", 1, 20);
    const difference = args.whole("difference", 1, 1_000_000);
    const path = args.text("output") ?? "-";
    checkWritable([path], io);
    const { caseload, plan } = await readCaseloadAndPlan(args.positionals, io);
    const asked = { ...(count === undefined ? {} : { count }), ...(difference === undefined ? {} : { difference }) };
    const result = await runLimited(args, io, (options) => alternativePlansAsync(caseload, plan, { ...options, ...asked }));
    if (result.kind !== "alternatives") return withoutDocument(result, "The plan", io);
    await writeOutputs([{ path, text: args.has("text") ? alternativesText(result.alternatives) : toJson(result.alternatives) }], io);
    return EXIT.ok;
  },
};

/** What one alternative decides otherwise, and why. */
function differencesText({ rank, differences }: Alternatives["alternatives"][number]): string[] {
  return [`\nAlternative ${rank}:\n`, ...differences.map(({ sentence }) => wrapped(printable(sentence)))];
}

const ENDS: Readonly<Record<Alternatives["ended"], string>> = {
  count: "There may be more.",
  "no-more": "There is no other: proved.",
  "not-shown": "Whether there is another was not shown within the limits.",
};

/** Goals, with what they are counted in. */
const TITLES = { relief: "relief", changes: "changes", continuity: "contacts", "fair-cover": "fair cover, %", travel: "travel, minutes" } as const;

function alternativesText({ difference, alternatives, ended }: Alternatives): string {
  const goals = alternatives[0]?.goals.map(({ goal }) => goal) ?? [];
  const columns = [{ title: "rank", align: "right" as const }, { title: "differs in", align: "left" as const }, ...goals.map((goal) => ({ title: TITLES[goal], align: "right" as const })), { title: "proved", align: "left" as const }];
  const rows = alternatives.map(({ rank, goals, differsFrom }) => [
    String(rank),
    differsFrom.join(", "),
    ...goals.map(({ goal, value }) => goalFigure(goal, value)),
    goals.every(({ isExact }) => isExact) ? "exact" : goals.every(({ isMet }) => isMet) ? "within the gaps" : "not all",
  ]);
  return [wrapped(`Plans that differ in at least ${difference} ${difference === 1 ? "family" : "families"} from the plan and from one another, best first.`), textTable(columns, rows), ...alternatives.flatMap(differencesText), wrapped(ENDS[ended])].join("");
}
