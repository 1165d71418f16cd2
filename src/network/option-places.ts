/** Where each option stands in a list of very many. */
import type { Unit } from "../model/cohort";
import type { Option } from "../model/option";

/** Options looked at between two pauses. */
const OPTIONS_PER_PAUSE = 5_000;

/** Each option's place; pauses every few milliseconds. A map for each unit: one of all options would stop for long whenever it grows. */
export function* placesOf(options: readonly Option[]): Generator<null, (option: Option) => number> {
  const places = new Map<Unit, Map<Option, number>>();
  for (let place = 0; place < options.length; place++) {
    const option = options[place]!;
    let own = places.get(option.unit);
    if (own === undefined) places.set(option.unit, (own = new Map<Option, number>()));
    own.set(option, place);
    if ((place + 1) % OPTIONS_PER_PAUSE === 0) yield null;
  }
  return (option) => places.get(option.unit)!.get(option)!;
}
