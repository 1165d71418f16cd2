/** The generator on one page: settings → councils, each drawn in the order of its parts → one document. */
import type { CaseloadDocument } from "../model/caseload-document";
import { drawChildren } from "./children";
import { CouncilFrame, iso } from "./council-frame";
import { separateCouncils, type Council } from "./councils";
import { equipCoverTeam } from "./cover-team";
import { drawEvents } from "./events";
import { drawHoldings } from "./families";
import { settingsOf, type CaseloadShape, type GenerateOptions, type Settings } from "./options";
import { drawPins } from "./pins";
import { drawRelations } from "./relations";
import { drawStaff, type Post } from "./staff";
import { drawSupervision } from "./supervision";
import { illustrativePolicy, illustrativeWeightingScheme, UNIFORM_POLICY, UNIFORM_WEIGHTING } from "./weighting";

/**
 * Generates a caseload like those of an English county about 2018, from published figures (docs/synthetic.md).
 * The same seed and shape give the same document on every runtime; nobody in it is or was real.
 * @param seed any whole number
 * @param shape a named size, or options; options left out are those of a cohort
 * @throws RangeError when the seed or an option is out of range, TypeError when the shape is neither a name nor options
 */
export function generateCaseload(seed: number, shape: CaseloadShape | GenerateOptions): CaseloadDocument {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${String(seed)}: a whole number is needed.`);
  const settings = settingsOf(shape);
  const councils = Array.from({ length: settings.councils }, (_, index) => drawCouncil(new CouncilFrame(seed, settings, index)));
  return withoutUndefined(assemble(seed, settings, councils));
}

function drawCouncil(frame: CouncilFrame): Council {
  const scheme = schemeOf(frame.settings);
  const posts = drawStaff(frame);
  const holdings = drawHoldings(frame, posts);
  const children = holdings.flatMap((holding) => drawChildren(frame, holding, scheme));
  const firstHearings = new Map(children.filter((child) => child.firstHearingOn != null).map((child) => [child.familyId, child.firstHearingOn ?? undefined]));
  const events = holdings.flatMap((holding) => drawEvents(frame, holding, firstHearings.get(holding.family.id)));
  const relations = drawRelations(frame, posts, holdings);
  equipCoverTeam(frame, posts, { holdings, children, coWork: relations.coWork, scheme });
  const pins = drawPins(frame, { posts, holdings, children, events, relations });
  const supervision = drawSupervision(frame, posts);
  return { frame, posts, families: holdings.map((holding) => holding.family), children, events, supervision, relations, pins };
}

function assemble(seed: number, settings: Settings, councils: readonly Council[]): CaseloadDocument {
  const separation = separateCouncils(settings, councils);
  const posts = councils.flatMap((council) => council.posts);
  return {
    schemaVersion: 1,
    asOf: iso(settings.asOf),
    programme: { id: `cohort-${seed}`, startDate: iso(settings.startDate), weeks: settings.weeks },
    policy: settings.unitPoints ? UNIFORM_POLICY : illustrativePolicy,
    weightingScheme: schemeOf(settings),
    workers: separation.workers,
    cohort: {
      participants: posts.filter((post) => post.part === "participant").map((post) => participantOf(councils, post)),
      coverWorkerIds: posts.filter((post) => post.part === "cover").map((post) => post.worker.id),
    },
    families: separation.families,
    children: councils.flatMap((council) => council.children),
    supervision: councils.flatMap((council) => council.supervision),
    events: councils.flatMap((council) => council.events),
    coWork: councils.flatMap((council) => council.relations.coWork),
    pastInvolvements: councils.flatMap((council) => council.relations.pastInvolvements),
    conflicts: councils.flatMap((council) => council.relations.conflicts),
    keepTogether: councils.flatMap((council) => council.relations.keepTogether),
    keepApart: councils.flatMap((council) => council.relations.keepApart),
    pins: separation.pins,
    exceptions: councils.flatMap((council) => council.relations.exceptions),
    continuityTable: councils.flatMap((council) => council.relations.continuityTable),
    travel: separation.travel,
  };
}

/** A few, when asked for, have a band of their own: targets from 15 to 40 % of base. */
function participantOf(councils: readonly Council[], post: Post): CaseloadDocument["cohort"]["participants"][number] {
  const workerId = post.worker.id;
  const frame = councils.find((council) => council.posts.includes(post))?.frame;
  if (frame === undefined || !frame.happens("reliefBands", workerId)) return { workerId };
  const twentieths = frame.draw("band", workerId).between(3, 8);
  const share = (numerator: number): { numerator: number; denominator: number } => ({ numerator, denominator: 20 });
  return { workerId, reliefBand: { lower: share(twentieths - 1), target: share(twentieths), upper: share(twentieths + 1) } };
}

function schemeOf(settings: Settings): CaseloadDocument["weightingScheme"] {
  if (settings.unitPoints) return UNIFORM_WEIGHTING;
  return settings.rates.travel > 0 ? illustrativeWeightingScheme : { ...illustrativeWeightingScheme, travel: null };
}

/** Leaves out what is not recorded, as a council's export would. */
function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, withoutUndefined(part)]),
  ) as T;
}

