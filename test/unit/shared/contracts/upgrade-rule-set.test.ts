import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRuleSet, ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { offerFile, ruleSetFile } from '#test/support/rule-set-file.ts';
import type { Fields } from '#test/support/rule-set-file.ts';

const name = { fa: 'پیشنهاد', en: 'Offer' };

/** What an offer of the first version becomes. */
function upgraded(offer: Fields): unknown {
  const effect = { kind: 'bonusPoints', points: 1 };
  const first = { offerId: 'offer', name, conditions: [], effect, stacking: 'single', ...offer };
  const read = readRuleSet({ ...ruleSetFile([]), schemaVersion: 1, offers: [first] });
  return expectOk(read).offers[0];
}

const discount = (on: string): Fields => ({ kind: 'discountPercent', basisPoints: 700, on });
const groups = (...anyOf: readonly string[]): Fields => ({ kind: 'productGroup', anyOf });

describe('a rule set of the first version', () => {
  test.each([
    [groups('a', 'b'), { kind: 'contains', of: { groupIds: ['a', 'b'] } }],
    [
      { kind: 'basketAmount', bound: 'above', amountMinor: 5 },
      { kind: 'amount', bound: 'above', amountMinor: 5 },
    ],
    [
      { kind: 'birthday', daysBefore: 3, daysAfter: 1 },
      { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 1 },
    ],
    [
      { kind: 'tier', anyOf: ['gold'] },
      { kind: 'tier', anyOf: ['gold'] },
    ],
    [
      { kind: 'earlierVisits', atLeast: 10 },
      { kind: 'earlierVisits', atLeast: 10 },
    ],
    [
      { kind: 'dates', from: '2026-11-21', until: '2026-11-22' },
      { kind: 'dates', from: '2026-11-21', until: '2026-11-22' },
    ],
  ])('says its condition %j in the words of today', (before, after) => {
    expect(upgraded({ conditions: [before] })).toMatchObject({ conditions: [after] });
  });

  test.each([
    ['the whole basket', discount('basket'), [groups('a')], undefined],
    ['every line where it names no group', discount('matchingLines'), [], undefined],
    [
      'the groups that it names, each once',
      discount('matchingLines'),
      [groups('a', 'b'), groups('b', 'c')],
      ['a', 'b', 'c'],
    ],
  ])('gives on %s', (_what, effect, conditions, groupIds) => {
    const effects = [{ kind: 'discountPercent', basisPoints: 700, ...(groupIds && { on: { groupIds } }) }];
    expect(Object(upgraded({ effect, conditions })).effects).toEqual(effects);
  });

  test.each(['single', 'stackable'])('keeps that its offer is %s', (stacking) => {
    expect(upgraded({ stacking })).toMatchObject({ stacking: { mode: stacking } });
  });

  test.each(['resources/demo/rule-set.json', 'test/fixtures/scoring/five-offers.rule-set.json'])(
    'in %s is a sound one of today',
    (file) => {
      const read = expectOk(readRuleSet(JSON.parse(readFileSync(file, 'utf8'))));
      expect(ruleSetSchema.parse(structuredClone(read))).toEqual(read);
    },
  );

  test('is refused with the place where it is malformed', () => {
    const file = { ...ruleSetFile([]), schemaVersion: 1, offers: [{ offerId: 'a' }] };
    const read = readRuleSet(file);
    expect(read.ok ? [] : read.error.map(({ code }) => code)).toContain('missing');
  });
});

describe('a rule set to score with', () => {
  test('may break a rule that only publishing asks for', () => {
    const forgetful = offerFile({ limits: [{ scope: 'chain' }] });
    expect(ruleSetFileSchema.safeParse(ruleSetFile([forgetful])).success).toBe(true);
  });

  test.each([
    ['use an offer id twice', [offerFile(), offerFile()], ['offers', 1, 'offerId'], 'duplicateId offer'],
    [
      'collect stamps on a card that it lacks',
      [offerFile({ effects: [{ kind: 'stamps', stampCardId: 'coffee', stamps: 1 }] })],
      ['offers', 0, 'effects', 0, 'stampCardId'],
      'unknownName coffee',
    ],
  ])('may not %s', (_what, offers, path, message) => {
    const issue = ruleSetFileSchema.safeParse({ ...ruleSetFile(), offers }).error?.issues[0];
    expect(issue?.path).toEqual(path);
    expect(issue?.message).toBe(message);
  });
});
