import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { scoredWelcome } from '#test/support/scored-welcome.ts';
import { tillAtHand } from './till-at-hand.ts';

const bahar = { name: 'بهار رستگار', phone: null, birthDate: null, cardUid: null };
const never = new Promise<never>(() => undefined);
const newMember: MemberPanel = {
  memberRef: uuid('00000000-0000-4000-8000-000000000001'),
  name: 'بهار رستگار',
  latinName: null,
  phoneMasked: null,
  tierId: 'bronze',
  pointsBalance: points(109),
  walletMinor: minor(0),
  visitCount: 0,
  birthdayInDays: null,
  lastVisits: [],
  identifiedBy: 'enrolment',
  balancesAsOfMs: null,
};
const commandIds = (inputs: readonly unknown[]): readonly unknown[] =>
  inputs.map((input) => Reflect.get(Object(input), 'commandId'));

describe('enrolling a member', () => {
  it('gives the basket its new member', async () => {
    const { actions, stores, signIn } = tillAtHand();
    await signIn();
    expect(await actions.enrolMember(bahar)).toBeNull();
    expect(stores.basket.getState().basket?.member).toMatchObject({
      name: 'بهار رستگار',
      identifiedBy: 'enrolment',
    });
  });

  it('keeps what the member was given beside the basket, until the next one is given nothing', async () => {
    const { score } = scoredWelcome();
    const gifts = [score, null];
    const fake = tillAtHand({
      enrolMember: () => {
        const { basket } = fake.stores.basket.getState();
        invariant(basket !== null, 'somebody is signed in');
        return ok({ ...basket, member: newMember, welcome: gifts.shift() ?? null });
      },
    });
    await fake.signIn();
    expect(await fake.actions.enrolMember(bahar)).toBeNull();
    const { memberRef } = newMember;
    expect(fake.stores.notice.getState().welcome).toMatchObject({
      memberRef,
      given: { pointsEarned: score.pointsEarned },
    });
    expect(fake.stores.basket.getState().basket).not.toHaveProperty('welcome');
    expect(await fake.actions.enrolMember({ ...bahar, name: 'نیما' })).toBeNull();
    expect(fake.stores.notice.getState().welcome).toBeNull();
  });

  it('hands a refusal to the form instead of telling it on the screen', async () => {
    const { actions, stores, signIn } = tillAtHand({ enrolMember: () => err(appError('phone_taken')) });
    await signIn();
    expect(await actions.enrolMember(bahar)).toEqual(appError('phone_taken'));
    expect(stores.notice.getState().failure).toBeNull();
  });

  it('is the same command again after an answer that never came', async () => {
    const till = tillAtHand({ enrolMember: () => never });
    await till.signIn();
    for (let press = 0; press < 2; press += 1) {
      const enrolled = till.actions.enrolMember(bahar);
      await till.settled();
      till.passDeadlines();
      expect(await enrolled).toMatchObject({ code: 'deadline_passed' });
    }
    const [first, second] = commandIds(till.inputsOf('enrolMember'));
    expect(second).toBe(first);
  });

  it('is another command once the form says something else', async () => {
    const till = tillAtHand({ enrolMember: () => err(appError('phone_invalid')) });
    await till.signIn();
    await till.actions.enrolMember({ ...bahar, phone: '0912' });
    await till.actions.enrolMember({ ...bahar, phone: '09121234567' });
    expect(new Set(commandIds(till.inputsOf('enrolMember'))).size).toBe(2);
  });
});

describe('a member found by search', () => {
  it('joins the sale and can leave it', async () => {
    const { actions, searches, stores, signIn, settled } = tillAtHand();
    await signIn();
    searches.members.setText('مینا');
    await settled();
    const [found] = searches.members.store.getState().rows;
    expect(found?.latinName).toBe('Mina Foroutan');
    if (found !== undefined) await actions.attachMember(found.memberRef, null);
    expect(stores.basket.getState().basket?.member?.identifiedBy).toBe('search');
    await actions.detachMember();
    expect(stores.basket.getState().basket?.member).toBeNull();
  });
});
