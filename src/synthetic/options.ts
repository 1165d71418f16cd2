/**
 * What a generated caseload should be like. Every number has a default that belongs to the shape, taken
 * from the published figures in docs/synthetic.md.
 */
import { parseDay, type Day } from "../base/calendar";
import { given, isRecord } from "../base/given";

/**
 * Rare circumstances, as cases in a thousand of what each line names. `features` multiplies them.
 */
const FEATURE_RATES = {
  /** Workers who are newly qualified. */
  asye: 110,
  /** Workers employed through an agency. */
  agency: 130,
  /** Workers who work part of the week. */
  partTime: 140,
  /** Families in which one child has another worker than the rest. */
  splitFamilies: 60,
  /** Dates and histories that nobody recorded. */
  unknowns: 30,
  /** Events: hearings, conferences, reviews, placement moves, meetings. */
  events: 1000,
  /** Children whose last visit is longer ago than the interval allows. */
  overdueVisits: 80,
  /** Families who lost a worker in the last twelve months. */
  recentChanges: 430,
  /** Open assessments and children in need expected to close about the time of the programme. */
  closures: 110,
  /** Protection plans and looked-after episodes expected to step down about that time. */
  stepDowns: 60,
  /** Families who need a worker with a language. */
  languages: 55,
  /** Families with a recorded preference for a worker's gender. */
  workerGender: 25,
  /** Families visited by two workers. */
  twoToOne: 30,
  /** Families whose records are restricted. */
  restricted: 15,
  /** Families who need a worker with a certificate. */
  certificates: 25,
  /** Families with whom one cover worker or manager has a conflict of interest. */
  conflicts: 15,
  /** Families to be kept with the worker of another. */
  keepTogether: 12,
  /** Families to be kept from the worker of another. */
  keepApart: 12,
  /** Families who wish to stay with their worker, or to change. */
  familyWishes: 50,
  /** Families with whom the worker wishes to finish a piece of work. */
  workerWishes: 30,
  /** Families about whom a planner has decided something. */
  pins: 15,
  /** Families with a second worker already. */
  coWork: 40,
  /** Families known to an earlier worker who still works there. */
  pastInvolvements: 70,
  /** Families without a chronology, or with an old assessment. */
  fileGaps: 120,
  /** Families about whom a departure from the promises is on record. */
  exceptions: 4,
  /** Families for whom the council states continuity costs of its own. Never unless asked for. */
  continuityTable: 0,
  /** Participants with a band of their own. Never unless asked for. */
  reliefBands: 0,
  /** Cover workers with a week or two of leave. */
  leave: 450,
  /** Cover workers who start after the programme does. */
  lateStarts: 60,
  /** Cover workers whose contract ends before the programme does. */
  contractEnds: 20,
  /** Cover workers who already hold a family or two. */
  existingWork: 350,
  /** Cover workers with a limit on visits. */
  visitLimits: 150,
  /** Travel between areas: any rate above nothing gives a travel table. */
  travel: 1000,
} as const;

/** One rare circumstance. */
export type Feature = keyof typeof FEATURE_RATES;

/** Rates that `features` gives to circumstances which are off by default. */
const OPTIONAL_RATES: Partial<Record<Feature, number>> = { continuityTable: 100, reliefBands: 150 };

/** What to generate; everything left out is as in the shape `cohort`. */
export interface GenerateOptions {
  /** Participants in each council, team managers included; 1 to 200, default 12. */
  readonly participants?: number;
  /** How many of the participants are team managers; default 0 to 2, as the seed falls. */
  readonly teamManagers?: number;
  /** Cover social workers in each council; default half the participants. */
  readonly coverWorkers?: number;
  /** Cover team managers in each council; default 1. */
  readonly coverManagers?: number;
  /** Other social workers with caseloads; default 0. */
  readonly otherWorkers?: number;
  /** Other team managers; default one for seven other workers. */
  readonly otherManagers?: number;
  /** Mean children a full-time worker holds; default 17. */
  readonly meanCases?: number;
  /** Families each participant holds, exactly, in place of the mean and its spread. */
  readonly familiesPerParticipant?: number;
  /** Capacity of the cover team over what a third of the participants' work needs; default 1.05 to 1.25. */
  readonly coverCapacityShare?: number;
  /** Independent councils in one document, no worker of one eligible in another; default 1. With travel, the first is the same however many follow. */
  readonly councils?: number;
  /** Programme weeks; default 10. */
  readonly weeks?: number;
  /** First day of the programme, ISO; default 2018-09-17. */
  readonly startDate?: string;
  /** Today, ISO; default four weeks before the start. */
  readonly asOf?: string;
  /** Multiplies how often a rare circumstance occurs: 0 never, 1 as published, 5 five times as often. */
  readonly features?: Readonly<Partial<Record<Feature, number>>>;
  /** The multiplier of features not named in `features`; default 1. */
  readonly rareFeatures?: number;
  /** The uniform special case: every family one child of equal points, nothing dated, no pairs, no co-work. */
  readonly unitPoints?: boolean;
}

/** Named sizes: one cohort; a council of about sixty workers; a county of about two hundred. */
export type CaseloadShape = "cohort" | "council" | "county";

