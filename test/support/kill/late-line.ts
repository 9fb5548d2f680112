/** What a watched line does while its first push waits on it, until HQ has said that it lacks the entries of that push. */

import type { PushWatch } from './watched-line.ts';

export type LateLine = {
  readonly watch: PushWatch;
  /** Resolves when the push waits. */
  readonly isPushed: Promise<void>;
  /** Bodies of pushes, as they came from the till: the late one first. */
  readonly pushes: readonly Buffer[];
};

export type LateLineDeps = {
  /** Whether the till that asks HQ for its head is the one that was started again. */
  readonly isStartedAgain: () => boolean;
  /** Once HQ has taken the late push, and before the till hears that HQ lacks it. */
  readonly meanwhile: () => Promise<void>;
};

export function createLateLine({ isStartedAgain, meanwhile }: LateLineDeps): LateLine {
  const [pushed, letGo, answered] = [createSign(), createSign(), createSign()];
  const pushes: Buffer[] = [];
  let isOver = false;
  return {
    watch: {
      asked: async (push) => {
        pushed.give();
        if (pushes.push(push) === 1) await letGo.given;
      },
      answered: () => Promise.resolve(answered.give()),
      contacted: async () => {
        if (isOver || !isStartedAgain()) return;
        isOver = true;
        letGo.give();
        await answered.given;
        await meanwhile();
      },
    },
    isPushed: pushed.given,
    pushes,
  };
}

type Sign = { readonly given: Promise<void>; readonly give: () => void };

function createSign(): Sign {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
