import { EPISODE_REASONS, groupImpact, planImpact, type EpisodeReason, type GroupTable, type GroupsDocument, type PlanImpact } from "../../index";
import { renderReport } from "../../report";
import { readArguments, type Arguments } from "../arguments";
import type { Command } from "../command";
import { readCaseloadAndPlan, readJson } from "../documents";
import { BadInput, EXIT } from "../exit-code";
import { checkWritable, nameOf, writeOutputs, type Output } from "../files";
import { toJson, valueOf } from "../messages";

export const impact: Command = {
  name: "impact",
  summary: "changes of worker, episodes and fairness of a plan, before committing to it",
  usage: "impact CASELOAD PLAN [--groups GROUPS] [--threshold N] [--episode-reason CODE] [-o FILE] [--report HTML]",
  help: [
    "Tells what a plan would cause: changes of worker, the SSDA903 social-worker episodes of looked-after",
    "children, and how thirds and workloads fall by grade and team. Nothing is planned.",
    "",
    "  CASELOAD               the caseload the plan was made from; one of the two may be - for standard input",
    "  PLAN                   the plan",
    "  --groups GROUPS        a list of children by group, for a table with small numbers suppressed",
    "  --threshold N          counts below this one are not shown; left out: 5",
    `  --episode-reason CODE  ${EPISODE_REASONS.slice(0, 5).join(", ")},`,
    `                         ${EPISODE_REASONS.slice(5).join(", ")}; left out: MANAGE`,
    "  -o, --output           where it goes; left out or -: standard output",
    "  --report HTML          also write the page people read, with the impact in it",
  ],
  run: async (argv, io) => {
    const args = readArguments(argv, ["CASELOAD", "PLAN"], { groups: { type: "string" }, threshold: { type: "string" }, "episode-reason": { type: "string" }, output: { type: "string", short: "o" }, report: { type: "string" } });
    const reason = reasonOf(args);
    const threshold = args.whole("threshold", 2, 1000);
    const path = args.text("output") ?? "-";
    const report = args.text("report");
    checkWritable([path, ...(report === undefined ? [] : [report])], io);
    const { caseload, plan } = await readCaseloadAndPlan(args.positionals, io);
    const impact = valueOf(planImpact(caseload, plan, reason), "The plan", io);
    const groupsPath = args.text("groups");
    const groups = groupsPath === undefined ? null : valueOf(groupImpact(plan, (await readJson(groupsPath, io)) as GroupsDocument, threshold), nameOf(groupsPath), io);
    const whole: PlanImpact & { readonly groups?: GroupTable } = groups === null ? impact : { ...impact, groups };
    const outputs: Output[] = [{ path, text: toJson(whole) }];
    if (report !== undefined) outputs.push({ path: report, text: renderReport(plan, groups === null ? { impact } : { impact, groups }) });
    await writeOutputs(outputs, io);
    return EXIT.ok;
  },
};

function reasonOf(args: Arguments): { readonly reason?: EpisodeReason } {
  const asked = args.text("episode-reason");
  const reason = EPISODE_REASONS.find((code) => code === asked);
  if (asked !== undefined && reason === undefined) throw new BadInput(`--episode-reason is "${asked}": ${EPISODE_REASONS.join(", ")} are known.`, true);
  return reason === undefined ? {} : { reason };
}
