import { describe, expect, it } from 'vitest';
import { conditionText } from '#renderer/cashier/offers/condition-text.ts';
import { effectText } from '#renderer/cashier/offers/effect-text.ts';
import { endText, isEndNear } from '#renderer/cashier/offers/end-text.ts';
import { gainItems, givenTexts, heldBack, itemText } from '#renderer/cashier/offers/gain-items.ts';
import { nearMissText } from '#renderer/cashier/offers/near-miss-text.ts';
import { reasonText } from '#renderer/cashier/offers/reason-text.ts';
import { selectorText } from '#renderer/cashier/offers/selector-text.ts';
import { verdictText } from '#renderer/cashier/offers/verdict-text.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { answerWith, everyCondition, everyEffect, everyItem, everyReason } from './every-kind.ts';
import { plain, wordsIn } from './words-in.ts';

const english = wordsIn('en');
const persian = wordsIn('fa');

describe('what an effect gives', () => {
  it('tells every way of giving by steps', () => {
    const steps = [{ from: 3, value: 500 }];
    const texts = (['discountMinor', 'discountBasisPoints', 'walletCreditMinor', 'points'] as const).map(
      (gives) => plain(effectText({ kind: 'steps', by: 'quantity', gives, steps }, english)),
    );
    expect(texts).toEqual([
      '50 Toman off from 3 items',
      '5% off from 3 items',
      '50 Toman to wallet from 3 items',
      '500 bonus points from 3 items',
    ]);
  });

  it('says when a started step counts too', () => {
    const effect = { ...everyEffect.pointsPerAmount, rounding: 'ceil' } as const;
    expect(plain(effectText(effect, english))).toBe('1 point per 10,000 Toman or part of it');
    expect(plain(effectText({ ...effect, rounding: 'floor' }, english))).toBe('1 point per 10,000 Toman');
  });

  it('tells a sample from a gift, and stamps of the whole basket from those of a piece', () => {
    expect(effectText({ ...everyEffect.gift, isSample: true }, english)).toBe('Sample: Cup');
    expect(effectText({ kind: 'stamps', stampCardId: 'unknown', stamps: 1 }, english)).toBe(
      '1 stamp on “unknown”',
    );
    const { perMinor: _perMinor, ...once } = everyEffect.raffleTickets;
    expect(effectText(once, english)).toBe('1 raffle ticket: Car');
    const { timesMax: _timesMax, ...endless } = everyEffect.cheapestFree;
    expect(effectText({ ...endless, freePieces: 2 }, english)).toBe('cheapest 2 of every 3 free');
  });
});

describe('the goods that are meant', () => {
  it('are called by what the till knows of them, and by their id where it knows nothing', () => {
    const selector = {
      groupIds: ['home', 'toys'],
      brandIds: ['Sarv'],
      tags: ['fresh'],
      productIds: ['a', 'b'],
    };
    expect(selectorText(selector, english)).toBe(
      'Home, toys, Sarv brand, “fresh” goods and 2 chosen products',
    );
    expect(selectorText({ exceptReduced: true }, english)).toBe('the whole basket not already reduced');
    expect(selectorText({ groupIds: ['home'], exceptReduced: true }, persian)).toBe('خانه بدون کالاهای حراجی');
  });
});

