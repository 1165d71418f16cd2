import { checkPlan } from "../../index";
import { readArguments } from "../arguments";
import type { Command } from "../command";
import { readCaseloadAndPlan } from "../documents";
import { EXIT } from "../exit-code";
import { nameOf } from "../files";
import { toJson, valueOf } from "../messages";
import { printable } from "../text-table";

export const check: Command = {
  name: "check",
  summary: "score and rule-check a plan, whoever made it",
  usage: "check CASELOAD PLAN",
  help: [
    "Scores a plan and holds it against every rule, without the solver. Writes the check as JSON;",
    "names each breach on standard error and ends with code 5 when there is one.",
    "",
    "  CASELOAD  caseload document; one of the two may be - for standard input",
    "  PLAN      plan to check",
  ],
  run: async (argv, io) => {
    const { positionals } = readArguments(argv, ["CASELOAD", "PLAN"], {});
    const { caseload, plan } = await readCaseloadAndPlan(positionals, io);
    const result = valueOf(checkPlan(caseload, plan), nameOf(positionals[1] ?? "-"), io);
    await io.writeOut(toJson(result));
    if (result.isInOrder) return EXIT.ok;
    for (const { rule, ids, sentence } of result.breaches) io.writeError(`${rule} (${ids.map(printable).join(", ")}): ${printable(sentence)}\n`);
    for (const { path, stated, actual } of result.misstatements) io.writeError(`${printable(path)}: states ${printable(stated)}, is ${printable(actual)}\n`);
    return EXIT.checkFailed;
  },
};
