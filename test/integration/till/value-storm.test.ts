/** Everything that moves value, in any order, on a till over real files. A campaign asks for more: VAFA_STORM_RUNS=400. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTexts } from '#shared/kernel/order.ts';
import { startStorm, check, checkAll } from '#test/support/storm/storm-world.ts';
import { stepsOfAll, takeStep } from '#test/support/storm/storm-steps.ts';

const runs = Number(process.env['VAFA_STORM_RUNS'] ?? 8);
const stepsMax = 60;
/** Far more than a run takes on a busy machine. */
const secondsOfRun = 30;

const draw = fc.record({
  step: fc.noBias(fc.nat(stepsOfAll - 1)),
  dice: fc.array(fc.noBias(fc.nat(10_000_000)), { minLength: 12, maxLength: 12 }),
});

test(
  'whatever is done with points, money, codes and sales in any order, nobody gains or loses what no entry says',
  { timeout: runs * secondsOfRun * 1_000 },
  async () => {
    const answers = new Map<string, number>();
    const steps = fc.array(draw, { minLength: stepsMax, maxLength: stepsMax, size: 'max' });
    await fc.assert(
      fc.asyncProperty(fc.nat(), steps, async (seed, taken) => {
        const storm = await startStorm(seed);
        for (const step of taken) {
          await takeStep(storm, step);
          check(storm);
        }
        checkAll(storm);
        storm.db.close();
        storm.run.close();
        for (const [said, count] of storm.answers) answers.set(said, (answers.get(said) ?? 0) + count);
      }),
      { numRuns: runs, endOnFailure: process.env['VAFA_STORM_SHRINK'] === undefined },
    );
    if (runs > 8)
      console.log(
        [...answers]
          .toSorted(([left], [right]) => compareTexts(left, right))
          .map(([said, count]) => `${count} ${said}`)
          .join('\n'),
      );
    // A storm in which half of it is refused throughout would prove nothing.
    const missed = done.filter((name) => !answers.has(`${name} ok`));
    expect(missed).toEqual([]);
  },
);

const done = [
  'paySale',
  'refundSale',
  'changeSaleMember',
  'adjustMember',
  'bulkCancel',
  'transferPoints',
  'setHousehold',
  'claimReward',
  'handOverReward',
  'cancelClaim',
  'sellGiftCard',
  'issueCodes',
  'cancelCodes',
  'topUpWallet',
  'giveCredit',
  'closeShift',
];
