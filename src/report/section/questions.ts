/** How to disagree with the plan, and which plan it is. */
import { type Content, type Html, html } from "../html";
import type { Reading } from "../reading";

/** What somebody who doubts a decision can do. */
export function questions(questionsTo: string | null): Html {
  return html`<p>Every line above has a reason, and any of them may be questioned by the worker, the family or their representative.</p>
<ul>
<li>Say which family or worker it is about, and what should be different.</li>
<li>Missing or wrong facts come first: correct them in the caseload and plan again.</li>
<li>A decision that people have taken (a family must stay, must move, must go to somebody, must never go to somebody) is recorded as a pin, with author and reason. The next plan keeps it, and shows what it costs.</li>
<li>A plan written by hand can be scored and checked by the same rules, and set beside this one.</li>
</ul>${questionsTo === null ? null : html`
<p>Questions go to: <strong>${questionsTo}</strong>.</p>`}`;
}

/** Versions and digest, so that a printed page can be matched to its data. */
export function provenance({ plan }: Reading): Html {
  const rows: readonly (readonly [string, Content])[] = [
    ["Made by", `caseload-relief ${plan.libraryVersion}, plan format ${plan.schemaVersion}`],
    ["Made from", html`caseload <code>${plan.caseloadDigest}</code>`],
  ];
  return html`<dl>${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>
`)}</dl>
<p>Ids only: this page holds no names, birth dates or addresses. It proposes; people decide.</p>`;
}
