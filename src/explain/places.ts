/** Where a unit could be: the mode and the cover worker, whatever the companion and the days. */
import { compareText } from "../base/hash";
import { range } from "../base/range";
import type { Option } from "../model/option";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Place } from "./explanation";

/** The place of an option. */
export function placeOf({ mode, placement }: Option): Place {
  return { mode, coverWorkerId: placement?.cover.id ?? null };
}

/** Whether two places are one. */
export function samePlace(a: Place, b: Place): boolean {
  return a.mode === b.mode && a.coverWorkerId === b.coverWorkerId;
}

/** The options of an item, as indices into the component's. */
export function optionsOf(item: number, { instance }: ComponentInstance): readonly number[] {
  return range(instance.optionStart[item]!, instance.optionStart[item + 1]!);
}

/** Those of them at a place. */
export function optionsAt(place: Place, item: number, at: ComponentInstance): readonly number[] {
  return optionsOf(item, at).filter((option) => samePlace(placeOf(at.options[option]!), place));
}

/** Every place of an item with its options; staying first, then handing over, then co-work, by cover worker. */
export function placesOf(item: number, at: ComponentInstance): readonly { readonly place: Place; readonly options: readonly number[] }[] {
  const places = new Map<string, { readonly place: Place; readonly options: number[] }>();
  for (const option of optionsOf(item, at)) {
    const place = placeOf(at.options[option]!);
    const key = `${ORDER[place.mode]}|${place.coverWorkerId ?? ""}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { place, options: [option] });
    else known.options.push(option);
  }
  return [...places].sort(([a], [b]) => compareText(a, b)).map(([, place]) => place);
}

const ORDER: Readonly<Record<Place["mode"], number>> = { stay: 0, handover: 1, "co-work": 2 };
