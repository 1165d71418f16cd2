import { recommendAsync } from "../../index";
import type { Command } from "../command";
import { readCaseloadAndPlan } from "../documents";
import { BadInput, EXIT } from "../exit-code";
import { recommendationText } from "../explanation-text";
import { checkWritable, nameOf, writeOutputs } from "../files";
import { toJson, valueOf } from "../messages";
import { readLimitedArguments, limitsOf } from "../planning";

export const recommend: Command = {
  name: "recommend",
  summary: "ranked ways for one family, also for one that is new since the plan",
  usage: "recommend CASELOAD PLAN --family ID [--text] [-o FILE] [--limit-ms N] [--step-limit N]",
  help: [
    "Ranks every way that the rules leave for one family, with the effect on everyone.",
    "",
    "  CASELOAD        caseload document, as it is now; one of the two may be - for standard input",
    "  PLAN            plan made from it, or from what it was before",
    "  --family ID     a family, or a supervision item, of a participant",
    "  --text          a table instead of JSON",
    "  -o, --output    where it goes; left out or -: standard output",
    "  --limit-ms N    stop asking after so many milliseconds; what is then open is said to be",
    "  --step-limit N  steps of the solver for all questions together",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD", "PLAN"], { family: { type: "string" }, text: { type: "boolean" }, output: { type: "string", short: "o" } });
    const family = args.text("family");
    if (family === undefined) throw new BadInput("--family is needed.", true);
    const path = args.text("output") ?? "-";
    checkWritable([path], io);
    const { caseload, plan } = await readCaseloadAndPlan(args.positionals, io);
    const answer = await io.interruptible((signal) => recommendAsync(caseload, plan, family, { ...limitsOf(args), signal }));
    const ranked = valueOf(answer, nameOf(args.positionals[1] ?? "-"), io);
    await writeOutputs([{ path, text: args.has("text") ? recommendationText(ranked) : toJson(ranked) }], io);
    return EXIT.ok;
  },
};
