/** The page around the sections: one file, no script, nothing fetched. */
import type { Plan } from "../plan/plan";
import { date, whole } from "./format";
import { type Content, type Html, html } from "./html";
import { STYLE } from "./style";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  readonly plan: Plan;
  readonly title: string;
  readonly lead: Html;
  readonly sections: readonly Section[];
  readonly footer: Html;
}

/** The whole document. */
export function page({ plan, title, lead, sections, footer }: Page): string {
  const document = html`<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}: handover plan</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the plan</a>
<header><div class="width"><p class="kicker"><strong>Handover plan</strong> <span class="tag">proposal</span></p>
<p class="programme">${title}: ${programme(plan)}</p></div></header>
<main id="main" class="width">
${lead}
${contents(sections)}
${sections.map(section)}</main>
<footer><div class="width">${footer}</div></footer>
</body>
</html>
`;
  return `<!doctype html>\n${document.markup}`;
}

function programme({ programme: { startDate, endDate, weeks } }: Plan): Content {
  return html`${date(startDate)} to ${date(endDate)}, ${whole(weeks)} weeks`;
}

function contents(sections: readonly Section[]): Html {
  return html`<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>
`)}</ol></nav>`;
}

function section({ id, title, body }: Section): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}
</section>
`;
}