describe('what a condition asks for', () => {
  it('has words for both bounds of a stretch', () => {
    const texts = [
      conditionText({ ...everyCondition.earlierVisits, atMost: 10 }, english),
      conditionText({ ...everyCondition.earlierVisits, atMost: 19 }, english),
      conditionText({ ...everyCondition.daysSinceLastVisit, atMost: 120 }, english),
      conditionText({ ...everyCondition.purchases, atMost: 60_000_000 }, english),
      conditionText({ kind: 'purchases', measure: 'visits', period: 'week', atLeast: 2, atMost: 4 }, english),
    ];
    expect(texts.map(plain)).toEqual([
      'Purchase no. 11',
      'Purchases no. 11 to 20',
      '60 to 120 days since the last visit',
      'Purchases of 5,000,000 Toman to 6,000,000 Toman this month',
      '2 to 4 purchases this week',
    ]);
  });

  it('asks for all consents together, by name where it is a usual one', () => {
    const condition = { kind: 'consent', allOf: ['sms', 'email', 'club'] } as const;
    expect(conditionText(condition, english)).toBe('Consent to text messages, e-mail and “club”');
    expect(conditionText(condition, persian).replaceAll('\u200f', '')).toBe(
      'رضایت به پیامک، ایمیل، و «club»',
    );
  });

  it('has words for every period', () => {
    const periods = ['lifetime', 'day', 'week', 'month', 'year', { days: 30 }] as const;
    const texts = periods.map((period) =>
      conditionText({ kind: 'purchases', measure: 'visits', period, atLeast: 3 }, english),
    );
    expect(texts).toEqual([
      'At least 3 purchases since joining',
      'At least 3 purchases today',
      'At least 3 purchases this week',
      'At least 3 purchases this month',
      'At least 3 purchases this year',
      'At least 3 purchases in the last 30 days',
    ]);
  });

  it('tells above from at least, and the whole basket from a part of it', () => {
    const amount = { kind: 'amount', amountMinor: minor(5_000_000) } as const;
    const home = { groupIds: ['home'] };
    const texts = [
      conditionText({ ...amount, bound: 'above' }, english),
      conditionText({ ...amount, bound: 'atLeast' }, english),
      conditionText({ ...amount, bound: 'above', of: home }, english),
      conditionText({ kind: 'quantity', of: home, atLeast: 3 }, english),
    ];
    expect(texts.map(plain)).toEqual([
      'A basket above 500,000 Toman',
      'A basket of at least 500,000 Toman',
      'More than 500,000 Toman of Home',
      'At least 3 of Home',
    ]);
  });

  it('names days of three calendars', () => {
    const yearly = (calendar: 'gregorian' | 'persian' | 'hijri', month: number): string =>
      conditionText({ ...everyCondition.recurring, calendar, from: { month, day: 30 } }, persian);
    expect(yearly('persian', 12)).toBe('هر سال از ۳۰ اسفند تا ۳۰ آذر');
    expect(yearly('gregorian', 1)).toBe('هر سال از ۳۰ ژانویه تا ۳۰ سپتامبر');
    expect(yearly('hijri', 9)).toBe('هر سال از ۳۰ رمضان تا ۳۰ رمضان');
  });
});

describe('why an offer matched', () => {
  it('tells visits from money, and a date with a time from one without', () => {
    const texts = [
      reasonText({ kind: 'purchases', measure: 'visits', have: 1 }, english),
      reasonText({ ...everyReason.dates, untilTime: null }, english),
      reasonText({ kind: 'recurring', isEstimated: false }, english),
      reasonText({ ...everyReason.amount, of: null }, english),
      reasonText({ ...everyReason.quantity, of: { groupIds: ['home'] } }, english),
      reasonText({ kind: 'effectiveDate', dateKind: 'nameDay' }, english),
      reasonText({ kind: 'activity', activity: 'somethingNew' }, english),
      reasonText({ kind: 'paymentMeans', means: 'gold' }, english),
      reasonText({ kind: 'tier', tierId: 'gone' }, english),
    ];
    expect(texts.map(plain)).toEqual([
      '1 earlier purchase',
      'Until 30 Azar',
      'Yearly occasion',
      'Basket 300,000 Toman (from 100,000 Toman)',
      '4 of Home (from 3)',
      '“nameDay” is near',
      'Activity',
      'Paying by gold',
      'gone member',
    ]);
  });
});

describe('what became of an offer', () => {
  it('says that it is equal when nothing lies between, and calls an unknown winner by its id', () => {
    const verdict = { kind: 'beaten', byOfferId: 'gone', byMinor: minor(0) } as const;
    expect(verdictText({ verdict }, [], english)).toBe('Equal to “gone”');
  });

  it('counts what the customer would lose only where something would be lost', () => {
    const verdict = { kind: 'excluded', byOfferId: 'best', rule: 'notWith', byMinor: minor(0) } as const;
    expect(verdictText({ verdict }, [answerWith({})], english)).toBe('Not together with “Best offer”');
  });
});

describe('a better offer that the wish of the customer keeps out', () => {
  it('says how much more it would give', () => {
    const beaten = { kind: 'beaten', byOfferId: 'gone', byMinor: minor(-300_000) } as const;
    const excluded = { ...beaten, kind: 'excluded', rule: 'notWith' } as const;
    expect(verdictText({ verdict: beaten }, [], english)).toBe('30,000\u00a0Toman more than “gone”');
    expect(verdictText({ verdict: excluded }, [], english)).toBe(
      'Not together with “gone” · 30,000\u00a0Toman more',
    );
  });
});

