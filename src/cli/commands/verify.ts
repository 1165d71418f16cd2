import { verifyPlan } from "../../verify";
import { readArguments } from "../arguments";
import type { Command } from "../command";
import { readCaseloadAndPlan } from "../documents";
import { EXIT } from "../exit-code";
import { nameOf } from "../files";
import { toJson, valueOf } from "../messages";
import { printable } from "../text-table";

export const verify: Command = {
  name: "verify",
  summary: "confirm a plan and its proofs without the solver",
  usage: "verify CASELOAD PLAN",
  help: [
    "Derives the plan's numbers anew from the caseload and checks its certificates in whole numbers. Writes the",
    "verification as JSON; names each fault on standard error and ends with code 5 when there is one.",
    "",
    "  CASELOAD  caseload document; one of the two may be - for standard input",
    "  PLAN      plan to verify",
  ],
  run: async (argv, io) => {
    const { positionals } = readArguments(argv, ["CASELOAD", "PLAN"], {});
    const { caseload, plan } = await readCaseloadAndPlan(positionals, io);
    const result = valueOf(verifyPlan(caseload, plan), nameOf(positionals[1] ?? "-"), io);
    await io.writeOut(toJson(result));
    for (const { path, sentence } of result.faults) io.writeError(`${printable(path)}: ${printable(sentence)}\n`);
    return result.isVerified ? EXIT.ok : EXIT.checkFailed;
  },
};
