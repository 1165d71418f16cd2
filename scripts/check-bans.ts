/**
 * What would make a plan depend on the machine it was made on is banned from the library (src/ without src/cli/):
 * clocks, randomness, locales, time zones, timers, and the mathematics ECMAScript leaves to the engine.
 * `tsx scripts/check-bans.ts [root]`. Works on the syntax tree, so a word in a comment or a text is no offence.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

/** File → bans lifted there, each with its reason. An exemption that nothing uses is itself a problem. */
const exemptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "src/pipeline/host.ts": { globalThis: "the clock of a time limit and the host's turn, neither of which decides anything" },
};

const bannedGlobals = new Map([
  ["Intl", "locales differ between machines"],
  ["performance", "a clock makes answers differ between runs"],
  ["crypto", "randomness makes answers differ between runs"],
  ["setTimeout", "timers belong to the caller"],
  ["setInterval", "timers belong to the caller"],
  ["setImmediate", "timers belong to the caller"],
  ["queueMicrotask", "timers belong to the caller"],
  ["globalThis", "the library has no global state and names what it uses"],
  ["process", "Node is reached from src/cli/ only"],
  ["Buffer", "Node is reached from src/cli/ only"],
  ["require", "Node is reached from src/cli/ only"],
  ["eval", "pages with a strict content policy refuse it"],
  ["Function", "pages with a strict content policy refuse it"],
]);

/** IEEE-exact or integer; all else in Math is left to the engine's accuracy. */
const exactMathematics = new Set(["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc"]);

/** Time-zone-free members of Date.prototype; `Date.UTC` is the only exact static. */
const isExactDateMember = (name: string): boolean => /^(getTime|valueOf|toISOString|toJSON|(get|set)UTC.*)$/.test(name);
const isDateMember = (name: string): boolean =>
  /^(get(UTC)?(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset|Year)|set(UTC)?(FullYear|Month|Date|Hours|Minutes|Seconds|Milliseconds|Time)|to(Date|Time|UTC|GMT)String)$/.test(name);

interface Offence {
  readonly ban: string;
  readonly reason: string;
}

const root = resolve(process.argv[2] ?? ".");
const source = join(root, "src");
const files = existsSync(source)
  ? readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.startsWith("cli/"))
      .map((path) => `src/${path}`)
      .sort()
  : [];

const problems: string[] = [];
const usedExemptions = new Set<string>();
for (const file of files) checkFile(file);
for (const [file, bans] of Object.entries(exemptions)) {
  for (const ban of Object.keys(bans)) {
    if (existsSync(join(root, file)) && !usedExemptions.has(`${file} ${ban}`)) problems.push(`${file}: no longer needs its exemption from the ban of ${ban}.`);
  }
}
if (files.length === 0) problems.push("src/ holds no library file: nothing was checked.");

if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(`\nBans: ${problems.length} problem(s) in ${files.length} files.`);
  process.exitCode = 1;
} else {
  console.log(`Bans: ${files.length} files, no offence.`);
}

function checkFile(file: string): void {
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const visit = (node: ts.Node): void => {
    const offence = offenceOf(node);
    if (offence !== null) report(tree, node, offence);
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function report(tree: ts.SourceFile, node: ts.Node, { ban, reason }: Offence): void {
  if (exemptions[tree.fileName]?.[ban] !== undefined) {
    usedExemptions.add(`${tree.fileName} ${ban}`);
    return;
  }
  const { line, character } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
  problems.push(`${tree.fileName}:${line + 1}:${character + 1}: ${ban} is banned from the library: ${reason}.`);
}

function offenceOf(node: ts.Node): Offence | null {
  if (ts.isIdentifier(node) && isUseOfName(node)) return offenceOfName(node);
  if (ts.isPropertyAccessExpression(node)) return offenceOfMember(node.expression, node.name.text);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    if (ts.isStringLiteralLike(key)) return offenceOfMember(node.expression, key.text);
    if (isNamed(node.expression, "Math") || isNamed(node.expression, "Date")) return { ban: "Math[…]", reason: "a computed name hides what is used" };
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    const from = ts.isVariableDeclaration(node.parent.parent) ? node.parent.parent.initializer : undefined;
    if (ts.isIdentifier(name)) return offenceOfMember(from, name.text);
  }
  if (ts.isBinaryExpression(node)) return offenceOfPower(node);
  return null;
}

/** An identifier standing for a value, not a property name, a declaration or a type. */
function isUseOfName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  if (ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isImportSpecifier(parent)) return false;
  return !(ts.isFunctionDeclaration(parent) || ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent));
}

function offenceOfName(node: ts.Identifier): Offence | null {
  const reason = bannedGlobals.get(node.text);
  if (reason !== undefined) return { ban: node.text, reason };
  if (node.text === "Math" && !isObjectOfMember(node)) return { ban: "Math", reason: "passed on as a whole it hides what is used" };
  if (node.text !== "Date" || isObjectOfMember(node)) return null;
  if (ts.isNewExpression(node.parent) && node.parent.arguments?.length === 1 && !ts.isStringLiteralLike(node.parent.arguments[0]!)) return null;
  return { ban: "Date", reason: "it reads the clock or the local time zone" };
}

function isObjectOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return true;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
}

function offenceOfMember(object: ts.Expression | undefined, name: string): Offence | null {
  if (name === "localeCompare" || name.startsWith("toLocale")) return { ban: name, reason: "locales differ between machines" };
  if (name === "toFixed" || name === "toPrecision" || name === "toExponential") return { ban: name, reason: "numbers are written by src/base/, from integers" };
  if (isNamed(object, "Math") && name === "random") return { ban: "Math.random", reason: "randomness makes answers differ between runs" };
  if (isNamed(object, "Math") && !exactMathematics.has(name)) return { ban: `Math.${name}`, reason: "its last digits differ between engines" };
  if (isNamed(object, "Date") && name !== "UTC" && name !== "prototype") return { ban: `Date.${name}`, reason: "it reads the clock or the local time zone" };
  if (isDateMember(name) && !isExactDateMember(name)) return { ban: name, reason: "it reads the local time zone" };
  return null;
}

/** Powers are exact only for whole powers of two, which engines compute alike. */
function offenceOfPower(node: ts.BinaryExpression): Offence | null {
  const isPower = node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken;
  const isPowerAssignment = node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
  if (!isPowerAssignment && !(isPower && node.left.getText() !== "2")) return null;
  return { ban: "**", reason: "its last digits differ between engines unless the base is 2" };
}

function isNamed(node: ts.Expression | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
