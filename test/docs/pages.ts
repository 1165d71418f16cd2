/**
 * The documentation as programs. A page is README.md or a Markdown file under docs/; its `ts` and `sh` blocks are steps,
 * run in page order in one folder, as a reader would.
 *
 * - A `ts` block that imports nothing continues the program of the `ts` block before it; otherwise it starts a new one.
 * - `expression // => value` asserts; so does `console.log(expression) // => value`.
 * - The only other fence words are `text` and `json`: what is shown, not run.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

interface Block {
  readonly page: string;
  /** Line of the block's first line of content, from 1. */
  readonly line: number;
  readonly word: string;
  readonly text: string;
}

export interface Step {
  readonly kind: "ts" | "sh";
  readonly place: string;
  /** Shell lines, or the TypeScript program with its assertions made calls. */
  readonly code: string;
  /** The program as the page shows it, for the type check. */
  readonly shown: string;
}

export interface Page {
  readonly path: string;
  readonly steps: readonly Step[];
  /** Faults of the page itself, in words. */
  readonly faults: readonly string[];
}

const shownOnly = new Set(["text", "json"]);

/** Commands of the README that prepare a clone: the tests already stand in one. */
const preparation: readonly RegExp[] = [/^npm ci$/, /^npm test$/, /^npm run [\w:-]+$/, /^npm install caseload-relief$/, /^git clone \S+( \S+)?$/, /^cd caseload-relief$/];

/** Every page under a root, README first. */
export function readPages(root: string): Page[] {
  const readme = existsSync(join(root, "README.md")) ? ["README.md"] : [];
  const docs = existsSync(join(root, "docs"))
    ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md")).sort().map((path) => join("docs", path))
    : [];
  return [...readme, ...docs].map((path) => pageOf(path, readFileSync(join(root, path), "utf8"), scriptNames(root)));
}

function scriptNames(root: string): readonly string[] {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts?: Record<string, string> };
  return Object.keys(scripts);
}

function pageOf(path: string, text: string, scripts: readonly string[]): Page {
  const faults: string[] = [];
  const steps: Step[] = [];
  let program: Block[] = [];
  const closeProgram = (): void => {
    if (program.length > 0) steps.push(programStep(program, faults));
    program = [];
  };
  for (const block of fencedBlocks(path, text)) {
    if (block.word === "ts") {
      if (/^import\s/m.test(block.text)) closeProgram();
      program.push(block);
    } else if (block.word === "sh") {
      closeProgram();
      steps.push(shellStep(block, scripts, faults));
    } else if (!shownOnly.has(block.word)) {
      faults.push(`${path}:${block.line}: a fence says ts, sh, text or json, not "${block.word}".`);
    }
  }
  closeProgram();
  return { path, steps, faults };
}

function fencedBlocks(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: number; word: string; line: number; lines: string[] } | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, indent = "", fence = "", info = ""] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === null) {
      if (fence !== "") open = { fence, indent: indent.length, word: info.trim().split(/\s+/)[0] ?? "", line: index + 2, lines: [] };
    } else if (fence.startsWith(open.fence) && info.trim() === "") {
      blocks.push({ page, line: open.line, word: open.word, text: open.lines.join("\n") });
      open = null;
    } else {
      open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    }
  }
  if (open !== null) throw new Error(`${page}:${open.line}: the block is never closed.`);
  return blocks;
}

function shellStep(block: Block, scripts: readonly string[], faults: string[]): Step {
  const lines = block.text.replaceAll(/\\\n/g, " ").split("\n").map((line) => {
    const parts = line.replace(/(^|\s)#.*$/, "").split("&&").map((part) => part.trim()).filter((part) => part !== "");
    for (const part of parts) {
      const script = /^npm run ([\w:-]+)$/.exec(part)?.[1] ?? (part === "npm test" ? "test" : null);
      if (script !== null && !scripts.includes(script)) faults.push(`${block.page}:${block.line}: package.json has no script "${script}".`);
    }
    return parts.filter((part) => !preparation.some((pattern) => pattern.test(part))).join(" && ");
  });
  return { kind: "sh", place: `${block.page}:${block.line}`, code: lines.join("\n"), shown: block.text };
}

function programStep(blocks: readonly Block[], faults: string[]): Step {
  const [first] = blocks as [Block, ...Block[]];
  const checked = blocks.map((block) => withChecks(block, faults));
  return {
    kind: "ts",
    place: `${first.page}:${first.line}`,
    code: `${checked.join("\n")}\n${checkFunction}`,
    shown: `${blocks.map((block) => block.text).join("\n")}\nexport {};\n`,
  };
}

/** Hoisted, so that it stands after the page's own lines and theirs keep their numbers. */
const checkFunction = `
import { inspect as $inspect, isDeepStrictEqual as $isEqual } from "node:util";
function $check(actual: unknown, expected: unknown, place: string): void {
  if (!$isEqual(actual, expected)) throw new Error(\`\${place}: the page says \${$inspect(expected)}, the library says \${$inspect(actual, { depth: 6 })}\`);
}
`;

function withChecks(block: Block, faults: string[]): string {
  const { text } = block;
  const tree = ts.createSourceFile("block.ts", text, ts.ScriptTarget.ES2022, true);
  const edits: { start: number; end: number; code: string }[] = [];
  const visit = (node: ts.Node): void => {
    const value = ts.isExpressionStatement(node) ? shownValue(text, node.end) : null;
    if (value !== null && ts.isExpressionStatement(node)) {
      const start = node.getStart(tree);
      const place = `${block.page}:${block.line + tree.getLineAndCharacterOfPosition(start).line}`;
      edits.push({ start, end: node.end, code: `$check((${printedExpression(node.expression).getText(tree)}), (${value}), ${JSON.stringify(place)});` });
    } else ts.forEachChild(node, visit);
  };
  visit(tree);
  const shown = text.match(/\/\/\s*=>/g)?.length ?? 0;
  if (shown !== edits.length) faults.push(`${block.page}:${block.line}: ${shown - edits.length} of the block's "// =>" stand beside no expression.`);
  return edits.reduceRight((code, edit) => code.slice(0, edit.start) + edit.code + code.slice(edit.end), text);
}

function shownValue(text: string, end: number): string | null {
  const [comment] = ts.getTrailingCommentRanges(text, end) ?? [];
  if (comment === undefined) return null;
  return /^\/\/\s*=>\s*(.*)$/.exec(text.slice(comment.pos, comment.end))?.[1] ?? null;
}

/** The argument of `console.log(…)`, or the expression itself. */
function printedExpression(expression: ts.Expression): ts.Expression {
  const isPrint = ts.isCallExpression(expression) && expression.expression.getText() === "console.log" && expression.arguments.length === 1;
  return isPrint ? (expression.arguments[0] ?? expression) : expression;
}
