/** The fake till's own state and its operators. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { chain, store } from './demo-data.ts';
import { blockedCard } from './demo-members.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

const wrongPinsMax = 3;
const lockSeconds = 30;

export function fakeSession(world: FakeWorld): FakeHandlers<'till' | 'signIn' | 'signOut' | 'tapDemoCard'> {
  const { state, sale } = world;
  return {
    till: () =>
      ok({
        ...shopFacts,
        signedIn: state.signedIn,
        reader: state.reader,
        ledger: state.ledger,
        rules: rulesOf(world),
        basket: state.signedIn === null ? null : sale.view(),
      }),
    signIn: ({ operatorId, pin }) => {
      const operator = chain.operators.find((known) => known.operatorId === operatorId);
      if (operator === undefined) return err(appError('operator_unknown'));
      if (operator.initialPin !== pin) {
        state.wrongPins += 1;
        const isLocked = state.wrongPins >= wrongPinsMax;
        return err(isLocked ? appError('locked_out', { seconds: lockSeconds }) : appError('wrong_pin'));
      }
      state.wrongPins = 0;
      state.signedIn = operator;
      return ok({ operator, basket: sale.view() });
    },
    signOut: () => {
      state.signedIn = null;
      return ok({});
    },
    tapDemoCard: ({ cardUid }) => {
      tap(world, cardUid);
      return ok({});
    },
  };
}

export function rulesOf({ state, sale }: FakeWorld): TillView['rules'] {
  return {
    ruleSetId: 'demo-sarv-1',
    ruleSetHash: 'hash of the fake till',
    offerCount: sale.offers().length,
    stampCards: [
      {
        stampCardId: 'coffee',
        name: { fa: 'قهوه', en: 'Coffee' },
        rewardGiftId: 'coffee-free',
        rewardName: { fa: 'قهوهٔ رایگان', en: 'Free coffee' },
      },
    ],
    refused: state.refused,
  };
}

const shopFacts = {
  tillName: chain.till.name,
  storeName: store.name,
  chainName: chain.name,
  branding: {
    accent: '#b4472b',
    receiptLines: ['سرو؛ همیشه سبز', 'www.sarv.example'],
  },
  currency: store.currency,
  calendar: chain.calendar,
  timeZone: store.timeZone,
  businessDay: '2026-11-21',
  operators: chain.operators.map(({ initialPin: _pin, ...operator }) => operator),
  tiers: chain.tiers,
  productGroups: chain.productGroups,
  keyKeeping: 'demoFile' as const,
  demo: {
    cards: [...chain.demoCards],
    pins: chain.operators.map(({ operatorId, initialPin }) => ({ operatorId, pin: initialPin })),
  },
  concerns: [],
  clockAheadMs: null,
  unseenReceipt: null,
};

function tap({ emit, members, sale }: FakeWorld, cardUid: CardUid): void {
  const member = members.find((known) => known.cardUid === cardUid)?.panel;
  if (cardUid === blockedCard) emit('tapped', { kind: 'blockedCard', cardUid });
  else if (member === undefined) emit('tapped', { kind: 'unknownCard', cardUid });
  else if ((sale.view().member?.memberRef ?? member.memberRef) !== member.memberRef) {
    emit('tapped', { kind: 'otherMember', cardUid, member });
  } else {
    sale.setMember(member);
    emit('tapped', { kind: 'identified', basket: sale.view() });
  }
}
