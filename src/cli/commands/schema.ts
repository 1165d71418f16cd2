import { readArguments } from "../arguments";
import type { Command } from "../command";
import { BadInput, EXIT } from "../exit-code";
import { schemaNames, schemaText } from "../package-files";

export const schema: Command = {
  name: "schema",
  summary: "print the JSON Schema of a document",
  usage: "schema [NAME]",
  help: ["Prints the JSON Schema of a document, as the parser itself uses it; without a name, of the caseload.", "", "  NAME  caseload, or one of the others the package holds"],
  run: async (argv, io) => {
    const [first] = argv;
    const name = first === undefined || first.startsWith("-") ? "caseload" : first;
    readArguments(name === first ? argv.slice(1) : argv, [], {});
    const names = schemaNames();
    if (!names.includes(name)) throw new BadInput(`There is no schema "${name}": ${names.join(", ")}.`, true);
    await io.writeOut(schemaText(name));
    return EXIT.ok;
  },
};
