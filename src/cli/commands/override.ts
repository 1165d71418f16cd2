import { overridePlanAsync, type OverriddenPlan, type Override } from "../../index";
import type { Arguments } from "../arguments";
import type { Command } from "../command";
import { readCaseloadAndPlan, runLimited, withoutDocument } from "../documents";
import { BadInput, EXIT } from "../exit-code";
import { checkWritable, writeOutputs, type Output } from "../files";
import { goalFigure, unitOf } from "../goal-figures";
import { toJson } from "../messages";
import { readLimitedArguments } from "../planning";
import { textTable, wrapped } from "../text-table";

export const override: Command = {
  name: "override",
  summary: "pin a decision, with a reason, and see what that costs",
  usage: "override CASELOAD PLAN (--family ID | --supervision ID) (--stay | --move | --to ID | --never-to ID) --author ID --reason TEXT [--participant ID] [-o PLAN] [--caseload CASELOAD] [--override FILE] [--limit-ms N] [--step-limit N]",
  help: [
    "Pins one decision, plans again around it, and tells what it costs, goal by goal.",
    "",
    "  CASELOAD           the caseload the plan was made from; one of the two may be - for standard input",
    "  PLAN               the plan",
    "  --family ID        the family, or --supervision ID the supervision item",
    "  --participant ID   whose, when more than one participant holds the family",
    "  --stay, --move, --to ID, --never-to ID",
    "                     what is decided: one of them",
    "  --author ID        who decides, and --reason TEXT why; both are needed, and no names belong in them",
    "  -o, --output       where the new plan goes; left out or -: standard output",
    "  --caseload FILE    also write the caseload with the pin, which the new plan is a plan of",
    "  --override FILE    also write pin, costs, differences, plan and caseload in one",
    "  --limit-ms N       stop planning after so many milliseconds with the best plan found",
    "  --step-limit N     stop planning after so many steps of the solver",
    "",
    "With -o FILE the costs are told on standard output.",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD", "PLAN"], {
      family: { type: "string" },
      supervision: { type: "string" },
      participant: { type: "string" },
      stay: { type: "boolean" },
      move: { type: "boolean" },
      to: { type: "string" },
      "never-to": { type: "string" },
      author: { type: "string" },
      reason: { type: "string" },
      output: { type: "string", short: "o" },
      caseload: { type: "string" },
      override: { type: "string" },
    });
    const pin = pinOf(args);
    const path = args.text("output") ?? "-";
    const others = [args.text("caseload"), args.text("override")] as const;
    checkWritable([path, ...others.filter((each) => each !== undefined)], io);
    const { caseload, plan } = await readCaseloadAndPlan(args.positionals, io);
    const result = await runLimited(args, io, (options) => overridePlanAsync(caseload, plan, pin, options));
    if (result.kind !== "override") return withoutDocument(result, "The override", io);
    const outputs: Output[] = [{ path, text: toJson(result.override.plan) }];
    if (others[0] !== undefined) outputs.push({ path: others[0], text: toJson(result.override.caseload) });
    if (others[1] !== undefined) outputs.push({ path: others[1], text: toJson(result.override) });
    await writeOutputs(outputs, io);
    if (path !== "-") await io.writeOut(overrideText(result.override));
    return EXIT.ok;
  },
};

function pinOf(args: Arguments): Override {
  const [familyId, supervisionId] = [args.text("family"), args.text("supervision")];
  const [author, reason, to, neverTo, workerId] = [args.text("author"), args.text("reason"), args.text("to"), args.text("never-to"), args.text("participant")];
  if ((familyId === undefined) === (supervisionId === undefined)) throw new BadInput("One of --family and --supervision is needed, and no other.", true);
  if ([args.has("stay"), args.has("move"), to !== undefined, neverTo !== undefined].filter(Boolean).length !== 1) throw new BadInput("One of --stay, --move, --to and --never-to is needed, and no other.", true);
  if (author === undefined || reason === undefined) throw new BadInput("--author and --reason are needed.", true);
  const kind = args.has("stay") ? "must-stay" : args.has("move") ? "must-move" : to !== undefined ? "must-go-to" : "never-to";
  return { kind, familyId: familyId ?? null, supervisionId: supervisionId ?? null, workerId: workerId ?? null, coverWorkerId: to ?? neverTo ?? null, author, reason };
}

function overrideText({ costs, decisions }: OverriddenPlan): string {
  const left = (title: string) => ({ title, align: "left" as const });
  const columns = [left("goal"), ...["before", "after", "cost"].map((title) => ({ title, align: "right" as const })), left("unit"), left("")];
  const others = decisions.length === 1 ? "1 decision differs" : `${decisions.length} decisions differ`;
  return [
    wrapped(`With the override ${others} from before.`),
    textTable(columns, costs.map(({ goal, before, after, difference, isProved }) => [goal, ...[before, after, difference].map((value) => goalFigure(goal, value)), unitOf(goal), isProved ? "proved" : "as found, not proved"])),
  ].join("");
}
