import { describe, expect, it } from 'vitest';
import { ruleSetContent } from '#renderer/console/features/rules/rule-set-content.ts';

const offer = (offerId: string, worth = 1) => ({ offerId, name: { fa: `«${offerId}»`, en: offerId }, worth });
const text = (offers: readonly unknown[], rest: object = {}): string =>
  JSON.stringify({ ruleSetId: 'any', valuation: 1, ...rest, offers });

describe('what is in a rule set', () => {
  it('is told by what is new, changed, gone and as before', () => {
    const now = text([offer('a'), offer('b'), offer('c')]);
    const next = text([offer('d'), offer('b', 2), offer('c')]);
    const content = ruleSetContent(next, now);
    expect(content?.offers.map(({ offerId, change }) => `${offerId} ${change}`)).toEqual([
      'd added',
      'b changed',
      'a removed',
      'c same',
    ]);
    expect(content?.hasOtherChanges).toBe(false);
  });

  it('tells of changes besides the offers, but not of another name of the whole', () => {
    const now = text([offer('a')]);
    expect(ruleSetContent(text([offer('a')], { ruleSetId: 'winter' }), now)?.hasOtherChanges).toBe(false);
    expect(ruleSetContent(text([offer('a')], { valuation: 2 }), now)?.hasOtherChanges).toBe(true);
  });

  it('is not guessed where the text is of another form', () => {
    for (const strange of ['', '[]', '{"offers":1}', '{"offers":[{}]}', '{"offers":[null]}']) {
      expect(ruleSetContent(strange, null)).toBeNull();
    }
    expect(ruleSetContent(text([{ offerId: 'a', name: 7 }]), null)?.offers[0]?.name.en).toBe('a');
  });
});
