import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleSetSchema } from '#shared/contracts/rule-set-v2-schema.ts';
import { everyElement } from '#test/support/every-element.ts';
import { problemsOfFile } from '#test/support/rule-set-file.ts';

/** Every way to a part of the value, the root left out. */
function placesOf(value: unknown, place: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [...place, key],
    ...placesOf(part, [...place, key]),
  ]);
}

function replaced(value: unknown, place: readonly string[], part: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return part;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...Object(value) };
  Reflect.set(Object(copy), key, replaced(Reflect.get(Object(value), key), rest, part));
  return copy;
}

const places = placesOf(everyElement);
const oddNumbers = fc.constantFrom(0, -1, 1, 10_000, 10_001, 0.5, 2 ** 53, 1e15, 1e308);
const oddParts = fc.oneof(oddNumbers, fc.constantFrom('', 'x', '2026-02-30', null, true), fc.jsonValue());

describe('the language of offers', () => {
  test('reads an example of each element as it stands, and finds it sound', () => {
    expect(problemsOfFile(everyElement)).toEqual([]);
    expect(ruleSetSchema.parse(everyElement)).toEqual(everyElement);
  });

  test('says what is wrong with any broken file, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), oddParts), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const file = changes.reduce<unknown>(
            (value, [place, part]) => replaced(value, place, part),
            everyElement,
          );
          for (const { path, values } of problemsOfFile(file)) {
            expect(path).toBeInstanceOf(Array);
            expect(JSON.stringify(values)).toBeTypeOf('string');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('takes a text for nothing but a text', () => {
    const partAt = (place: readonly string[]): unknown =>
      place.reduce<unknown>((value, key) => Reflect.get(Object(value), key), everyElement);
    const others = places.filter((place) => typeof partAt(place) !== 'string');
    for (const place of others) {
      const isAccepted = ruleSetSchema.safeParse(replaced(everyElement, place, 'a text')).success;
      expect({ place, isAccepted }).toEqual({ place, isAccepted: false });
    }
  });
});
