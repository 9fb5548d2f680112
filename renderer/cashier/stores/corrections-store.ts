/** Looking a booked sale up, choosing what of it goes back, and doing it. The newest question wins. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type {
  CorrectionRulesView,
  MemberChangeView,
  RefundEffectView,
  RefundSlipView,
  SaleLeftView,
  SaleRowView,
} from '#shared/contracts/till/corrections-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { typedProof } from '#shared/domain/proof-text.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

/** How the sale is corrected: some of it goes back, goes back against other goods, or never was. */
export type RefundKind = 'refund' | 'exchange' | 'void';

export type CorrectionsState = {
  readonly text: string;
  readonly rows: readonly SaleRowView[];
  /** `reading`: a code is being scanned. */
  readonly list: 'asked' | 'reading' | 'answered' | AppError;
  readonly rules: CorrectionRulesView | null;
  readonly sale: SaleLeftView | null;
  /** The signed code by which another till's sale was found; null for a sale of this till. */
  readonly proof: string | null;
  /** The code of the chosen sale, for another till; null while nobody asked. */
  readonly code: string | null;
  readonly kind: RefundKind;
  /** Units that go back, by line. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly reasonId: string | null;
  readonly toWallet: boolean;
  /** What the present choice would do; null while nothing is chosen. */
  readonly effect: RefundEffectView | null;
  /** What giving the sale to the member of the basket would do; null while nobody asked. */
  readonly change: { readonly memberRef: MemberRef; readonly view: MemberChangeView } | null;
  /** The slip of what was just done, or of an earlier refund. */
  readonly slip: RefundSlipView | null;
  readonly failure: AppError | null;
  readonly isBusy: boolean;
};

export type Corrections = {
  readonly store: StoreApi<CorrectionsState>;
  /** Lists the newest sales. */
  readonly open: () => void;
  readonly setText: (text: string) => void;
  readonly ofMember: (memberRef: MemberRef) => void;
  readonly chooseSale: (entryId: Uuid) => Promise<void>;
  readonly setKind: (kind: RefundKind) => void;
  readonly setQuantity: (lineId: Uuid, quantity: number) => void;
  readonly chooseAll: () => void;
  readonly setReason: (reasonId: string) => void;
  readonly setToWallet: (toWallet: boolean) => void;
  /** Null when it was done; the slip is shown then. */
  readonly refund: (approval: Approval | null) => Promise<AppError | null>;
  readonly askMemberChange: (memberRef: MemberRef) => Promise<void>;
  /** Null when the sale belongs to the other member. */
  readonly changeMember: (approval: Approval | null) => Promise<AppError | null>;
  readonly dropMemberChange: () => void;
  readonly showSlip: (entryId: Uuid) => Promise<void>;
  readonly hideSlip: () => void;
  /** The code by which another till of the chain can give the chosen sale back. */
  readonly showCode: () => Promise<void>;
  readonly hideCode: () => void;
  readonly clear: () => void;
};

const nothingChosen = {
  kind: 'refund',
  quantities: {},
  reasonId: null,
  toWallet: false,
  effect: null,
  change: null,
  failure: null,
} as const satisfies Partial<CorrectionsState>;

const nothingOpen: CorrectionsState = {
  ...nothingChosen,
  text: '',
  rows: [],
  list: 'asked',
  rules: null,
  sale: null,
  proof: null,
  code: null,
  slip: null,
  isBusy: false,
};

