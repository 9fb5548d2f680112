/** Search while typing: the newest question wins, one row is chosen, all by keyboard. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';

export type SearchState<Row> = {
  readonly text: string;
  readonly rows: readonly Row[];
  /** True once `rows` answer `text`. */
  readonly isAnswered: boolean;
  readonly chosenIndex: number;
};

export type Search<Row> = {
  readonly store: StoreApi<SearchState<Row>>;
  readonly setText: (text: string) => void;
  /** Moves the choice by so many rows and stops at both ends. */
  readonly move: (rows: number) => void;
  readonly clear: () => void;
  /** The chosen row of the answer to what is typed now, waited for; undefined when there is none. */
  readonly chosen: () => Promise<Row | undefined>;
};

/** Null means that the question was refused and the failure has been told elsewhere. */
export type AskRows<Row> = (text: string) => Promise<readonly Row[] | null>;

const nothingFound = { text: '', rows: [], isAnswered: false, chosenIndex: 0 } as const;

/** Texts of fewer than `lettersMin` characters ask nothing. */
export function createSearch<Row>(ask: AskRows<Row>, lettersMin: number): Search<Row> {
  const store = createStore<SearchState<Row>>(() => nothingFound);
  let answering: Promise<void> = Promise.resolve();
  const answer = async (text: string): Promise<void> => {
    const rows = await ask(text);
    if (store.getState().text !== text || rows === null) return;
    store.setState({ rows, isAnswered: true, chosenIndex: 0 });
  };
  return {
    store,
    setText: (text) => {
      const isEnough = asciiDigits(cleanText(text)).length >= lettersMin;
      store.setState({ text, isAnswered: false, ...(isEnough ? {} : { rows: [], chosenIndex: 0 }) });
      if (isEnough) answering = answer(text);
    },
    move: (rows) =>
      store.setState((state) => ({
        chosenIndex: Math.max(0, Math.min(state.rows.length - 1, state.chosenIndex + rows)),
      })),
    clear: () => store.setState(nothingFound),
    chosen: async () => {
      await answering;
      const { rows, chosenIndex, isAnswered } = store.getState();
      return isAnswered ? rows[chosenIndex] : undefined; // rows of an older text were not asked for
    },
  };
}
