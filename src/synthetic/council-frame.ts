/** What every part of one council's caseload is drawn with: dates, map, rates, ids and streams of chance. */
import { formatDay, WorkingCalendar, type Day } from "../base/calendar";
import { drawAreaMap, type AreaMap } from "./areas";
import type { Feature, Settings } from "./options";
import { Random } from "./random";

/** Days after the end of the programme up to which events are known. */
const EVENT_HORIZON_DAYS = 56;

export class CouncilFrame {
  readonly settings: Settings;
  /** Put before every id; empty in the first council. */
  readonly prefix: string;
  readonly random: Random;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
  readonly start: Day;
  readonly end: Day;
  /** Last day on which an event is known. */
  readonly horizon: Day;
  readonly map: AreaMap;
  readonly #counts = new Map<string, number>();

  constructor(seed: number, settings: Settings, index: number) {
    this.settings = settings;
    this.prefix = index === 0 ? "" : `${"ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(index)}-`;
    this.random = Random.of(`${seed}/${index}`);
    this.asOf = settings.asOf;
    this.start = settings.startDate;
    this.end = settings.startDate + 7 * settings.weeks - 1;
    this.horizon = this.end + EVENT_HORIZON_DAYS;
    this.calendar = new WorkingCalendar(Math.min(this.asOf, this.start) - 4000, Math.max(this.asOf, this.horizon) + 400, []);
    this.map = drawAreaMap(this.random.fork("areas"), this.prefix);
  }

  /** The next id of a kind: W1, W2 … */
  id(letter: string): string {
    const count = (this.#counts.get(letter) ?? 0) + 1;
    this.#counts.set(letter, count);
    return `${this.prefix}${letter}${count}`;
  }

  /** The stream of chance for one question about one thing. */
  draw(question: string, about: string): Random {
    return this.random.fork(`${question}/${about}`);
  }

  /** Whether a rare circumstance occurs to one thing. */
  happens(feature: Feature, about: string): boolean {
    return this.draw(feature, about).chance(this.settings.rates[feature]);
  }

  area(index: number): string {
    return this.map.areas[index] as string;
  }

  /** The working day a date falls on, or the next. */
  workingDay(day: Day): Day {
    return this.calendar.step(day, 0);
  }
}

/** A date as the document writes it. */
export function iso(day: Day): string {
  return formatDay(day);
}
