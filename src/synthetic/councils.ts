/**
 * Several councils in one document, so far from one another that nobody in one is eligible in another: by
 * travel where travel is considered, by a certificate of the council's own where it is not, and for
 * supervision by planners' pins.
 */
import type {
  ChildDocument,
  EventDocument,
  FamilyDocument,
  PinDocument,
  SupervisionDocument,
  TravelDocument,
  WorkerDocument,
} from "../model/caseload-document";
import type { CouncilFrame } from "./council-frame";
import type { FamilyDraft } from "./needs";
import type { Settings } from "./options";
import type { Relations } from "./relations";
import type { Post } from "./staff";

const MINUTES_APART = 240;

/** Everything drawn for one council. */
export interface Council {
  readonly frame: CouncilFrame;
  readonly posts: readonly Post[];
  readonly families: readonly FamilyDraft[];
  readonly children: readonly ChildDocument[];
  readonly events: readonly EventDocument[];
  readonly supervision: readonly SupervisionDocument[];
  readonly relations: Relations;
  readonly pins: readonly PinDocument[];
}

export interface SeparatedCouncils {
  readonly workers: readonly WorkerDocument[];
  readonly families: readonly FamilyDocument[];
  readonly pins: readonly PinDocument[];
  readonly travel: TravelDocument | null;
}

/** Puts councils side by side without a bridge between them. */
export function separateCouncils(settings: Settings, councils: readonly Council[]): SeparatedCouncils {
  const hasTravel = settings.rates.travel > 0;
  const isApart = hasTravel || councils.length === 1;
  return {
    workers: councils.flatMap((council) => council.posts.map(({ worker }) => (isApart ? worker : { ...worker, certificates: withOwn(council, worker.certificates) }))),
    families: councils.flatMap((council) =>
      council.families.map((family) => (isApart ? family : { ...family, requiredCertificates: withOwn(council, family.requiredCertificates) })),
    ),
    pins: councils.flatMap((council) => [...council.pins, ...oversightPins(council, councils)]),
    travel: hasTravel ? { minutes: [...councils.flatMap(ownMinutes), ...minutesApart(councils)] } : null,
  };
}

function withOwn(council: Council, certificates: readonly string[] | undefined): string[] {
  return [...(certificates ?? []), `${council.frame.prefix}council`];
}

/** A row a pair: it holds both ways. */
function ownMinutes({ frame: { map } }: Council): TravelDocument["minutes"] {
  return map.areas.flatMap((from, row) =>
    map.areas.slice(row).map((to, offset) => ({ from, to, minutes: map.minutes[row]?.[row + offset] ?? 0 })),
  );
}

function minutesApart(councils: readonly Council[]): TravelDocument["minutes"] {
  return councils.flatMap((council, index) =>
    councils
      .slice(index + 1)
      .flatMap((other) => council.frame.map.areas.flatMap((from) => other.frame.map.areas.map((to) => ({ from, to, minutes: MINUTES_APART })))),
  );
}

/** Supervision knows no distance: planners keep it within the council. */
function oversightPins(council: Council, councils: readonly Council[]): PinDocument[] {
  const managers = new Set(council.posts.filter((post) => post.isManager && post.part === "participant").map((post) => post.worker.id));
  const items = council.supervision.filter((item) => managers.has(item.managerId));
  const elsewhere = councils
    .filter((other) => other !== council)
    .flatMap((other) => other.posts.filter((post) => post.part === "cover" && post.isManager).map((post) => post.worker.id));
  return items.flatMap((item) =>
    elsewhere.map(
      (coverWorkerId): PinDocument => ({ kind: "never-to", supervisionId: item.id, coverWorkerId, author: "programme-lead", reason: "Another council." }),
    ),
  );
}
