import {
  explainCoverWorkerAsync,
  explainFamilyAsync,
  explainParticipantAsync,
  explainPlanAsync,
  lastStepsAsync,
  type Caseload,
  type CoverWorkerExplanation,
  type ExplainOptions,
  type FamilyExplanation,
  type LastSteps,
  type ParticipantExplanation,
  type Plan,
  type PlanExplanation,
  type Result,
} from "../../index";
import type { Arguments } from "../arguments";
import type { Command } from "../command";
import { readCaseloadAndPlan } from "../documents";
import { BadInput, EXIT } from "../exit-code";
import { explanationText } from "../explanation-text";
import { checkWritable, nameOf, writeOutputs } from "../files";
import { toJson, valueOf } from "../messages";
import { readLimitedArguments, limitsOf } from "../planning";

type Explanation = CoverWorkerExplanation | FamilyExplanation | LastSteps | ParticipantExplanation | PlanExplanation;

export const explain: Command = {
  name: "explain",
  summary: "why a family, a participant or a cover worker is where a plan has it",
  usage: "explain CASELOAD PLAN (--family ID | --worker ID | --last-steps | --all) [--text] [-o FILE] [--limit-ms N] [--step-limit N]",
  help: [
    "Explains a plan: why, what each alternative would cost whom, and what would change it.",
    "",
    "  CASELOAD        caseload document; one of the two may be - for standard input",
    "  PLAN            plan made from it",
    "  --family ID     a family, or a supervision item",
    "  --worker ID     a participant or a cover worker",
    "  --last-steps    what the last one per cent of every participant's third costs, and the curve",
    "  --all           every family in short, every participant and cover worker, and the curve",
    "  --text          sentences instead of JSON",
    "  -o, --output    where it goes; left out or -: standard output",
    "  --limit-ms N    stop asking after so many milliseconds; what is then open is said to be",
    "  --step-limit N  steps of the solver for all questions together",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD", "PLAN"], {
      family: { type: "string" },
      worker: { type: "string" },
      "last-steps": { type: "boolean" },
      all: { type: "boolean" },
      text: { type: "boolean" },
      output: { type: "string", short: "o" },
    });
    const ask = questionOf(args);
    const path = args.text("output") ?? "-";
    checkWritable([path], io);
    const { caseload, plan } = await readCaseloadAndPlan(args.positionals, io);
    const answer = await io.interruptible((signal) => ask(caseload, plan, { ...limitsOf(args), signal }));
    const explanation = valueOf(answer, nameOf(args.positionals[1] ?? "-"), io);
    await writeOutputs([{ path, text: args.has("text") ? explanationText(explanation) : toJson(explanation) }], io);
    return EXIT.ok;
  },
};

/** The question asked: exactly one of the four. */
function questionOf(args: Arguments): (caseload: Caseload, plan: Plan, options: ExplainOptions) => Promise<Result<Explanation>> {
  const [family, worker] = [args.text("family"), args.text("worker")];
  const given = [family !== undefined, worker !== undefined, args.has("last-steps"), args.has("all")].filter((isGiven) => isGiven).length;
  if (given !== 1) throw new BadInput("One of --family, --worker, --last-steps and --all is needed, and no other.", true);
  if (family !== undefined) return (caseload, plan, options) => explainFamilyAsync(caseload, plan, family, options);
  if (args.has("last-steps")) return lastStepsAsync;
  if (worker === undefined) return explainPlanAsync;
  return (caseload, plan, options) => {
    const isCover = caseload.coverWorkerIds.includes(worker);
    return isCover ? explainCoverWorkerAsync(caseload, plan, worker, options) : explainParticipantAsync(caseload, plan, worker, options);
  };
}
