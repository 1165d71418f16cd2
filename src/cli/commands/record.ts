import { appendToRecord, changeOf, comparePlans, overrideOf, proposalOf, recordHead, startRecord, verifyRecord, type DecisionRecord, type EntryContent, type OverriddenPlan, type Plan, type Replan } from "../../index";
import { renderReport } from "../../report";
import { readArguments, type Arguments } from "../arguments";
import type { Command } from "../command";
import { readJson } from "../documents";
import { BadInput, EXIT, type ExitCode } from "../exit-code";
import { checkWritable, nameOf, writeOutputs } from "../files";
import type { CliIo } from "../io";
import { toJson, valueOf } from "../messages";
import { printable } from "../text-table";

export const record: Command = {
  name: "record",
  summary: "keep and check the record of who decided what, and why",
  usage: "record (start | propose | change | override | consult | sign-off | verify | report) …",
  help: [
    "An append-only list of entries, each with the hash of the one before. Every command that adds prints",
    "the new head: keep it elsewhere, with the minutes.",
    "",
    "  record start    [--programme ID] -o RECORD",
    "  record propose  RECORD PLAN      BY   a plan is proposed",
    "  record change   RECORD REPLAN    BY   what replan --replan wrote",
    "  record override RECORD OVERRIDE  BY   what override --override wrote",
    "  record consult  RECORD PLAN      BY   --subject ID --outcome agreed|disagreed|not-reached",
    "  record sign-off RECORD PLAN      BY   --outcome approved|refused",
    "  record verify   RECORD [--head HASH]  code 5 when anything was changed, removed or put elsewhere",
    "  record report   RECORD PLAN -o HTML   the page people read, with the record in it",
    "",
    "  BY              --on YYYY-MM-DD --author ID --reason TEXT, all needed; no names belong in them",
    "  -o, --output    where the record goes; left out: the file it was read from",
  ],
  run: async ([action = "", ...argv], io) => {
    switch (action) {
      case "start":
        return start(argv, io);
      case "verify":
        return verify(argv, io);
      case "report":
        return report(argv, io);
      case "propose":
        return add(argv, "PLAN", {}, (plan) => proposalOf(plan as Plan), isPlan, io);
      case "change":
        return add(argv, "REPLAN", {}, (replan) => changeOf(replan as Replan), isReplan, io);
      case "override":
        return add(argv, "OVERRIDE", {}, (override) => overrideOf(override as OverriddenPlan), isOverride, io);
      case "consult":
        return add(argv, "PLAN", { subject: { type: "string" }, outcome: { type: "string" } }, consultation, isPlan, io);
      case "sign-off":
        return add(argv, "PLAN", { outcome: { type: "string" } }, signOff, isPlan, io);
      default:
        throw new BadInput(action === "" ? "What to do with the record is missing." : `record cannot "${printable(action)}".`, true);
    }
  },
};

type Options = Parameters<typeof readArguments>[2];

async function start(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readArguments(argv, [], { programme: { type: "string" }, output: { type: "string", short: "o" } });
  const path = args.text("output") ?? "-";
  return write(startRecord(args.text("programme") ?? null), path, io);
}

async function verify(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readArguments(argv, ["RECORD"], { head: { type: "string" } });
  const [path = "-"] = args.positionals;
  const check = valueOf(verifyRecord(await readJson(path, io), args.text("head")), nameOf(path), io);
  await io.writeOut(toJson(check));
  for (const { sentence } of check.faults) io.writeError(`${sentence}\n`);
  return check.isIntact ? EXIT.ok : EXIT.checkFailed;
}

async function report(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readArguments(argv, ["RECORD", "PLAN"], { output: { type: "string", short: "o" } });
  const [recordPath = "-", planPath = "-"] = args.positionals;
  const path = args.text("output") ?? "-";
  checkWritable([path], io);
  const record = await readJson(recordPath, io);
  const plan = await readJson(planPath, io);
  valueOf(verifyRecord(record), nameOf(recordPath), io);
  isPlan(plan, nameOf(planPath), io);
  await writeOutputs([{ path, text: renderReport(plan as Plan, { record: record as DecisionRecord }) }], io);
  return EXIT.ok;
}

/** Reads a record and the document of an entry, adds the entry, and writes the record back. */
async function add(argv: readonly string[], name: string, options: Options, contentOf: (document: unknown, args: Arguments) => EntryContent, check: (document: unknown, source: string, io: CliIo) => void, io: CliIo): Promise<ExitCode> {
  const args = readArguments(argv, ["RECORD", name], { on: { type: "string" }, author: { type: "string" }, reason: { type: "string" }, output: { type: "string", short: "o" }, ...options });
  const [recordPath = "-", documentPath = "-"] = args.positionals;
  const [on, author, reason] = [args.text("on"), args.text("author"), args.text("reason")];
  if (on === undefined || author === undefined || reason === undefined) throw new BadInput("--on, --author and --reason are needed.", true);
  const path = args.text("output") ?? recordPath;
  checkWritable([path], io);
  const record = (await readJson(recordPath, io)) as DecisionRecord;
  const document = await readJson(documentPath, io);
  check(document, nameOf(documentPath), io);
  const longer = valueOf(appendToRecord(record, contentOf(document, args), { on, author, reason }), nameOf(recordPath), io);
  return write(longer, path, io);
}

async function write(record: DecisionRecord, path: string, io: CliIo): Promise<ExitCode> {
  checkWritable([path], io);
  await writeOutputs([{ path, text: toJson(record) }], io);
  if (path !== "-") await io.writeOut(`Head: ${recordHead(record)}\n`);
  return EXIT.ok;
}

function consultation(plan: unknown, args: Arguments): EntryContent {
  const subjectId = args.text("subject");
  const outcome = (["agreed", "disagreed", "not-reached"] as const).find((each) => each === args.text("outcome"));
  if (subjectId === undefined || outcome === undefined) throw new BadInput("--subject and --outcome (agreed, disagreed or not-reached) are needed.", true);
  return { kind: "consultation", subjectId, planDigest: proposalOf(plan as Plan).planDigest, outcome };
}

function signOff(plan: unknown, args: Arguments): EntryContent {
  const outcome = (["approved", "refused"] as const).find((each) => each === args.text("outcome"));
  if (outcome === undefined) throw new BadInput("--outcome (approved or refused) is needed.", true);
  return { kind: "sign-off", planDigest: proposalOf(plan as Plan).planDigest, outcome };
}

/** Whether a document is a plan: comparing it with itself reads it whole. */
function isPlan(document: unknown, source: string, io: CliIo): void {
  valueOf(comparePlans(document as Plan, document as Plan), source, io);
}

function isReplan(document: unknown, source: string, io: CliIo): void {
  const { plan, changes } = (document ?? {}) as Partial<Replan>;
  if (!isListOfObjects(changes)) throw new BadInput(`${source} is no re-plan: give what replan --replan wrote.`);
  isPlan(plan, source, io);
}

function isOverride(document: unknown, source: string, io: CliIo): void {
  const { plan, pin, costs } = (document ?? {}) as Partial<OverriddenPlan>;
  if (!isListOfObjects([pin]) || !isListOfObjects(costs)) throw new BadInput(`${source} is no override: give what override --override wrote.`);
  isPlan(plan, source, io);
}

function isListOfObjects(list: unknown): boolean {
  return Array.isArray(list) && list.every((each) => typeof each === "object" && each !== null);
}
