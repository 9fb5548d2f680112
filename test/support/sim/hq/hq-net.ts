/** The line between tills and HQ: every message takes its time, and may meet whatever happens to messages. */

import type { Hint } from '#shared/contracts/sync/sync-schemas.ts';
import { hintText } from '#sync/server/publication/hint-hub.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { Http, HttpAnswer, HttpFailure, HttpRequest } from '#sync/client/http.ts';
import type { NetFault } from './hq-faults.ts';
import type { HqTime } from './hq-time.ts';

export type HqNet = {
  /** The line of one till; whoever opens it closes it. */
  readonly httpOf: (line: HqLine) => Http;
  /** HQ tells everybody who listens that something new can be pulled. */
  readonly tellAll: (hint: Hint) => void;
  /** Every stream breaks: HQ went down. */
  readonly breakStreams: () => void;
};

export type HqLine = {
  readonly rng: Rng;
  /** What happens to the next request; null for nothing. */
  readonly fault: (request: HttpRequest) => NetFault | null;
  /** No line at all. */
  readonly isCut: () => boolean;
};

export type HqNetDeps = {
  readonly time: HqTime;
  /** Answers a request, or does not exist at this moment. */
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer | null>;
};

type Sent = Result<HttpAnswer, HttpFailure>;
type Stream = {
  readonly line: HqLine;
  readonly onText: (text: string) => void;
  readonly end: (why: HttpFailure | 'ended') => void;
};

const latencyMsMin = 20;
const latencySpreadMs = 120;
/** Longer than any till waits. */
const lateMs = 45_000;

export function createHqNet({ time, answer }: HqNetDeps): HqNet {
  const streams = new Set<Stream>();
  const latency = ({ rng }: HqLine): number => latencyMsMin + rng.below(latencySpreadMs);
  const deliver = async (line: HqLine, request: HttpRequest, settle: (sent: Sent) => void): Promise<void> => {
    const answered = line.isCut() ? null : await answer(request);
    time.later(latency(line), () => settle(answered === null ? err('unreachable') : ok(answered)));
  };
  const send = (line: HqLine, request: HttpRequest, settle: (sent: Sent) => void): void => {
    const fault = line.fault(request);
    const onTheWay = (asked: HttpRequest, done: (sent: Sent) => void, delayMs = latency(line)): void =>
      time.later(delayMs, () => deliver(line, asked, done));
    const nothing = (): void => undefined;
    switch (fault) {
      case null:
      case 'tillKilled':
        return onTheWay(request, settle);
      case 'requestLost':
        return time.later(latency(line), () => settle(err('unreachable')));
      case 'neverAnswers':
        return;
      case 'answerLost':
        return onTheWay(request, () => settle(err('unreachable')));
      case 'answerNever':
        return onTheWay(request, nothing);
      case 'sentTwice':
        onTheWay(request, settle);
        return onTheWay(request, nothing, latency(line) + line.rng.below(2_000));
      case 'comesLate':
        return onTheWay(request, nothing, lateMs + line.rng.below(lateMs));
      case 'requestCut':
        return onTheWay({ ...request, body: cut(line.rng, request.body) }, settle);
      case 'answerCut':
        return onTheWay(request, (sent) =>
          settle(sent.ok ? ok({ ...sent.value, body: cut(line.rng, sent.value.body) }) : sent),
        );
      case 'answerChanged':
        return onTheWay(request, (sent) =>
          settle(sent.ok ? ok({ ...sent.value, body: changed(line.rng, sent.value.body) }) : sent),
        );
      case 'portal':
        return time.later(latency(line), () => settle(ok(portalPage)));
      case 'busy':
        return time.later(latency(line), () => settle(ok(refusal(503, 1 + line.rng.below(30)))));
      case 'tooMany':
        return time.later(latency(line), () => settle(ok(refusal(429, 1 + line.rng.below(30)))));
    }
  };
  return {
    httpOf: (line) =>
      createHttp({ time, line, streams, send: (request, settle) => send(line, request, settle) }),
    tellAll: (hint) => {
      for (const stream of streams) {
        const text = hintText(hint);
        time.later(latency(stream.line), () => stream.onText(text));
      }
    },
    breakStreams: () => {
      for (const stream of streams) stream.end('unreachable');
      streams.clear();
    },
  };
}

type LineParts = {
  readonly time: HqTime;
  readonly line: HqLine;
  readonly streams: Set<Stream>;
  readonly send: (request: HttpRequest, settle: (sent: Sent) => void) => void;
};

function createHttp({ time, line, streams, send }: LineParts): Http {
  const open = new Set<(sent: Sent) => void>();
  const own = new Set<Stream>();
  return {
    send: (request) =>
      new Promise((resolve) => {
        const settle = (sent: Sent): void => {
          if (open.delete(settle)) resolve(sent);
        };
        open.add(settle);
        time.later(request.firstByteMsMax, () => settle(err('timeout')));
        request.signal?.addEventListener('abort', () => settle(err('aborted')));
        send(request, settle);
      }),
    listen: (request, onText) =>
      new Promise((resolve) => {
        if (line.isCut()) {
          time.later(latencyMsMin, () => resolve('unreachable'));
          return;
        }
        const stream: Stream = {
          line,
          onText: (text) => {
            if (streams.has(stream)) onText(text);
          },
          end: (why) => {
            streams.delete(stream);
            own.delete(stream);
            resolve(why);
          },
        };
        streams.add(stream);
        own.add(stream);
        request.signal?.addEventListener('abort', () => stream.end('aborted'));
      }),
    close: () => {
      for (const settle of open) settle(err('aborted'));
      for (const stream of own) stream.end('aborted');
    },
  };
}

function cut(rng: Rng, bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, rng.below(bytes.length + 1));
}

/** One bit of it. */
function changed(rng: Rng, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const at = rng.below(Math.max(1, copy.length));
  const byte = copy[at];
  if (byte !== undefined) copy[at] = byte ^ (1 << rng.below(8));
  return copy;
}

const portalPage: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: new TextEncoder().encode('<!doctype html><title>Welcome</title><form>Log in</form>'),
};

function refusal(status: number, retryAfterSeconds: number): HttpAnswer {
  return { status, headers: { 'retry-after': String(retryAfterSeconds) }, body: new Uint8Array() };
}
