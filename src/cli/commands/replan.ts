import { replanAsync, type Plan, type Replan } from "../../index";
import type { Command } from "../command";
import { readCaseloadAndPlan, readJson, runLimited, withoutDocument } from "../documents";
import { EXIT } from "../exit-code";
import { checkWritable, nameOf, writeOutputs, type Output } from "../files";
import { toJson } from "../messages";
import { readLimitedArguments } from "../planning";
import { wrapped } from "../text-table";

export const replan: Command = {
  name: "replan",
  summary: "plan again from the middle, with the fewest changed decisions",
  usage: "replan CASELOAD PLAN EVENTS [-o PLAN] [--caseload CASELOAD] [--replan FILE] [--tolerance N] [--limit-ms N] [--step-limit N]",
  help: [
    "Takes events into a plan that has begun, and changes as few decisions as it can. Without events it",
    "writes the plan as it is.",
    "",
    "  CASELOAD          the caseload the plan was made from; one of the three may be - for standard input",
    "  PLAN              the plan in force",
    "  EVENTS            what has happened, and the day (schema: caseload-relief schema events)",
    "  -o, --output      where the new plan goes; left out or -: standard output",
    "  --caseload FILE   also write the caseload of the day, which the new plan is a plan of",
    "  --replan FILE     also write the re-plan whole: changes with their reasons, what was proved",
    "  --tolerance N     thousandths of base a participant may fall short more than before and still have",
    "                    what it had; left out: 10",
    "  --limit-ms N      stop planning after so many milliseconds with the best plan found",
    "  --step-limit N    stop planning after so many steps of the solver; left out: 600",
    "",
    "With -o FILE the changes are told on standard output, one a line.",
  ],
  run: async (argv, io) => {
    const args = readLimitedArguments(argv, ["CASELOAD", "PLAN", "EVENTS"], { output: { type: "string", short: "o" }, caseload: { type: "string" }, replan: { type: "string" }, tolerance: { type: "string" } });
    const tolerance = args.whole("tolerance", 0, 1000);
    const path = args.text("output") ?? "-";
    const caseloadOutput = args.text("caseload");
    const replanOutput = args.text("replan");
    checkWritable([path, ...[caseloadOutput, replanOutput].filter((each) => each !== undefined)], io);
    const { caseload, plan, texts } = await readCaseloadAndPlan(args.positionals, io);
    const eventsPath = args.positionals[2] ?? "-";
    const events = await readJson(eventsPath, io);
    const result = await runLimited(args, io, (options) => replanAsync(caseload, plan, events as never, tolerance === undefined ? options : { ...options, reliefTolerancePerMille: tolerance }));
    if (result.kind === "unchanged") {
      const outputs: Output[] = [{ path, text: texts[1] }, ...(caseloadOutput === undefined ? [] : [{ path: caseloadOutput, text: texts[0] }])];
      await writeOutputs(outputs, io);
      if (path !== "-") await io.writeOut("Nothing has happened: the plan stands.\n");
      return EXIT.ok;
    }
    if (result.kind !== "replan") return withoutDocument(result, `${nameOf(args.positionals[1]!)} and ${nameOf(eventsPath)}`, io);
    const outputs: Output[] = [{ path, text: toJson(result.replan.plan) }];
    if (caseloadOutput !== undefined) outputs.push({ path: caseloadOutput, text: toJson(result.replan.caseload) });
    if (replanOutput !== undefined) outputs.push({ path: replanOutput, text: toJson(result.replan) });
    await writeOutputs(outputs, io);
    if (path !== "-") await io.writeOut(replanText(result.replan, plan));
    return EXIT.ok;
  },
};

/** The changes, what they restore, and what the plan before did not warn of, in sentences. */
function replanText({ asOf, fewest, changes, relief, plan }: Replan, previous: Plan): string {
  const { changed, bound, isProved } = fewest;
  const decisions = changed === 0 ? "no decision has to change" : changed === 1 ? "1 decision changes" : `${changed} decisions change`;
  const proof = isProved ? "no plan that gives as much relief changes fewer" : `at least ${bound} must`;
  const further = relief.filter((one) => isFurther(one, plan, previous));
  const [within, beyond] = [true, false].map((isRestored) => further.filter((one) => one.isRestored === isRestored).map(({ participantId }) => participantId)) as [string[], string[]];
  const known = new Set(previous.statements.map(({ sentence }) => sentence));
  const warnings = plan.statements.filter(({ kind, sentence }) => (kind === "escalation" || kind === "warning") && !known.has(sentence));
  return [
    wrapped(changed === 0 ? `From ${asOf} ${decisions}.` : `From ${asOf} ${decisions}; ${proof}.`),
    ...changes.map(({ sentence }) => wrapped(sentence)),
    ...(further.length === 0 ? [wrapped("Nobody is further from the band than before.")] : []),
    ...(within.length === 0 ? [] : [wrapped(`Further from the band than before, within the tolerance: ${within.join(", ")}.`)]),
    ...(beyond.length === 0 ? [] : [wrapped(`Further from the band than before: ${beyond.join(", ")}.`)]),
    ...warnings.map(({ kind, sentence }) => wrapped(`${kind === "escalation" ? "To be escalated" : "To be looked at"}: ${sentence}`)),
  ].join("");
}

/** Whether a participant is further from its band by the new plan than by the one before. */
function isFurther({ participantId, previousPerMille, perMille, isRestored }: Replan["relief"][number], plan: Plan, previous: Plan): boolean {
  const [before, now] = [previous, plan].map(({ participants }) => participants.find(({ workerId }) => workerId === participantId));
  if (!isRestored) return true;
  if (now === undefined || now.isInBand || perMille === null) return false;
  if (before === undefined || before.isInBand || previousPerMille === null) return true;
  return now.reliefPoints < now.bandLowerPoints ? perMille < previousPerMille : perMille > previousPerMille;
}
