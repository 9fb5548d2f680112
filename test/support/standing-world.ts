/** A till whose points are held for a week and end after a month, and short ways to sell and to look. */

import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { expectOk } from './expect-ok.ts';
import { cashier, tinyChainData } from './till-chain.ts';
import type { ChainData } from './till-chain.ts';
import { basketOf } from './till-world.ts';
import type { TillRun, TillWorld } from './till-world.ts';

const dayMs = 86_400_000;

/** One point for every 100,000 with these terms, and a stamp for every sale; parts of the programme as given. */
export function standingChain(
  programme: Partial<Programme>,
  terms: { readonly releaseAfterDays?: number; readonly expireAfterDays?: number } = {},
): ChainData {
  const { chain, ruleSet, members } = tinyChainData();
  const stacking = { mode: 'stackable' };
  return {
    members,
    chain: chainSchema.parse({ ...chain, programme: { ...chain.programme, ...programme } }),
    ruleSet: ruleSetSchema.parse({
      ...ruleSet,
      stampCards: [
        {
          stampCardId: 'tea-card',
          name: { fa: 'کارت چای', en: 'Tea card' },
          stampsNeeded: 5,
          reward: { giftId: 'cup', name: { fa: 'فنجان', en: 'Cup' }, worthMinor: 4_000 },
        },
      ],
      offers: [
        {
          offerId: 'points',
          name: { fa: 'امتیاز', en: 'Points' },
          conditions: [],
          effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000, ...terms }],
          stacking,
        },
        {
          offerId: 'stamps',
          name: { fa: 'مهر', en: 'Stamps' },
          conditions: [],
          effects: [{ kind: 'stamps', stampCardId: 'tea-card', stamps: 1 }],
          stacking,
        },
      ],
    }),
  };
}

/** Points rules of a programme in which nothing ends by itself. */
export const restingPoints: Programme['points'] = {
  redemption: null,
  expireAfterQuietDays: null,
  warnDays: 10,
  closeOutOn: null,
  transfer: null,
};

/** The wall clock goes on while nobody works; the cashier signs in again, because the till locks itself. */
export async function passDays(world: TillWorld, run: TillRun, days: number): Promise<void> {
  world.jumpWall(days * dayMs);
  await run.settle();
  expectOk(await run.screen.signIn({ commandId: world.id(), ...cashier }));
}

/** To a member, or to nobody. */
export async function sell(
  world: TillWorld,
  run: TillRun,
  sale: { readonly memberRef: Uuid | null; readonly amountMinor: number },
): Promise<void> {
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  if (sale.memberRef !== null) {
    expectOk(await run.screen.attachMember({ ...command(), memberRef: sale.memberRef, cardUid: null }));
  }
  const { revision } = expectOk(await run.screen.addAmount({ ...command(), amountMinor: sale.amountMinor }));
  expectOk(await run.screen.paySale({ ...command(), revision }));
}

export async function fileOf(run: TillRun, memberRef: Uuid): Promise<MemberFileView> {
  return expectOk(await run.screen.memberFile({ memberRef }));
}

/** The member that the basket has after an enrolment. */
export async function enrol(
  world: TillWorld,
  run: TillRun,
  form: {
    readonly name: string;
    readonly introducedBy?: { readonly memberRef: Uuid; readonly guestCodeId: Uuid | null };
  },
): Promise<Uuid> {
  const { basketId } = await basketOf(run);
  const enrolled = expectOk(
    await run.screen.enrolMember({
      commandId: world.id(),
      basketId,
      phone: null,
      birthDate: null,
      cardUid: null,
      ...form,
    }),
  );
  invariant(enrolled.member !== null, 'an enrolment gives the basket its member');
  return enrolled.member.memberRef;
}