export function createCorrections(caller: TillCaller, ids: Ids): Corrections {
  const store = createStore<CorrectionsState>(() => nothingOpen);
  const questions = createQuestions(store, caller);
  const send = createSending(store, caller, ids);
  const { list, chooseSale, change } = questions;
  return {
    store,
    chooseSale,
    ...send,
    open: () => {
      void list('', null);
      void loadRules(store, caller);
    },
    setText: (text) => void list(text, null),
    ofMember: (memberRef) => void list('', memberRef),
    setKind: (kind) => {
      const { sale, quantities } = store.getState();
      const isExchange = kind === 'exchange' && (sale?.walletTakesRefunds ?? false);
      change({ kind, quantities: kind === 'void' ? allOf(sale) : quantities, toWallet: isExchange });
    },
    setQuantity: (lineId, quantity) => {
      const { quantities, kind } = store.getState();
      // A void is of everything: choosing lines makes it a refund.
      change({
        quantities: { ...quantities, [lineId]: quantity },
        kind: kind === 'void' ? 'refund' : kind,
      });
    },
    chooseAll: () => change({ quantities: allOf(store.getState().sale) }),
    setReason: (reasonId) => store.setState({ reasonId }),
    setToWallet: (toWallet) => change({ toWallet }),
    dropMemberChange: () => store.setState({ change: null }),
    showSlip: async (entryId) => {
      const { proof } = store.getState();
      const answer = await caller.ask((calls) => calls.refundSlip({ entryId, ...byProof(proof) }));
      store.setState(answer.ok ? { slip: answer.value } : { failure: answer.error });
    },
    hideSlip: () => store.setState({ slip: null }),
    showCode: async () => {
      const { sale } = store.getState();
      if (sale === null) return;
      const { entryId } = sale;
      const answer = await caller.ask((calls) => calls.saleProof({ entryId }));
      if (store.getState().sale?.entryId !== entryId) return;
      store.setState(answer.ok ? { code: answer.value.text, failure: null } : { failure: answer.error });
    },
    hideCode: () => store.setState({ code: null }),
    clear: () => {
      questions.forget();
      store.setState(nothingOpen);
    },
  };
}

type Questions = {
  readonly list: (text: string, memberRef: MemberRef | null) => Promise<void>;
  readonly chooseSale: (entryId: Uuid) => Promise<void>;
  /** Changes the choice, and asks what it would do. */
  readonly change: (changed: Partial<CorrectionsState>) => void;
  /** Answers that are still under way are not wanted any more. */
  readonly forget: () => void;
};

function createQuestions(store: StoreApi<CorrectionsState>, caller: TillCaller): Questions {
  let questions = 0;
  let previews = 0;
  const chooseSale = async (entryId: Uuid): Promise<void> => {
    previews += 1;
    const question = questions;
    const { rows, text } = store.getState();
    const isProven = rows.some((row) => row.entryId === entryId && row.evidence === 'proof');
    const proof = isProven ? text : null;
    const answer = await caller.ask((calls) => calls.saleLeft({ entryId, ...byProof(proof) }));
    if (question !== questions) return;
    store.setState(
      answer.ok ? { ...nothingChosen, sale: answer.value, proof, code: null } : { failure: answer.error },
    );
  };
  const preview = async (): Promise<void> => {
    previews += 1;
    const asked = previews;
    const wish = wishOf(store.getState());
    if (wish === null) {
      store.setState({ effect: null, failure: null });
      return;
    }
    const answer = await caller.ask((calls) => calls.previewRefund(wish));
    if (asked !== previews) return;
    store.setState(
      answer.ok ? { effect: answer.value, failure: null } : { effect: null, failure: answer.error },
    );
  };
  return {
    chooseSale,
    list: async (text, memberRef) => {
      questions += 1;
      const question = questions;
      // A scanner types hundreds of characters: the till is asked when all of them are there.
      if (typedProof(text).kind === 'begun') {
        store.setState({ text, rows: [], list: 'reading' });
        return;
      }
      store.setState({ text, list: 'asked' });
      const answer = await caller.ask((calls) => calls.findSales({ text, memberRef }));
      if (question !== questions) return;
      store.setState(answer.ok ? { rows: answer.value.sales, list: 'answered' } : { list: answer.error });
      // A whole number leads straight to its sale.
      const [only, ...others] = store.getState().rows;
      const isOne = answer.ok && text !== '' && others.length === 0;
      if (isOne && only !== undefined) await chooseSale(only.entryId);
    },
    change: (changed) => {
      store.setState({ ...changed, effect: null, change: null });
      void preview();
    },
    forget: () => {
      questions += 1;
      previews += 1;
    },
  };
}

type Sending = Pick<Corrections, 'refund' | 'askMemberChange' | 'changeMember'>;

