/**
 * Whether what several callers saw at the same time can be put in one order, each call at one instant between its
 * beginning and its end, so that a simple model would have answered the same. (Wing and Gong; with the states that were
 * seen kept, as Lowe does.)
 */

export type Call<Input, Output> = {
  readonly input: Input;
  readonly beganAt: number;
  /** `Infinity` for a call that was never answered: it may have worked at any time since, or not at all. */
  readonly endedAt: number;
  /** `undefined` for a call that was never answered. */
  readonly output: Output | undefined;
};

export type Model<State, Input, Output> = {
  readonly first: State;
  /** The next state; `undefined` when the model would have answered otherwise. An unanswered call may have any answer. */
  readonly step: (state: State, input: Input, output: Output | undefined) => State | undefined;
  /** The same text for the same state. */
  readonly name: (state: State) => string;
};

/** Throws past this many steps: a test must not go on for ever where neither answer is found. */
const stepsMax = 200_000;

export function isLinear<State, Input, Output>(
  calls: readonly Call<Input, Output>[],
  model: Model<State, Input, Output>,
): boolean {
  const seen = new Set<string>();
  const stack: Place<State, Input, Output>[] = [{ open: inOrderOfEnds(calls), state: model.first }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { open, state } = withoutIdle(place, model);
    if (open.every(({ output }) => output === undefined)) return true;
    for (const call of canBeNext(open).toReversed()) {
      const after = model.step(state, call.input, call.output);
      if (after === undefined) continue;
      const next = { open: open.filter((other) => other !== call), state: after };
      const name = `${model.name(after)} ${next.open.map((other) => calls.indexOf(other)).join(' ')}`;
      if (seen.has(name)) continue;
      seen.add(name);
      if (seen.size > stepsMax) throw new Error('the history is too long to be judged');
      stack.push(next);
    }
  }
  return false;
}

type Place<State, Input, Output> = {
  /** Calls that have no place in the order yet. */
  readonly open: readonly Call<Input, Output>[];
  readonly state: State;
};

/** Those that were never answered come last: most of them need no place at all. */
function inOrderOfEnds<Input, Output>(calls: readonly Call<Input, Output>[]): readonly Call<Input, Output>[] {
  const end = ({ endedAt }: Call<Input, Output>): number => Math.min(endedAt, Number.MAX_VALUE);
  return calls.toSorted((left, right) => end(left) - end(right));
}

/** A call that began after another one had ended cannot come before it. */
function canBeNext<Input, Output>(open: readonly Call<Input, Output>[]): readonly Call<Input, Output>[] {
  const firstEnd = Math.min(...open.map(({ endedAt }) => endedAt));
  return open.filter(({ beganAt }) => beganAt <= firstEnd);
}

/** A call that may be next and changes nothing loses nothing by being next: no other place has to be tried for it. */
function withoutIdle<State, Input, Output>(
  place: Place<State, Input, Output>,
  model: Model<State, Input, Output>,
): Place<State, Input, Output> {
  const { state } = place;
  const name = model.name(state);
  let { open } = place;
  for (;;) {
    const idle = canBeNext(open).filter(({ input, output }) => {
      const after = model.step(state, input, output);
      return after !== undefined && model.name(after) === name;
    });
    if (idle.length === 0) return { open, state };
    const taken = new Set(idle);
    open = open.filter((call) => !taken.has(call));
  }
}
