/** Looking through the live offers, and the answer of the one that is chosen. The newest question wins. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { OfferRow, WhyNotView } from '#shared/contracts/till-views.ts';
import type { TillCaller } from './till-caller.ts';

export type WhyNotAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'shown'; readonly view: WhyNotView };

export type WhyNotState = {
  readonly text: string;
  readonly rows: readonly OfferRow[];
  /** Of all offers that `text` finds; the rows are the first of them. */
  readonly total: number;
  /** `asked` until the rows answer `text`; an error when they could not be had. */
  readonly list: 'asked' | 'answered' | AppError;
  readonly chosenId: string | null;
  readonly answer: WhyNotAnswer;
};

export type WhyNotSearch = {
  readonly store: StoreApi<WhyNotState>;
  readonly setText: (text: string) => void;
  readonly choose: (offerId: string) => void;
  /** Moves the choice by so many rows and stops at both ends. */
  readonly move: (rows: number) => void;
  /** Asks again: after a failure, and when the basket has changed. */
  readonly askAgain: () => void;
  readonly clear: () => void;
};

const nothingAsked: WhyNotState = {
  text: '',
  rows: [],
  total: 0,
  list: 'asked',
  chosenId: null,
  answer: { kind: 'none' },
};

export function createWhyNotSearch(caller: TillCaller): WhyNotSearch {
  const store = createStore<WhyNotState>(() => nothingAsked);
  let questions = 0;
  let answersAsked = 0;

  const ask = async (offerId: string): Promise<void> => {
    answersAsked += 1;
    const question = answersAsked;
    store.setState({ chosenId: offerId, answer: { kind: 'asked' } });
    const answer = await caller.ask((calls) => calls.whyNot({ offerId }));
    if (question !== answersAsked) return;
    store.setState({
      answer: answer.ok ? { kind: 'shown', view: answer.value } : { kind: 'failed', error: answer.error },
    });
  };
  const list = async (text: string): Promise<void> => {
    questions += 1;
    const question = questions;
    store.setState({ text, list: 'asked' });
    const answer = await caller.ask((calls) => calls.searchOffers({ text }));
    if (question !== questions) return;
    if (!answer.ok) {
      store.setState({ list: answer.error });
      return;
    }
    const { offers: rows, total } = answer.value;
    store.setState({ rows, total, list: 'answered' });
    const { chosenId } = store.getState();
    const chosen = rows.find(({ offerId }) => offerId === chosenId) ?? rows[0];
    if (chosen === undefined) {
      answersAsked += 1;
      store.setState({ chosenId: null, answer: { kind: 'none' } });
    } else await ask(chosen.offerId);
  };
  return {
    store,
    setText: (text) => void list(text),
    choose: (offerId) => void ask(offerId),
    move: (places) => {
      const { rows, chosenId } = store.getState();
      const place = rows.findIndex(({ offerId }) => offerId === chosenId) + places;
      const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
      if (row !== undefined && row.offerId !== chosenId) void ask(row.offerId);
    },
    askAgain: () => void list(store.getState().text),
    clear: () => {
      questions += 1;
      answersAsked += 1;
      store.setState(nothingAsked);
    },
  };
}
