/** Changes of plain data at random places, for tests of what is read. */

import fc from 'fast-check';

type Place = readonly string[];

const oddNumbers = fc.constantFrom(0, -1, 1, 2, 10_000, 10_001, 0.5, 2 ** 53, 1e6, 1e9, 1e12, 1e15, 1e308);
const oddParts = fc.oneof(oddNumbers, fc.constantFrom('', 'x', '2026-02-30', null, true), fc.jsonValue());

/** The value with one to four of its parts replaced by others of it, or by odd ones. */
export function changedFiles(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  const parts = fc.oneof(
    oddParts,
    fc.constantFrom(...places).map((place) => partAt(value, place)),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...places), parts), { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce<unknown>((file, [place, part]) => replaced(file, place, part), value));
}

const magnitudes = fc.constantFrom(0, 1, 7, 1_000, 10_000, 20_000, 1_000_000, 1e9, 1e12, 1e15);

/** The value with some of its numbers replaced by others, the largest that may be included. */
export function changedNumbers(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value).filter((place) => typeof partAt(value, place) === 'number');
  return fc
    .array(fc.tuple(fc.constantFrom(...places), magnitudes), { minLength: 1, maxLength: 6 })
    .map((changes) => changes.reduce<unknown>((file, [place, part]) => replaced(file, place, part), value));
}

/** Every way to a part of the value, the root left out. */
export function placesOf(value: unknown, place: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [...place, key],
    ...placesOf(part, [...place, key]),
  ]);
}

export function partAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, key) => Reflect.get(Object(part), key), value);
}

export function replaced(value: unknown, place: Place, part: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return part;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...Object(value) };
  Reflect.set(Object(copy), key, replaced(Reflect.get(Object(value), key), rest, part));
  return copy;
}
