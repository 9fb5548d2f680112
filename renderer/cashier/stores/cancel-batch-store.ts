/** Cancelling what an offer gave in some days: chosen, shown in sums, approved, and sent once. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { BatchSumsView, CorrectionRulesView } from '#shared/contracts/till/corrections-views.ts';
import type { OfferRow } from '#shared/contracts/till-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type CancelBatchState = {
  readonly rules: CorrectionRulesView | null;
  readonly text: string;
  readonly offers: readonly OfferRow[];
  readonly offer: OfferRow | null;
  /** Business days of the store, both included. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly reasonId: string | null;
  /** What the present choice would take; null while it is not known. */
  readonly sums: BatchSumsView | null;
  readonly failure: AppError | null;
  readonly isBusy: boolean;
  /** What was taken; null until it was booked. */
  readonly done: BatchSumsView | null;
};

export type BatchChoice = Partial<Pick<CancelBatchState, 'offer' | 'from' | 'until' | 'reasonId'>>;

export type CancelBatch = {
  readonly store: StoreApi<CancelBatchState>;
  readonly open: (today: IsoDate) => void;
  readonly setText: (text: string) => void;
  /** Asks at once what the choice would take, as soon as all of it is made. */
  readonly choose: (choice: BatchChoice) => void;
  /** Null when it was booked. */
  readonly cancel: (approval: Approval) => Promise<AppError | null>;
};

const nothingChosen: CancelBatchState = {
  rules: null,
  text: '',
  offers: [],
  offer: null,
  from: '1970-01-01',
  until: '1970-01-01',
  reasonId: null,
  sums: null,
  failure: null,
  isBusy: false,
  done: null,
};

export function createCancelBatch(caller: TillCaller, ids: Ids): CancelBatch {
  const store = createStore<CancelBatchState>(() => nothingChosen);
  const commands = createSteadyCommands(ids);
  let previews = 0;
  const preview = async (): Promise<void> => {
    previews += 1;
    const asked = previews;
    const wish = wishOf(store.getState());
    if (wish === null) return;
    const answer = await caller.ask((calls) => calls.previewBulkCancel(wish));
    if (asked !== previews) return;
    store.setState(answer.ok ? { sums: answer.value } : { failure: answer.error });
  };
  return {
    store,
    open: (today) => {
      previews += 1;
      store.setState({ ...nothingChosen, from: today, until: today });
      void loadRules(store, caller);
      void search(store, caller, '');
    },
    setText: (text) => void search(store, caller, text),
    choose: (choice) => {
      store.setState({ ...choice, sums: null, failure: null });
      void preview();
    },
    cancel: async (approval) => {
      const state = store.getState();
      const { sums, isBusy } = state;
      const wish = wishOf(state);
      if (wish === null || sums === null || isBusy) return appError('batch_empty');
      const asked = { ...wish, sums };
      const commandId = commands.idOf('cancelBatch', asked);
      store.setState({ isBusy: true });
      const answer = await caller.ask((calls) => calls.bulkCancel({ commandId, ...asked, approval }));
      store.setState({ isBusy: false });
      if (answer.ok || !isUnanswered(answer.error.code)) commands.answered('cancelBatch');
      if (answer.ok) {
        store.setState({ done: answer.value });
        void caller.refresh();
        return null;
      }
      // Something of it was spent or given back meanwhile: the sums are asked for again.
      if (answer.error.code === 'batch_changed') void preview();
      return answer.error;
    },
  };
}

type Wish = {
  readonly offerId: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly reasonId: string;
};

function wishOf({ offer, from, until, reasonId }: CancelBatchState): Wish | null {
  if (offer === null || reasonId === null || until < from) return null;
  return { offerId: offer.offerId, from, until, reasonId };
}

async function search(store: StoreApi<CancelBatchState>, caller: TillCaller, text: string): Promise<void> {
  store.setState({ text });
  const answer = await caller.ask((calls) => calls.searchOffers({ text }));
  if (store.getState().text !== text) return;
  store.setState(answer.ok ? { offers: answer.value.offers } : { failure: answer.error });
}

async function loadRules(store: StoreApi<CancelBatchState>, caller: TillCaller): Promise<void> {
  const answer = await caller.ask((calls) => calls.correctionRules({}));
  if (answer.ok) store.setState({ rules: answer.value });
}