const SHAPES: Readonly<Record<CaseloadShape, GenerateOptions>> = {
  cohort: {},
  council: { otherWorkers: 40, otherManagers: 4 },
  county: { otherWorkers: 187, otherManagers: 28 },
};

/** Options with nothing left open but what the seed decides. */
export interface Settings {
  readonly participants: number;
  readonly teamManagers: number | null;
  readonly coverWorkers: number;
  readonly coverManagers: number;
  readonly otherWorkers: number;
  readonly otherManagers: number;
  readonly meanCases: number;
  readonly familiesPerParticipant: number | null;
  readonly coverCapacityShare: number | null;
  readonly councils: number;
  readonly weeks: number;
  readonly startDate: Day;
  readonly asOf: Day;
  /** Cases in a thousand, after multiplying. */
  readonly rates: Readonly<Record<Feature, number>>;
  readonly unitPoints: boolean;
}

const DEFAULT_START = "2018-09-17";

/** Fills in the defaults of a shape. Throws a RangeError naming the option that is out of range, a TypeError for what is no shape at all. */
export function settingsOf(shape: CaseloadShape | GenerateOptions): Settings {
  if (typeof shape === "string" && !Object.hasOwn(SHAPES, shape)) throw new RangeError(`There is no shape "${shape}": cohort, council or county.`);
  const options = typeof shape === "string" ? SHAPES[shape] : shape;
  const isShape: boolean = isRecord(options);
  given(isShape, "The shape is none: give cohort, council or county, or an object of options.");
  given(options.features === undefined || isRecord(options.features), "features is not an object: give a multiplier for each feature by name, or leave it out.");
  const participants = whole("participants", options.participants ?? 12, 1, 200);
  const otherWorkers = whole("otherWorkers", options.otherWorkers ?? 0, 0, 5000);
  const startDate = day("startDate", options.startDate ?? DEFAULT_START);
  return {
    participants,
    teamManagers: options.teamManagers === undefined ? null : whole("teamManagers", options.teamManagers, 0, participants),
    coverWorkers: whole("coverWorkers", options.coverWorkers ?? Math.ceil(participants / 2), 0, 200),
    coverManagers: whole("coverManagers", options.coverManagers ?? 1, 0, 20),
    otherWorkers,
    otherManagers: whole("otherManagers", options.otherManagers ?? Math.floor(otherWorkers / 7), 0, 1000),
    meanCases: whole("meanCases", options.meanCases ?? 17, 1, 40),
    familiesPerParticipant:
      options.familiesPerParticipant === undefined ? null : whole("familiesPerParticipant", options.familiesPerParticipant, 0, 40),
    coverCapacityShare: options.coverCapacityShare === undefined ? null : inRange("coverCapacityShare", options.coverCapacityShare, 0, 10),
    councils: whole("councils", options.councils ?? 1, 1, 26),
    weeks: whole("weeks", options.weeks ?? 10, 1, 52),
    startDate,
    asOf: options.asOf === undefined ? startDate - 28 : day("asOf", options.asOf),
    rates: ratesOf(options),
    unitPoints: options.unitPoints ?? false,
  };
}

function ratesOf(options: GenerateOptions): Record<Feature, number> {
  const features = Object.keys(FEATURE_RATES) as Feature[];
  for (const name of Object.keys(options.features ?? {})) {
    if (!Object.hasOwn(FEATURE_RATES, name)) throw new RangeError(`There is no feature "${name}": ${features.join(", ")}.`);
  }
  const multiplier = inRange("rareFeatures", options.rareFeatures ?? 1, 0, 1000);
  return Object.fromEntries(
    features.map((feature) => {
      const asked = options.features?.[feature];
      if (options.unitPoints === true && !UNIFORM_FEATURES.has(feature)) return [feature, 0];
      if (asked === undefined) return [feature, perMille(FEATURE_RATES[feature] * multiplier)];
      return [feature, perMille((OPTIONAL_RATES[feature] ?? FEATURE_RATES[feature]) * inRange(`features.${feature}`, asked, 0, 1000))];
    }),
  ) as Record<Feature, number>;
}

/** What the uniform special case may still contain: it changes who may take a family, not what it weighs or when. */
const UNIFORM_FEATURES: ReadonlySet<Feature> = new Set<Feature>([
  "agency",
  "recentChanges",
  "languages",
  "workerGender",
  "restricted",
  "certificates",
  "conflicts",
  "familyWishes",
  "workerWishes",
  "pins",
  "pastInvolvements",
  "travel",
]);

function perMille(rate: number): number {
  return Math.min(1000, Math.round(rate));
}

function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value)) throw new RangeError(`${name} is ${String(value)}: a whole number is needed.`);
  return inRange(name, value, least, most);
}

function inRange(name: string, value: number, least: number, most: number): number {
  if (!(value >= least && value <= most)) throw new RangeError(`${name} is ${String(value)}: between ${least} and ${most} is needed.`);
  return value;
}

function day(name: string, text: string): Day {
  const parsed = typeof text === "string" ? parseDay(text) : null;
  if (parsed === null) throw new RangeError(`${name} is not a date that exists: YYYY-MM-DD is needed.`);
  return parsed;
}
