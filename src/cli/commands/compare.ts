import { comparePlans, type Plan, type PlanComparison } from "../../index";
import { readArguments } from "../arguments";
import type { Command } from "../command";
import { readCaseload, readJson } from "../documents";
import { BadInput, EXIT } from "../exit-code";
import { checkWritable, nameOf, writeOutputs } from "../files";
import { goalFigure, unitOf } from "../goal-figures";
import { toJson, valueOf } from "../messages";
import { textTable, wrapped } from "../text-table";

export const compare: Command = {
  name: "compare",
  summary: "what differs between two plans, and what the difference comes to",
  usage: "compare PLAN PLAN [--caseload CASELOAD --other-caseload CASELOAD] [--text] [-o FILE]",
  help: [
    "Compares two plans decision by decision, goal by goal and person by person.",
    "",
    "  PLAN                    plan documents; one of the two may be - for standard input",
    "  --caseload FILE         the first plan's caseload, and --other-caseload FILE the second's: where they",
    "                          differ in pins only, as after an override, the pins are told and the plans judged",
    "  --text                  tables instead of JSON",
    "  -o, --output            where it goes; left out or -: standard output",
  ],
  run: async (argv, io) => {
    const args = readArguments(argv, ["PLAN", "PLAN"], { caseload: { type: "string" }, "other-caseload": { type: "string" }, text: { type: "boolean" }, output: { type: "string", short: "o" } });
    const [firstCaseload, secondCaseload] = [args.text("caseload"), args.text("other-caseload")];
    if ((firstCaseload === undefined) !== (secondCaseload === undefined)) throw new BadInput("--caseload and --other-caseload go together.", true);
    const path = args.text("output") ?? "-";
    checkWritable([path], io);
    const [firstPath = "-", secondPath = "-"] = args.positionals;
    const first = (await readJson(firstPath, io)) as Plan;
    const second = (await readJson(secondPath, io)) as Plan;
    const caseloads = firstCaseload === undefined || secondCaseload === undefined ? null : ([await readCaseload(firstCaseload, io), await readCaseload(secondCaseload, io)] as const);
    const comparison = valueOf(comparePlans(first, second, caseloads), `${nameOf(firstPath)} and ${nameOf(secondPath)}`, io);
    await writeOutputs([{ path, text: args.has("text") ? comparisonText(comparison) : toJson(comparison) }], io);
    return EXIT.ok;
  },
};

type Place = PlanComparison["decisions"][number]["first"];

function comparisonText({ sentences, decisions, goals }: PlanComparison): string {
  const left = (title: string) => ({ title, align: "left" as const });
  const right = (title: string) => ({ title, align: "right" as const });
  return [
    ...sentences.map(wrapped),
    ...(decisions.length === 0 ? [] : ["\n", textTable([left("family or item"), left("of"), left("first"), left("second")], decisions.map(({ id, participantId, first, second }) => [id, participantId, placeText(first), placeText(second)]))]),
    "\n",
    textTable([left("goal"), right("first"), right("second"), right("difference"), left("unit")], goals.map(({ goal, first, second, difference }) => [goal, ...[first, second, difference].map((value) => goalFigure(goal, value)), unitOf(goal)])),
  ].join("");
}

function placeText(place: Place): string {
  if (place === null) return "not known";
  if (place.mode === "stay") return "stays";
  return `${place.mode} ${place.coverWorkerId} from ${place.takeoverDate}`;
}
