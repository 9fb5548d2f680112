import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { everyElement } from '#test/support/every-element.ts';
import { offerFile, ruleSetFile } from '#test/support/rule-set-file.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import { plantedForm } from '#test/unit/shared/contracts/offer-checks/planted-form.ts';
import { plantedOffers } from '#test/unit/shared/contracts/offer-checks/planted-offers.ts';
import { jsonSchemaOf, publishedSchemas } from '#tools/commands/schema.ts';

/** What the published JSON Schema and the program's own reader say of the same file. */
function answers(name: string): (file: unknown) => { readonly published: boolean; readonly own: boolean } {
  const input = publishedSchemas[name];
  if (input === undefined) throw new Error(`no input ${name}`);
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(jsonSchemaOf(input));
  return (file) => ({ published: isValid(file), own: input.schema.safeParse(file).success });
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('the published schema of rule sets', () => {
  const both = answers('rule-set');

  test('accepts an example of every element', () => {
    expect(both(everyElement)).toEqual({ published: true, own: true });
  });

  test.each(plantedForm)('refuses %s like the program', (_what, offer) => {
    expect(both(ruleSetFile([offerFile(offer)]))).toEqual({ published: false, own: false });
  });

  test.each(plantedOffers)('leaves %s to the check before publishing', (_what, offer) => {
    expect(both(ruleSetFile([offerFile(offer)]))).toEqual({ published: true, own: true });
  });

  test.each([[], null, {}, { ...ruleSetFile(), schemaVersion: 1 }, { ...ruleSetFile(), currency: 'irr' }])(
    'refuses %j like the program',
    (file) => {
      expect(both(file)).toEqual({ published: false, own: false });
    },
  );
});

describe('the published schemas', () => {
  test.each([
    ['rule-set-1', 'test/fixtures/scoring/five-offers.rule-set.json'],
    ['basket', 'resources/examples/basket.json'],
    ['member', 'resources/examples/member.json'],
    ['chain', 'resources/demo/chain.json'],
  ])('of %s accept %s like the program', (name, path) => {
    expect(answers(name)(json(path))).toEqual({ published: true, own: true });
  });

  test.each([
    ['basket', { lines: [] }],
    ['basket', { lines: [{ unitPriceMinor: 1, lineId: 'first' }] }],
    ['member', { tierId: 'gold', earlierVisits: -1 }],
    ['member', { tierId: 'gold', earlierVisits: 1, birthDate: 'yesterday' }],
    ['activity', { kind: 'dancing' }],
  ])('of %s refuse %j like the program', (name, file) => {
    expect(answers(name)(file)).toEqual({ published: false, own: false });
  });

  test('are listed by their names, and printed by one of them', () => {
    const { exitCode, stdout } = runVafa('schema');
    expect(exitCode).toBe(0);
    const names = Object.keys(publishedSchemas);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([...names, '']);
    expect(JSON.parse(runVafa('schema', 'basket').stdout)).toHaveProperty('properties.lines');
    expect(runVafa('schema', 'baskets').exitCode).toBe(2);
  });

  test('are each JSON Schema by itself', () => {
    for (const input of Object.values(publishedSchemas)) {
      const schema = jsonSchemaOf(input);
      expect(schema).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema');
      expect(() => new Ajv2020({ strict: false, validateFormats: false }).compile(schema)).not.toThrow();
    }
  });
});