describe('the end of an offer', () => {
  it('is told by how near it is', () => {
    const ends = [
      { localDate: '2026-11-22', time: '22:00' },
      { localDate: '2026-11-22', time: '24:00' },
      { localDate: '2026-11-23', time: '24:00' },
      { localDate: '2026-11-23', time: '12:00' },
      { localDate: '2026-12-21', time: '24:00' },
      { localDate: '2027-04-02', time: '10:00' },
    ];
    expect(ends.map((end) => endText(end, english))).toEqual([
      'Ends today 22:00',
      'Ends tonight',
      'Until tomorrow',
      'Until tomorrow, 12:00',
      'Until 30 Azar',
      'Until 13 Farvardin 1406, 10:00',
    ]);
    expect(endText({ localDate: '2026-12-21', time: '24:00' }, persian)).toBe('تا ۳۰ آذر');
    expect(ends.map((end) => isEndNear(end, english.today))).toEqual([true, true, true, true, false, false]);
  });
});

describe('what is short for a near offer', () => {
  it('is rounded up to what a customer can pay, and the gain down to what it surely brings', () => {
    const near = { offerId: 'near', name: { fa: '', en: '' }, effects: [], gainMinor: minor(600_009) };
    expect(
      plain(
        nearMissText({ ...near, missing: { kind: 'amount', of: null, missingMinor: minor(1) } }, english),
      ),
    ).toBe('1 Toman more brings 60,000 Toman more');
    const pieces = { kind: 'quantity', of: null, missingPieces: 1, missingMinor: null } as const;
    expect(plain(nearMissText({ ...near, missing: pieces }, english))).toBe(
      '1 more item brings 60,000 Toman more',
    );
    const ofHome = { ...pieces, of: { groupIds: ['home'] } };
    expect(plain(nearMissText({ ...near, missing: ofHome }, english))).toBe(
      'Home: 1 more item brings 60,000 Toman more',
    );
  });
});

describe('things that the applied offers give', () => {
  const gift = { ...everyItem.gift, count: 1 };

  it('are counted over all of them, and not over offers that did not apply', () => {
    const offers = [
      answerWith({ effects: [everyEffect.gift], items: [gift] }),
      answerWith({ effects: [everyEffect.gift], items: [gift, everyItem.stamp] }),
      answerWith({ verdict: { kind: 'declined' }, items: [everyItem.raffleTicket] }),
    ];
    expect(gainItems({ offers }, english).map(({ text }) => text)).toEqual(['Cup × 2', '2 stamps']);
  });

  it('have a word of their own where the till knows no name', () => {
    expect(itemText(gift, { effects: [] }, english)).toBe('Gift');
    expect(itemText({ ...everyItem.stampReward, count: 1, refId: 'gone' }, { effects: [] }, english)).toBe(
      'Stamp card reward',
    );
    expect(itemText({ ...everyItem.stampReward, count: 1, refId: 'coffee' }, { effects: [] }, english)).toBe(
      'Free coffee',
    );
  });

  it('are held back by days, points and credit apart, the nearest first', () => {
    const timed = { unit: 'points', amount: 10, releaseAfterDays: 14, expireAfterDays: null } as const;
    const offers = [
      answerWith({ timed: [timed, { ...timed, releaseAfterDays: 0, amount: 99 }] }),
      answerWith({
        timed: [
          { ...timed, unit: 'walletCredit', amount: 300_000 },
          { ...timed, releaseAfterDays: 7 },
          { ...timed, amount: 5 },
        ],
      }),
    ];
    expect(heldBack({ offers }, english).map(({ text }) => plain(text))).toEqual([
      '10 points after 7 days',
      '15 points after 14 days',
      '30,000 Toman after 14 days',
    ]);
  });

  it('are told beside money and points, and what comes later is not told twice', () => {
    const offer = answerWith({
      discountMinor: minor(250_000),
      walletCreditMinor: minor(300_000),
      pointsEarned: points(25),
      items: [everyItem.stamp],
      timed: [
        { unit: 'points', amount: 10, releaseAfterDays: 14, expireAfterDays: null },
        { unit: 'points', amount: 15, releaseAfterDays: 0, expireAfterDays: null },
        { unit: 'walletCredit', amount: 300_000, releaseAfterDays: 14, expireAfterDays: 90 },
      ],
    });
    expect(givenTexts(offer, english).map(plain)).toEqual([
      '25,000 Toman off',
      '15 points',
      '2 stamps',
      '10 points after 14 days',
      '30,000 Toman after 14 days',
    ]);
  });
});
