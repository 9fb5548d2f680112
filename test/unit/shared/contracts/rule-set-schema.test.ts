import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { changedFiles, partAt, placesOf, replaced } from '#test/support/changed-file.ts';
import { everyElement } from '#test/support/every-element.ts';
import { problemsOfFile } from '#test/support/rule-set-file.ts';

describe('the language of offers', () => {
  test('reads an example of each element as it stands, and finds it sound', () => {
    expect(problemsOfFile(everyElement)).toEqual([]);
    expect(ruleSetSchema.parse(everyElement)).toEqual(everyElement);
  });

  test('says what is wrong with any changed file, and never throws', () => {
    fc.assert(
      fc.property(changedFiles(everyElement), (file) => {
        for (const { path, values } of problemsOfFile(file)) {
          expect(path).toBeInstanceOf(Array);
          expect(JSON.stringify(values)).toBeTypeOf('string');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('takes a text for nothing but a text', () => {
    const others = placesOf(everyElement).filter((place) => typeof partAt(everyElement, place) !== 'string');
    for (const place of others) {
      const isAccepted = ruleSetSchema.safeParse(replaced(everyElement, place, 'a text')).success;
      expect({ place, isAccepted }).toEqual({ place, isAccepted: false });
    }
  });
});