function createSending(store: StoreApi<CorrectionsState>, caller: TillCaller, ids: Ids): Sending {
  const commands = createSteadyCommands(ids);
  /** What was done is shown, and the row of the list with it. */
  const done = (sale: SaleLeftView): void => {
    const { rows } = store.getState();
    const shown = rows.map((row) => (row.entryId === sale.entryId ? sale : row));
    store.setState({ ...nothingChosen, sale, rows: shown });
    void caller.refresh();
  };
  /** One at a time; an answer that never came keeps the command's id for the next try. */
  const sent = async <Value>(
    name: string,
    call: () => ReturnType<typeof caller.ask<Value>>,
    receive: (value: Value) => void,
  ): Promise<AppError | null> => {
    store.setState({ isBusy: true });
    const answer = await call();
    store.setState({ isBusy: false });
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered(name);
    if (!answer.ok) return answer.error;
    receive(answer.value);
    return null;
  };
  return {
    refund: async (approval) => {
      const state = store.getState();
      const wish = wishOf(state);
      const { reasonId, effect } = state;
      if (wish === null || effect === null || state.isBusy) return appError('refund_empty');
      if (reasonId === null) return appError('reason_unknown');
      const asked = { ...wish, reasonId, refundMinor: effect.refundMinor };
      const commandId = commands.idOf('refund', asked);
      return sent(
        'refund',
        () => caller.ask((calls) => calls.refundSale({ commandId, ...asked, approval })),
        ({ sale, slip }) => {
          done(sale);
          store.setState({ slip });
        },
      );
    },
    askMemberChange: async (memberRef) => {
      const { sale } = store.getState();
      if (sale === null) return;
      const { entryId } = sale;
      const answer = await caller.ask((calls) => calls.previewMemberChange({ entryId, memberRef }));
      store.setState(
        answer.ok ? { change: { memberRef, view: answer.value }, failure: null } : { failure: answer.error },
      );
    },
    changeMember: async (approval) => {
      const { sale, change: wanted, isBusy } = store.getState();
      if (sale === null || wanted === null || isBusy) return appError('sale_unknown');
      const asked = { entryId: sale.entryId, memberRef: wanted.memberRef };
      const commandId = commands.idOf('changeMember', asked);
      return sent(
        'changeMember',
        () => caller.ask((calls) => calls.changeSaleMember({ commandId, ...asked, approval })),
        (value) => done(value.sale),
      );
    },
  };
}

async function loadRules(store: StoreApi<CorrectionsState>, caller: TillCaller): Promise<void> {
  const answer = await caller.ask((calls) => calls.correctionRules({}));
  if (answer.ok) store.setState({ rules: answer.value });
}

function allOf(sale: SaleLeftView | null): CorrectionsState['quantities'] {
  return Object.fromEntries((sale?.lines ?? []).map(({ lineId, quantityLeft }) => [lineId, quantityLeft]));
}

function byProof(proof: string | null): { readonly proof?: string } {
  return proof === null ? {} : { proof };
}

type Wish = {
  readonly entryId: Uuid;
  readonly proof?: string;
  readonly scope: 'whole' | 'lines' | 'exchange' | 'void';
  readonly lines: { readonly lineId: Uuid; readonly quantity: number }[];
  readonly toWallet: boolean;
};

/** Null while nothing is chosen. */
function wishOf({ sale, proof, kind, quantities, toWallet }: CorrectionsState): Wish | null {
  if (sale === null) return null;
  const lines = sale.lines
    .map(({ lineId }) => ({ lineId, quantity: quantities[lineId] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return null;
  const isAll = sale.lines.every(({ lineId, quantityLeft }) => (quantities[lineId] ?? 0) === quantityLeft);
  const common = { entryId: sale.entryId, ...byProof(proof), toWallet };
  if (kind === 'void') return { ...common, scope: 'void', lines: [] };
  if (kind === 'exchange') return { ...common, scope: 'exchange', lines };
  return isAll ? { ...common, scope: 'whole', lines: [] } : { ...common, scope: 'lines', lines };
}
