import { describe, expect, it } from 'vitest';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';

describe('what the till says of itself', () => {
  it('keeps the state of the reader and of the ledger on the screen', async () => {
    const { stores, signIn, emit, settled } = tillAtHand();
    await signIn();
    emit('readerChanged', { kind: 'noReader' });
    emit('ledgerChanged', { kind: 'readOnly', code: 'disk_full' });
    await settled();
    expect(stores.session.getState().till?.reader).toEqual({ kind: 'noReader' });
    expect(stores.session.getState().till?.ledger).toEqual({ kind: 'readOnly', code: 'disk_full' });
  });

  it('keeps which offers are in force, and why newer ones were refused', async () => {
    const { stores, signIn, emit, settled } = tillAtHand();
    await signIn();
    const rules = present(stores.session.getState().till).rules;
    expect(rules.refused).toBeNull();
    const refused = { path: 'offers[3]', reason: 'divides by zero' };
    emit('rulesChanged', { ...rules, refused });
    await settled();
    expect(stores.session.getState().till?.rules).toEqual({ ...rules, refused });
  });

  it('asks for everything anew when HQ published something, and says when the basket lost its member', async () => {
    const { stores, signIn, emit, settled, inputsOf } = tillAtHand();
    await signIn();
    const before = inputsOf('till').length;
    emit('publishedChanged', { hasBasketLostMember: false });
    await settled();
    expect(inputsOf('till')).toHaveLength(before + 1);
    expect(stores.notice.getState().failure).toBeNull();
    emit('publishedChanged', { hasBasketLostMember: true });
    await settled();
    expect(stores.notice.getState().failure?.error.code).toBe('member_erased');
  });

  it('asks the cashier about a card of another member and keeps the present one', async () => {
    const { stores, signIn, actions, settled } = tillAtHand();
    await signIn();
    const cards = stores.session.getState().till?.demo?.cards ?? [];
    for (const card of cards.slice(0, 2)) await actions.tapDemoCard(card.cardUid);
    await settled();
    expect(stores.basket.getState().basket?.member?.latinName).toBe('Mina Foroutan');
    expect(stores.notice.getState().tap?.kind).toBe('otherMember');
    actions.dismissTap();
    expect(stores.notice.getState().tap).toBeNull();
  });

  it('shows an unknown and a blocked card for what they are', async () => {
    const { stores, signIn, actions, settled } = tillAtHand();
    await signIn();
    const cards = stores.session.getState().till?.demo?.cards ?? [];
    const kinds: (string | undefined)[] = [];
    for (const card of cards.slice(4)) {
      await actions.tapDemoCard(card.cardUid);
      await settled();
      kinds.push(stores.notice.getState().tap?.kind);
    }
    expect(kinds).toEqual(['blockedCard', 'unknownCard']);
  });

  it('answers a tap that brought a member by taking the older notice away', async () => {
    const { stores, signIn, actions, emit, settled } = tillAtHand();
    await signIn();
    emit('tapped', { kind: 'unreadable' });
    await settled();
    expect(stores.notice.getState().tap).toEqual({ kind: 'unreadable' });
    const cardUid = stores.session.getState().till?.demo?.cards[0]?.cardUid;
    if (cardUid !== undefined) await actions.tapDemoCard(cardUid);
    await settled();
    expect(stores.notice.getState().tap).toBeNull();
  });
});
