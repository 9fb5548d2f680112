/** Keeps the line for hints open: HQ says when there is something to pull, so that a till need not ask all the time. */

import { syncRoot } from '#shared/contracts/sync/protocol.ts';
import { hintSchema } from '#shared/contracts/sync/sync-schemas.ts';
import type { Hint } from '#shared/contracts/sync/sync-schemas.ts';
import { backoffMs } from '#sync/core/backoff.ts';
import { createEventStream } from './event-stream.ts';
import type { HqLink } from './hq-link.ts';
import type { Http } from './http.ts';
import type { AgentPorts } from './sync-ports.ts';

export type HintDeps = {
  readonly http: Pick<Http, 'listen'>;
  readonly link: Pick<HqLink, 'signedHeaders'>;
  readonly ports: Pick<AgentPorts, 'timers' | 'fraction'>;
  readonly onHint: (hint: Hint) => void;
  /** The line broke, or HQ ended it: whoever says that HQ is there has to look. */
  readonly onBroken: () => void;
};

export type Hints = { readonly close: () => void };

const question = { method: 'GET', target: `${syncRoot}/hints` } as const;
const firstByteMsMax = 15_000;
/** An HQ that gives no hints is asked now and then whether it does meanwhile. */
const refusedPauseMs = 5 * 60_000;

export function listenForHints({ http, link, ports, onHint, onBroken }: HintDeps): Hints {
  const ending = new AbortController();
  let timer: ReturnType<AgentPorts['timers']['setTimer']> | undefined;
  let failures = 0;
  const read = createEventStreamReader(onHint, () => {
    failures = 0;
  });
  const open = async (): Promise<void> => {
    const headers = { ...link.signedHeaders(question), accept: 'text/event-stream' };
    const end = await http.listen({ ...question, headers, firstByteMsMax, signal: ending.signal }, read());
    if (ending.signal.aborted) return;
    if (end !== 'refused') onBroken();
    failures += 1;
    const pauseMs = backoffMs({ failures, retryAfterMs: null, fraction: ports.fraction() });
    timer = ports.timers.setTimer(end === 'refused' ? refusedPauseMs : pauseMs, () => void open());
  };
  void open();
  return {
    close: () => {
      ending.abort();
      if (timer !== undefined) ports.timers.clearTimer(timer);
    },
  };
}

function createEventStreamReader(
  onHint: (hint: Hint) => void,
  onLife: () => void,
): () => (text: string) => void {
  return () =>
    createEventStream(({ event, data }) => {
      onLife();
      if (event !== 'changed') return;
      const hint = hintSchema.safeParse(parseJson(data));
      if (hint.success) onHint(hint.data);
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema accepts it
  }
}
