/** What an HQ of version 1 said, as it was recorded: this program understands it, and what a later HQ may add to it. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { checkPage, recordsOf } from '#electron/till/cache/read-page.ts';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import * as schemas from '#shared/contracts/sync/sync-schemas.ts';
import { expectOk } from '#test/support/expect-ok.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/sync-version-1');
const recorded = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

const answers: readonly (readonly [string, z.ZodType])[] = [
  ['hello.json', schemas.helloAnswer],
  ['join.json', schemas.joinAnswer],
  ['contact.json', schemas.contactAnswer],
  ['push.json', schemas.pushAnswer],
  ['manifest.json', schemas.manifestSchema],
  ['reserve.json', schemas.reserveAnswer],
  ['gap.json', syncErrorSchema],
  ['notEnough.json', syncErrorSchema],
  ['otherVersion.json', syncErrorSchema],
];
const lines = recorded('records.ndjson').trimEnd().split('\n');

/** A field more in every object, but in those whose keys are data. */
function withMore(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withMore(item));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, withMore(field, key)]);
  const isData = ['stampsCollected', 'details'].includes(name);
  return { ...Object.fromEntries(fields), ...(isData ? {} : { ofALaterVersion: { deep: [1] } }) };
}

const pageOf = (records: readonly string[]): Uint8Array =>
  new Uint8Array(brotliCompressSync(records.join('\n')));
const readPage = (records: readonly string[]): readonly unknown[] => {
  expectOk(checkPage('page', pageOf(records)));
  return [...recordsOf('page', pageOf(records))].map(({ record }) => record);
};

describe('answers of an HQ', () => {
  test.each(answers)(
    'are understood as they were recorded, and with a field more everywhere: %s',
    (name, schema) => {
      const json: unknown = JSON.parse(recorded(name));
      const parsed = schema.parse(json);
      expect(parsed).toEqual(json);
      expect(schema.parse(withMore(json))).toEqual(parsed);
    },
  );

  test('are pages that are taken as they were recorded', () => {
    expect(readPage(lines)).toEqual(lines.map((line): unknown => JSON.parse(line)));
    expect(new Set(lines.map((line) => pullRecord.parse(JSON.parse(line)).t)).size).toBe(5);
  });

  test('are pages in which a field that nobody knows is passed over, however deep it is', () => {
    const more = lines.map((line) => JSON.stringify(withMore(JSON.parse(line))));
    expect(more.join('')).toContain('ofALaterVersion');
    expect(readPage(more)).toEqual(readPage(lines));
  });

  test('are pages in which a record of a kind that nobody knows is passed over', () => {
    const [first = '', ...rest] = lines;
    expect(readPage([first, '{"t":"ofALaterVersion","secret":1}', ...rest])).toEqual(readPage(lines));
  });

  test('are still refused where a field that is known is wrong', () => {
    const broken = lines.map((line) => line.replace('"priceMinor":', '"priceMinor":-'));
    expect(checkPage('page', pageOf(broken))).toMatchObject({ ok: false, error: { code: 'record_invalid' } });
  });

  test('say the newest version without that being a reason to refuse them', () => {
    const json: unknown = JSON.parse(recorded('hello.json').replace('"newest":1', '"newest":7'));
    expect(schemas.helloAnswer.parse(json).protocol).toEqual({ newest: 7, oldest: 1 });
  });
});
