/** One HTTP exchange, as the client needs it: a port, so that tests and the simulator own the network. */

import type { Result } from '#shared/kernel/result.ts';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query, exactly as they are signed and sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** A longer answer is not read to its end. */
  readonly answerBytesMax: number;
  /** From the beginning to the first byte of the answer; sending a long body adds to it by the slowest rate that is borne. */
  readonly firstByteMsMax: number;
  /** The most that sending the body may add; without it, a long body may take as long as it moves. */
  readonly uploadMsMax?: number;
  readonly signal?: AbortSignal;
};

export type HttpAnswer = {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type HttpFailure =
  /** No connection, or it broke before the answer was whole. */
  | 'unreachable'
  /** Nobody spoke in time, or too slowly. */
  | 'timeout'
  | 'tlsExpired'
  | 'tlsUntrusted'
  | 'tooLong'
  /** Somebody answered, and what they speak is no HTTP, or not by TLS. */
  | 'otherProtocol'
  /** Whoever asked has called it off. */
  | 'aborted';

export type Http = {
  /** Follows no redirect, unpacks nothing, throws only on a bug. */
  readonly send: (request: HttpRequest) => Promise<Result<HttpAnswer, HttpFailure>>;
  /** Text of an endless answer as it comes; ends by itself, or when the signal is raised. */
  readonly listen: (
    request: Omit<HttpRequest, 'body' | 'answerBytesMax'>,
    onText: (text: string) => void,
  ) => Promise<HttpFailure | 'ended' | 'refused'>;
  readonly close: () => void;
};
