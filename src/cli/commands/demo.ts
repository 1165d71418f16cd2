import { join } from "node:path";
import { generateCaseload } from "../../generate";
import { parseCaseload } from "../../index";
import { handoversCsv } from "../../report";
import type { Command } from "../command";
import { EXIT } from "../exit-code";
import { explainedReport } from "../explained-report";
import { checkWritable, makeFolder, writeOutputs, type Output } from "../files";
import type { CliIo } from "../io";
import { toJson, valueOf } from "../messages";
import { readLimitedArguments, makePlan } from "../planning";
import { summaryOf } from "../summary";
import { printable } from "../text-table";
import { seedOf } from "./generate";

const DEFAULT_FOLDER = "caseload-relief-demo";

export const demo: Command = {
  name: "demo",
  summary: "make up a cohort, plan it, and show the result",
  usage: "demo [--seed N] [-o DIR] [--limit-ms N] [--step-limit N]",
  help: [
    "Generates a cohort, plans it, writes four files into a folder and prints a summary.",
    "",
    "  --seed N          a whole number; left out: 1",
    `  -o, --output DIR  the folder, made when missing; left out: ${DEFAULT_FOLDER}`,
    "  --limit-ms N      stop planning after so many milliseconds with the best plan found",
    "  --step-limit N    stop planning after so many steps of the solver",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, [], { seed: { type: "string" }, output: { type: "string", short: "o" } });
    const folder = args.text("output") ?? DEFAULT_FOLDER;
    const document = generateCaseload(seedOf(args), "cohort");
    makeFolder(folder, io);
    checkWritable(FILES.map((name) => join(folder, name)), io);
    const caseload = valueOf(parseCaseload(document), "The generated caseload", quiet(io));
    const outcome = await makePlan(caseload, args, io);
    if (outcome.kind === "none") return outcome.exitCode;
    const { plan } = outcome;
    const texts = [toJson(document), toJson(plan), handoversCsv(plan), await explainedReport(caseload, plan, args, io, null)];
    const outputs = FILES.map((name, index): Output => ({ path: join(folder, name), text: texts[index] ?? "" }));
    await writeOutputs(outputs, io);
    const written = outputs.map(({ path }) => `  ${printable(path)}\n`).join("");
    await io.writeOut(`${summaryOf(plan, io.isOutTerminal)}\nWritten:\n${written}`);
    return EXIT.ok;
  },
};

/** The plan states what was assumed; about made-up data nobody needs to be warned twice. */
const quiet = (io: CliIo): CliIo => ({ ...io, writeError: () => {} });

const FILES = ["caseload.json", "plan.json", "handovers.csv", "report.html"] as const;
