/** A small reader of our own markup: enough to see that tags balance and to ask for elements by name. */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  readonly parent: Element | null;
}

const VOID = new Set(["meta", "br", "hr", "col", "link", "img", "input"]);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*(\/?)>/y;

/** The tree of a page. Throws where a tag is malformed, unclosed or closed out of order. */
export function parseMarkup(page: string): Element {
  const root: Element = { name: "#root", attributes: new Map(), children: [], parent: null };
  let at = page.startsWith("<!doctype html>") ? "<!doctype html>".length : 0;
  let open = root;
  while (at < page.length) {
    const next = page.indexOf("<", at);
    open.children.push(page.slice(at, next < 0 ? page.length : next));
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(page);
    if (tag === null) throw new Error(`Malformed markup: ${page.slice(next, next + 60)}`);
    at = TAG.lastIndex;
    open = tag[1] === "/" ? closed(open, tag[2] ?? "") : opened(open, tag);
    if (open.name === "style") {
      const end = page.indexOf("</style>", at);
      open.children.push(page.slice(at, end));
      at = end;
    }
  }
  if (open !== root) throw new Error(`Never closed: <${open.name}>`);
  return root;
}

function opened(parent: Element, tag: RegExpExecArray): Element {
  const attributes = new Map([...(tag[3] ?? "").matchAll(/([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g)].map(([, name, value]) => [name ?? "", value ?? ""]));
  const element: Element = { name: tag[2] ?? "", attributes, children: [], parent };
  parent.children.push(element);
  return tag[4] === "/" || VOID.has(element.name) ? parent : element;
}

function closed(open: Element, name: string): Element {
  if (open.name !== name || open.parent === null) throw new Error(`</${name}> closes <${open.name}>`);
  return open.parent;
}

/** All elements of a name, in document order. */
export function all(element: Element, ...names: readonly string[]): Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(names.includes(child.name) || names.length === 0 ? [child] : []), ...all(child, ...names)],
  );
}

const NAMED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#96;": "`" };

/** What a reader sees of an element, the style sheet and the hidden heads of stacked rows left out. */
export function textOf(element: Element | string): string {
  if (typeof element === "string") return element.replace(/&[#a-z0-9]+;/g, (entity) => NAMED[entity] ?? entity);
  if (element.name === "style" || element.attributes.get("class") === "stacked-head") return "";
  return element.children.map(textOf).join("");
}

/** Rows of a table, each a list of the texts of its cells; second lines of rows left out. */
export function rowsOf(table: Element): string[][] {
  return all(table, "tr").filter((row) => row.attributes.get("class") !== "below").map((row) => all(row, "th", "td").map((cell) => textOf(cell).replace(/\s+/g, " ").trim()));
}

/** The table whose caption has the id. */
export function tableOf(root: Element, captionId: string): Element {
  const table = all(root, "table").find((one) => all(one, "caption").some((caption) => caption.attributes.get("id") === captionId));
  if (table === undefined) throw new Error(`No table has the caption ${captionId}.`);
  return table;
}

/** Whether an element or one around it is hidden from assistive technology or presented as one image. */
export function isInsidePicture(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parent) {
    if (at.attributes.get("aria-hidden") === "true" || at.attributes.get("role") === "img") return true;
  }
  return false;
}
