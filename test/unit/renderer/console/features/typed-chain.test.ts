import { describe, expect, it } from 'vitest';
import {
  accentFault,
  changeOf,
  linesFault,
  typedOf,
} from '#renderer/console/features/stores/chain/typed-chain.ts';
import { lockTimes, lockWords } from '#renderer/console/parts/lock-times.ts';

const chain = {
  name: { fa: 'سرو', en: 'Sarv' },
  settings: { autoLockMs: 90_000 },
  branding: { accent: '#b4472b', receiptLines: ['one', 'two'] },
};

describe('what was typed about the chain', () => {
  it('sends nothing while it says what was there', () => {
    const typed = typedOf(chain);
    expect(changeOf(chain, typed)).toEqual({});
    expect(changeOf(chain, { ...typed, accent: ' #B4472B', lines: '\n one \n\ntwo\n' })).toEqual({});
  });

  it('sends only the parts that are others now', () => {
    const typed = typedOf(chain);
    expect(changeOf(chain, { ...typed, lock: '10000' })).toEqual({ settings: { autoLockMs: 10_000 } });
    expect(changeOf(chain, { ...typed, en: 'Cypress' })).toEqual({ name: { fa: 'سرو', en: 'Cypress' } });
    expect(changeOf(chain, { ...typed, accent: '', lines: 'two' })).toEqual({
      branding: { accent: null, receiptLines: ['two'] },
    });
  });

  it('names no chain that was not brought along', () => {
    const unnamed = { ...chain, name: null };
    expect(changeOf(unnamed, { ...typedOf(unnamed), fa: 'سرو', en: 'Sarv' })).toEqual({});
  });

  it('is told what is wrong with a colour', () => {
    const typed = ['', ' #B4472B ', 'red', '#abc', '#ffffff', '#000000'];
    const unseen = 'accentUnseen';
    expect(typed.map(accentFault)).toEqual([
      undefined,
      undefined,
      'accentBroken',
      'accentBroken',
      unseen,
      unseen,
    ]);
  });

  it('is told which line of a receipt is too long or cannot be printed, and when there are too many', () => {
    const long = 'x'.repeat(121);
    expect(linesFault(`one\n\n${long}`)).toEqual({ kind: 'lineLong', place: 3 });
    expect(linesFault('one\n\u202etwo')).toEqual({ kind: 'lineOdd', place: 2 });
    expect(linesFault('x\n'.repeat(11))).toEqual({ kind: 'linesMany' });
    expect(linesFault(`${'x\n'.repeat(10)}\n\n`)).toBeUndefined();
    expect(linesFault('نیم\u200cفاصله')).toBeUndefined();
  });
});

describe('the time until a till locks itself', () => {
  it('is offered in whole steps, and as it is set', () => {
    expect(lockTimes(90_000)).toHaveLength(11);
    expect(lockTimes(45_500)).toContain(45_500);
    expect(lockTimes(45_500)).toEqual([...lockTimes(45_500)].toSorted((left, right) => left - right));
  });

  it.each([
    [90_000, { unit: 'seconds', count: 90 }],
    [60_000, { unit: 'minutes', count: 1 }],
    [3_600_000, { unit: 'minutes', count: 60 }],
  ] as const)('of %i ms is read as %j', (lockMs, words) => {
    expect(lockWords(lockMs)).toEqual(words);
  });
});
