import { parseCaseloadText, type Plan } from "../../index";
import { handoversCsv, renderReport } from "../../report";
import { readArguments } from "../arguments";
import type { Command } from "../command";
import { EXIT } from "../exit-code";
import { checkWritable, nameOf, readText, writeOutputs, type Output } from "../files";
import { toJson, valueOf } from "../messages";
import { LIMIT_OPTIONS, makePlan } from "../planning";

export const plan: Command = {
  name: "plan",
  summary: "propose a plan for a caseload",
  usage: "plan CASELOAD [-o PLAN] [--handovers CSV] [--report HTML] [--limit-ms N] [--step-limit N]",
  help: [
    "Reads a caseload document and writes the proposed plan as JSON.",
    "",
    "  CASELOAD          caseload document; - for standard input",
    "  -o, --output      where the plan goes; left out or -: standard output",
    "  --handovers CSV   also write the dated list of actions",
    "  --report HTML     also write the page people read",
    "  --limit-ms N      stop after so many milliseconds with the best plan found",
    "  --step-limit N    stop after so many steps of the solver: the same plan on every machine",
    "",
    "Ctrl-C stops planning and writes the best plan found so far.",
  ],
  run: async (argv, io) => {
    const args = readArguments(argv, ["CASELOAD"], {
      output: { type: "string", short: "o" },
      handovers: { type: "string" },
      report: { type: "string" },
      ...LIMIT_OPTIONS,
    });
    const [caseloadPath = "-"] = args.positionals;
    const outputs: readonly (readonly [string, (plan: Plan) => string])[] = [
      [args.text("output") ?? "-", toJson],
      ...optional(args.text("handovers"), handoversCsv),
      ...optional(args.text("report"), renderReport),
    ];
    checkWritable(outputs.map(([path]) => path), io);
    const caseload = valueOf(parseCaseloadText(await readText(caseloadPath, io)), nameOf(caseloadPath), io);
    const outcome = await makePlan(caseload, args, io);
    if (outcome.kind === "none") return outcome.exitCode;
    await writeOutputs(outputs.map(([path, write]): Output => ({ path, text: write(outcome.plan) })), io);
    return EXIT.ok;
  },
};

function optional(path: string | undefined, write: (plan: Plan) => string): [string, (plan: Plan) => string][] {
  return path === undefined ? [] : [[path, (made) => write(made)]];
}
