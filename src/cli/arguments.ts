/** Arguments, read strictly: what is not known is refused, never passed over. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { BadInput } from "./exit-code";

type OptionTable = NonNullable<ParseArgsConfig["options"]>;

export interface Arguments {
  readonly positionals: readonly string[];
  /** Value of an option, or undefined when it is not given. */
  readonly text: (name: string) => string | undefined;
  readonly has: (name: string) => boolean;
  /** A whole number within bounds, or undefined when the option is not given. */
  readonly whole: (name: string, least: number, most: number) => number | undefined;
}

/**
 * Reads the arguments of one command.
 * @param names what the positional arguments stand for, all of them needed
 */
export function readArguments(args: readonly string[], names: readonly string[], options: OptionTable): Arguments {
  const { values, positionals } = parseStrictly(args, options);
  if (positionals.length < names.length) throw new BadInput(`${names.slice(positionals.length).join(" and ")} missing.`, true);
  if (positionals.length > names.length) throw new BadInput(`"${positionals[names.length]}" is one argument too many.`, true);
  if (positionals.filter((path) => path === "-").length > 1) throw new BadInput("Standard input (-) can be only one of the files.", true);
  const text = (name: string): string | undefined => {
    const value = values[name];
    if (value === "") throw new BadInput(`--${name} is empty.`, true);
    return typeof value === "string" ? value : undefined;
  };
  return {
    positionals,
    text,
    has: (name) => values[name] === true,
    whole: (name, least, most) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
      if (!(number >= least && number <= most)) throw new BadInput(`--${name} is "${value}": a whole number from ${least} to ${most} is needed.`, true);
      return number;
    },
  };
}

function parseStrictly(args: readonly string[], options: OptionTable): { values: Record<string, unknown>; positionals: string[] } {
  try {
    const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
    const given = tokens.filter((token) => token.kind === "option").map((token) => token.name);
    const twice = given.find((name, index) => given.indexOf(name) < index);
    if (twice !== undefined) throw new BadInput(`--${twice} is given twice.`, true);
    return { values, positionals };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const message = error instanceof Error ? error.message : String(error);
    // Node adds advice about positional arguments that begin with a dash; the first sentence says it.
    throw new BadInput((message.split(". ")[0] ?? message).replace(/\.?$/, "."), true);
  }
}
