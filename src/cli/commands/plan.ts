import { parseCaseloadText, secondOpinion, type SecondOpinion } from "../../index";
import { handoversCsv } from "../../report";
import type { Command } from "../command";
import { EXIT, type ExitCode } from "../exit-code";
import { explainedReport, priced } from "../explained-report";
import { checkWritable, nameOf, readText, writeOutputs, type Output } from "../files";
import { toJson, valueOf } from "../messages";
import type { CliIo } from "../io";
import { readLimitedArguments, makePlan } from "../planning";

export const plan: Command = {
  name: "plan",
  summary: "propose a plan for a caseload",
  usage: "plan CASELOAD [-o PLAN] [--handovers CSV] [--report HTML] [--last-steps FILE] [--limit-ms N] [--step-limit N] [--second-opinion]",
  help: [
    "Reads a caseload document and writes the proposed plan as JSON.",
    "",
    "  CASELOAD          caseload document; - for standard input",
    "  -o, --output      where the plan goes; left out or -: standard output",
    "  --handovers CSV   also write the dated list of actions",
    "  --report HTML     also write the page people read, every row opening to its explanation",
    "  --last-steps FILE also write what the last one per cent of every third costs, and the curve",
    "  --limit-ms N      stop after so many milliseconds with the best plan found",
    "  --step-limit N    stop after so many steps of the solver: the same plan on every machine",
    "  --second-opinion  ask a linear programming library for its bound on every linear goal; on standard error",
    "",
    "Ctrl-C stops planning and writes the best plan found so far.",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD"], {
      output: { type: "string", short: "o" },
      handovers: { type: "string" },
      report: { type: "string" },
      "last-steps": { type: "string" },
      "second-opinion": { type: "boolean" },
    });
    const [caseloadPath = "-"] = args.positionals;
    const [planPath, handovers, report, lastSteps] = [args.text("output") ?? "-", args.text("handovers"), args.text("report"), args.text("last-steps")];
    checkWritable([planPath, handovers, report, lastSteps].filter((path) => path !== undefined), io);
    const caseload = valueOf(parseCaseloadText(await readText(caseloadPath, io)), nameOf(caseloadPath), io);
    const outcome = await makePlan(caseload, args, io);
    if (outcome.kind === "none") return outcome.exitCode;
    const outputs: Output[] = [{ path: planPath, text: toJson(outcome.plan) }];
    if (handovers !== undefined) outputs.push({ path: handovers, text: handoversCsv(outcome.plan) });
    const known = lastSteps === undefined ? null : await priced(caseload, outcome.plan, args, io);
    if (lastSteps !== undefined) outputs.push({ path: lastSteps, text: toJson(known) });
    if (report !== undefined) outputs.push({ path: report, text: await explainedReport(caseload, outcome.plan, args, io, known) });
    await writeOutputs(outputs, io);
    return args.has("second-opinion") ? tellSecondOpinion(valueOf(secondOpinion(caseload, outcome.plan), "The plan", io), io) : EXIT.ok;
  },
};

/** One line a goal; code 5 when a bound of the library lies above what the plan has reached. */
function tellSecondOpinion(opinions: readonly SecondOpinion[], io: CliIo): ExitCode {
  for (const { goal, stageValue, bound, linearBound, choiceValue, why, agrees } of opinions) {
    const found = choiceValue === null ? "" : ` and a plan of ${choiceValue}`;
    const opinion = linearBound === null ? `no opinion: ${why}` : `linear bound ${linearBound}${found}`;
    io.writeError(`Second opinion on ${goal}: value ${stageValue}, our bound ${bound}, ${opinion}${agrees ? "" : ": they disagree"}\n`);
  }
  return opinions.every(({ agrees }) => agrees) ? EXIT.ok : EXIT.checkFailed;
}
