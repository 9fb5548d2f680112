import { expect, test } from 'vitest';
import { buyer, createSoldWorld, relative, soldMoment } from '#test/support/sold-world.ts';

test('what a sale brought the one who introduced its buyer is left of it as a reward, and not as earned by buying', () => {
  const world = createSoldWorld();
  const sale = world.sell({ lines: [[1_000, 1]] });
  world.book({
    kind: 'grant',
    memberRef: relative,
    refEntryId: sale.entryId,
    content: {
      currency: sale.content.currency,
      moment: soldMoment,
      facts: [],
      detail: { cause: 'referral', level: 1, sourceRef: buyer },
      moves: [
        {
          unit: 'points',
          amount: 50,
          from: { kind: 'shop', account: 'issued' },
          to: { kind: 'member', memberRef: relative, purse: 'points' },
          lot: { kind: 'own', terms: { origin: 'bonus', releaseOn: null, expiresOn: null } },
        },
      ],
    },
  });
  expect(world.left(sale).earned).toMatchObject([
    { memberRef: relative, unit: 'points', left: 50, held: 0, isReward: true },
  ]);
});
