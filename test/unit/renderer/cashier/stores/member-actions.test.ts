import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import { err } from '#shared/kernel/result.ts';
import { tillAtHand } from './till-at-hand.ts';

const bahar = { name: 'بهار رستگار', phone: null, birthDate: null, cardUid: null };
const never = new Promise<never>(() => undefined);
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
