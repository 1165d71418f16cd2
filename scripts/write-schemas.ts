/** Writes every published JSON Schema to dist/schema/<name>.json, from the schemas the parser itself uses. */
import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../src/input/json-schema";

const schemas = Object.entries(jsonSchemas());
if (schemas.length === 0) throw new Error("There is no JSON Schema to publish.");

const folder = new URL("../dist/schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of schemas) writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
