import { generateCaseload, type CaseloadShape } from "../../generate";
import { readArguments, type Arguments } from "../arguments";
import type { Command } from "../command";
import { BadInput, EXIT } from "../exit-code";
import { checkWritable, writeOutputs } from "../files";
import { toJson } from "../messages";

const SHAPES: readonly CaseloadShape[] = ["cohort", "council", "county"];

/** Seed when none is given: the same caseload for everyone who tries it. */
const DEFAULT_SEED = 1;

export const generate: Command = {
  name: "generate",
  summary: "write a made-up caseload",
  usage: "generate [--seed N] [--shape cohort|council|county] [-o CASELOAD]",
  help: [
    "Writes a synthetic caseload document; nobody in it is real. The same seed gives the same bytes.",
    "",
    "  --seed N       a whole number; left out: 1",
    "  --shape SHAPE  cohort (19 workers), council (about 60) or county (about 230); left out: cohort",
    "  -o, --output   where it goes; left out or -: standard output",
  ],
  run: async (argv, io) => {
    const args = readArguments(argv, [], { seed: { type: "string" }, shape: { type: "string" }, output: { type: "string", short: "o" } });
    const path = args.text("output") ?? "-";
    const shape = shapeOf(args);
    const seed = seedOf(args);
    checkWritable([path], io);
    await writeOutputs([{ path, text: toJson(generateCaseload(seed, shape)) }], io);
    return EXIT.ok;
  },
};

/** The seed asked for, or the usual one. */
export function seedOf(args: Arguments): number {
  return args.whole("seed", -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) ?? DEFAULT_SEED;
}

function shapeOf(args: Arguments): CaseloadShape {
  const asked = args.text("shape") ?? "cohort";
  const shape = SHAPES.find((name) => name === asked);
  if (shape === undefined) throw new BadInput(`--shape is "${asked}": ${SHAPES.join(", ")} are known.`, true);
  return shape;
}
