import { describe, expect, it } from 'vitest';
import { createSearch } from '#renderer/cashier/stores/search-store.ts';

type Question = { readonly text: string; readonly answer: (rows: readonly string[] | null) => void };

function openSearch(lettersMin = 2) {
  const questions: Question[] = [];
  const search = createSearch<string>(
    (text) => new Promise((answer) => questions.push({ text, answer })),
    lettersMin,
  );
  return { search, questions, state: () => search.store.getState() };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('searching while typing', () => {
  it('asks nothing for too short a text', () => {
    const { search, questions } = openSearch();
    search.setText('م');
    search.setText(' م ');
    expect(questions).toEqual([]);
  });

  it('shows the answer to the newest text, whichever comes first', async () => {
    const { search, questions, state } = openSearch();
    search.setText('می');
    search.setText('مینا');
    questions[1]?.answer(['مینا']);
    questions[0]?.answer(['میترا', 'میلاد']);
    await turn();
    expect(state()).toMatchObject({ rows: ['مینا'], isAnswered: true });
  });

  it('keeps the older rows until the newer ones arrive, so that the list does not flicker', async () => {
    const { search, questions, state } = openSearch();
    search.setText('می');
    questions[0]?.answer(['میترا', 'مینا']);
    await turn();
    search.setText('مین');
    expect(state()).toMatchObject({ rows: ['میترا', 'مینا'], isAnswered: false });
  });

  it('never takes a row of an older text, however soon Enter comes', async () => {
    const { search, questions } = openSearch();
    search.setText('mi');
    questions[0]?.answer(['Mitra', 'Mina']);
    await turn();
    search.setText('min');
    const taken = search.chosen();
    questions[1]?.answer(['Mina']);
    expect(await taken).toBe('Mina');
    search.setText('mino');
    questions[2]?.answer(null);
    expect(await search.chosen()).toBeUndefined();
  });

  it('moves the choice and stops at both ends', async () => {
    const { search, questions, state } = openSearch();
    search.setText('ab');
    questions[0]?.answer(['one', 'two']);
    await turn();
    search.move(1);
    search.move(1);
    expect(state().chosenIndex).toBe(1);
    search.move(-5);
    expect(state().chosenIndex).toBe(0);
  });

  it('does not show an answer that arrives after the field was left', async () => {
    const { search, questions, state } = openSearch();
    search.setText('ab');
    search.clear();
    questions[0]?.answer(['one']);
    await turn();
    expect(state()).toEqual({ text: '', rows: [], isAnswered: false, chosenIndex: 0 });
  });
});
