import { parseCaseloadText, secondOpinion, type Plan, type SecondOpinion } from "../../index";
import { handoversCsv, renderReport } from "../../report";
import { readArguments } from "../arguments";
import type { Command } from "../command";
import { EXIT, type ExitCode } from "../exit-code";
import { checkWritable, nameOf, readText, writeOutputs, type Output } from "../files";
import { toJson, valueOf } from "../messages";
import type { CliIo } from "../io";
import { LIMIT_OPTIONS, makePlan } from "../planning";

export const plan: Command = {
  name: "plan",
  summary: "propose a plan for a caseload",
  usage: "plan CASELOAD [-o PLAN] [--handovers CSV] [--report HTML] [--limit-ms N] [--step-limit N] [--second-opinion]",
  help: [
    "Reads a caseload document and writes the proposed plan as JSON.",
    "",
    "  CASELOAD          caseload document; - for standard input",
    "  -o, --output      where the plan goes; left out or -: standard output",
    "  --handovers CSV   also write the dated list of actions",
    "  --report HTML     also write the page people read",
    "  --limit-ms N      stop after so many milliseconds with the best plan found",
    "  --step-limit N    stop after so many steps of the solver: the same plan on every machine",
    "  --second-opinion  ask a linear programming library for its bound on every linear goal; on standard error",
    "",
    "Ctrl-C stops planning and writes the best plan found so far.",
  ],
  run: async (argv, io) => {
    const args = readArguments(argv, ["CASELOAD"], {
      output: { type: "string", short: "o" },
      handovers: { type: "string" },
      report: { type: "string" },
      "second-opinion": { type: "boolean" },
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
    return args.has("second-opinion") ? tellSecondOpinion(secondOpinion(caseload, outcome.plan), io) : EXIT.ok;
  },
};

/** One line a goal; code 5 when a bound of the library lies above what the plan has reached. */
function tellSecondOpinion(opinions: readonly SecondOpinion[], io: CliIo): ExitCode {
  for (const { goal, stageValue, bound, linearBound, why, agrees } of opinions) {
    const opinion = linearBound === null ? `no opinion: ${why}` : `linear bound ${linearBound}`;
    io.writeError(`Second opinion on ${goal}: value ${stageValue}, our bound ${bound}, ${opinion}${agrees ? "" : ": they disagree"}\n`);
  }
  return opinions.every(({ agrees }) => agrees) ? EXIT.ok : EXIT.checkFailed;
}

function optional(path: string | undefined, write: (plan: Plan) => string): [string, (plan: Plan) => string][] {
  return path === undefined ? [] : [[path, (made) => write(made)]];
}
