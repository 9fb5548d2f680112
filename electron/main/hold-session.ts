/** Remembers who is signed in at the till service, for the next one, should this one have to be started again. */

import { serviceSignSchema } from '#shared/contracts/supervision.ts';
import type { HeldSession } from '#shared/contracts/supervision.ts';
import type { Clock } from '#shared/kernel/clock.ts';

export type SessionHolder = {
  /** Every message of the till service; the ones about anything else are left alone. */
  readonly heard: (message: unknown) => void;
  /** As it stands now, the time since it was told counted as idle. */
  readonly held: () => HeldSession;
};

export function createSessionHolder(clock: Pick<Clock, 'monotonicMs'>): SessionHolder {
  let session: HeldSession = null;
  let toldAtMs = 0;
  return {
    heard: (message) => {
      const sign = serviceSignSchema.safeParse(message);
      if (!sign.success || sign.data.message !== 'session') return;
      ({ session } = sign.data);
      toldAtMs = clock.monotonicMs();
    },
    held: () =>
      session === null ? null : { ...session, idleMs: session.idleMs + clock.monotonicMs() - toldAtMs },
  };
}
