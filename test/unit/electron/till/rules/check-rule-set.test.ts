import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { checkRuleSet, readKeptRuleSet } from '#electron/till/rules/check-rule-set.ts';
import type { RuleSetCheck, RuleSetRefusal } from '#electron/till/rules/check-rule-set.ts';
import { offersPerSlice, sliced, wholeAgain } from '#electron/till/rules/sliced-rule-set.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const ports = { sha256, utf8 };
const offer = { offerId: 'a', effects: [{ kind: 'bonusPoints', points: 1 }] };
const ruleSet = ruleSetOf({ offers: [offer] });
const former = {
  schemaVersion: 1,
  ruleSetId: 'former',
  currency: 'IRR',
  calendar: 'persian',
  valuation: { walletCreditBasisPoints: 10_000, pointMinor: 0 },
  offers: [
    {
      offerId: 'a',
      name: { fa: 'آ', en: 'A' },
      conditions: [{ kind: 'birthday', daysBefore: 0, daysAfter: 0 }],
      effect: { kind: 'bonusPoints', points: 1 },
      stacking: 'single',
    },
  ],
};

function refusalOf(check: RuleSetCheck): RuleSetRefusal {
  if (check.ok) throw new Error('a rule set was taken that had to be refused');
  return check.error;
}

describe('a rule set from outside', () => {
  test('is taken with its canonical text and the hash of that', () => {
    const checked = expectOk(checkRuleSet(JSON.parse(JSON.stringify(ruleSet)), null, ports));
    expect(checked.body).toBe(canonicalRuleSet(ruleSet));
    expect(checked.ruleSet).toEqual(ruleSet);
    expect(checkRuleSet(ruleSet, checked.ruleSetHash, ports)).toEqual({ ok: true, value: checked });
  });

  test('of the first version is made current', () => {
    const checked = expectOk(checkRuleSet(former, null, ports));
    expect(checked.ruleSet.schemaVersion).toBe(2);
    expect(JSON.parse(checked.body)).toMatchObject({ schemaVersion: 2 });
  });

  test.each([
    ['of no form at all', 'text', ''],
    ['of a version to come', { ...ruleSet, schemaVersion: 3 }, 'schemaVersion'],
    [
      'with an offer of no effect kind',
      ruleSetWith({ ...offer, effects: [{ kind: 'x' }] }),
      'offers.0.effects.0',
    ],
    [
      'with an offer twice',
      { ...ruleSet, offers: [...ruleSet.offers, ...ruleSet.offers] },
      'offers.1.offerId',
    ],
  ])('%s is refused with its place', (_what, json, where) => {
    const refusal = refusalOf(checkRuleSet(json, null, ports));
    expect(refusal.path.startsWith(where)).toBe(true);
    expect(refusal.reason).not.toBe('');
  });

  test('that is not the one that was published is refused with both hashes', () => {
    const refusal = refusalOf(checkRuleSet(ruleSet, 'ab'.repeat(32), ports));
    expect(refusal.path).toBe('');
    expect(refusal.reason).toContain('ab'.repeat(32));
  });
});

describe('a rule set that was kept', () => {
  const { ruleSetHash, body } = expectOk(checkRuleSet(ruleSet, null, ports));

  test('is read under its own hash', () => {
    expect(expectOk(readKeptRuleSet({ ruleSetHash, body }, ports)).ruleSet).toEqual(ruleSet);
  });

  test('is refused when one letter of it changed', () => {
    const changed = body.replace('"points":1', '"points":2');
    expect(readKeptRuleSet({ ruleSetHash, body: changed }, ports).ok).toBe(false);
  });

  test('of the first version keeps the hash that entries name', () => {
    const text = JSON.stringify(former);
    const hash = Buffer.from(sha256(utf8.encode(text))).toString('hex');
    const kept = expectOk(readKeptRuleSet({ ruleSetHash: hash, body: text }, ports));
    expect(kept).toMatchObject({ ruleSetHash: hash, body: text, ruleSet: { schemaVersion: 2 } });
  });
});

test('a rule set that went over in slices is the same again, and gives way between them', async () => {
  const offers = Array.from({ length: offersPerSlice * 2 + 1 }, (_none, index) => ({
    ...offer,
    offerId: `o${index}`,
  }));
  const checked = expectOk(checkRuleSet(ruleSetOf({ offers }), null, ports));
  let turns = 0;
  const whole = await wholeAgain(expectOk(sliced({ ok: true, value: checked })), () => {
    turns += 1;
    return Promise.resolve();
  });
  expect(whole).toEqual(checked);
  expect(turns).toBe(3);
});

function ruleSetWith(strange: object): object {
  return { ...ruleSet, offers: [{ ...ruleSet.offers[0], ...strange }] };
}
