/** HTTP over axios on Node: bounded in time, in size and in patience, and without anything that axios does by itself. */

import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import type { Timers } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { httpFailureOf } from './http-failure.ts';
import type { Http, HttpAnswer, HttpFailure, HttpRequest } from './http.ts';

export type HttpTransportDeps = {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly timers: Timers;
  /** Further certificates that are trusted, as PEM: the chain's own authority, and the next one beside it. */
  readonly caPems?: readonly string[];
};

/** Slower than this for `slowMsMax`, in either direction, is as good as nothing. Bytes a second. */
export const slowestRate = 512;
export const slowMsMax = 10_000;
/** A long body of which nothing more goes over for this long is not waited for; what a system buffers takes less. */
export const stillMsMax = 5 * 60_000;
const socketsMax = 4;

export function createHttpTransport({ origin, timers, caPems }: HttpTransportDeps): Http {
  const keep = { keepAlive: true, maxSockets: socketsMax };
  const httpAgent = new http.Agent(keep);
  const trust = caPems === undefined || caPems.length === 0 ? {} : { ca: [...caPems] };
  const httpsAgent = new https.Agent({ ...keep, ...trust });
  const client = axios.create({
    adapter: 'http',
    baseURL: origin,
    httpAgent,
    httpsAgent,
    // A redirect is an answer like any other: nobody is asked in HQ's place.
    maxRedirects: 0,
    proxy: false,
    decompress: false,
    responseType: 'stream',
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    maxBodyLength: Infinity,
    headers: { common: { Accept: '*/*', 'User-Agent': 'vafa', 'Accept-Encoding': 'identity' } },
  });
  return {
    send: (request) => send(client, timers, request),
    listen: (request, onText) => listen(client, timers, { ...request, onText }),
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function send(
  client: AxiosInstance,
  timers: Timers,
  request: HttpRequest,
): Promise<Result<HttpAnswer, HttpFailure>> {
  const watch = createWatch(timers, request.signal);
  try {
    const { body: sent, firstByteMsMax, uploadMsMax } = request;
    const uploadMs = Math.min((sent.length / slowestRate) * 1000, uploadMsMax ?? stillMsMax);
    watch.expectWithin(firstByteMsMax + uploadMs);
    const isLong = uploadMsMax === undefined && uploadMs === stillMsMax;
    let isSending = isLong;
    const onMoved = (): void => {
      if (isSending) watch.expectWithin(firstByteMsMax + stillMsMax);
    };
    const answer = await ask(client, request, { signal: watch.signal, ...(isLong ? { onMoved } : {}) });
    isSending = false;
    const body = await readBody(answer, request.answerBytesMax, watch);
    if (!body.ok) return body;
    return ok({ status: answer.status, headers: headersOf(answer), body: body.value });
  } catch (error) {
    return err(watch.cause() ?? httpFailureOf(error));
  } finally {
    watch.end();
  }
}

/** Headers are in when this resolves; the body is still to come. */
function ask(
  client: AxiosInstance,
  { method, target, headers, body }: Pick<HttpRequest, 'method' | 'target' | 'headers' | 'body'>,
  { signal, onMoved }: { readonly signal: AbortSignal; readonly onMoved?: () => void },
): Promise<AxiosResponse<Readable>> {
  const data = method === 'GET' ? undefined : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const progress = onMoved === undefined ? {} : { onUploadProgress: onMoved };
  return client.request<Readable>({
    method,
    url: target,
    headers: { ...headers },
    data,
    signal,
    ...progress,
  });
}

async function readBody(
  { data, headers }: AxiosResponse<Readable>,
  bytesMax: number,
  watch: Watch,
): Promise<Result<Uint8Array, HttpFailure>> {
  const announced = Number(headers['content-length'] ?? 0);
  if (announced > bytesMax) {
    data.destroy();
    return err('tooLong');
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  watch.expectRate(() => bytes);
  for await (const chunk of data) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.length;
    // Leaving the loop destroys the stream and its socket.
    if (bytes > bytesMax) return err('tooLong');
    chunks.push(chunk);
  }
  const isCut = headers['content-length'] !== undefined && bytes !== announced;
  return isCut ? err('unreachable') : ok(new Uint8Array(Buffer.concat(chunks)));
}

type Listening = Pick<HttpRequest, 'method' | 'target' | 'headers' | 'firstByteMsMax' | 'signal'> & {
  readonly onText: (text: string) => void;
};

/** A server that says nothing at all for this long is gone: it sends a comment now and then. */
const silenceMsMax = 90_000;

async function listen(
  client: AxiosInstance,
  timers: Timers,
  { onText, ...request }: Listening,
): Promise<HttpFailure | 'ended' | 'refused'> {
  const watch = createWatch(timers, request.signal);
  const decoder = new TextDecoder();
  try {
    watch.expectWithin(request.firstByteMsMax);
    const answer = await ask(client, { ...request, body: new Uint8Array() }, { signal: watch.signal });
    const type = headersOf(answer)['content-type'] ?? '';
    if (answer.status !== 200 || !type.startsWith('text/event-stream')) {
      answer.data.destroy();
      return 'refused';
    }
    watch.expectWithin(silenceMsMax);
    for await (const chunk of answer.data) {
      if (!(chunk instanceof Uint8Array)) continue;
      watch.expectWithin(silenceMsMax);
      onText(decoder.decode(chunk, { stream: true }));
    }
    return 'ended';
  } catch (error) {
    return watch.cause() ?? httpFailureOf(error);
  } finally {
    watch.end();
  }
}

function headersOf({ headers }: AxiosResponse): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') found[name.toLowerCase()] = value;
  }
  return found;
}

type Watch = {
  readonly signal: AbortSignal;
  readonly expectWithin: (byMs: number) => void;
  /** Looks again and again how many bytes there are; too few new ones end it. */
  readonly expectRate: (bytes: () => number) => void;
  /** Why it was ended from here; `undefined` where it was not. */
  readonly cause: () => 'timeout' | 'aborted' | undefined;
  readonly end: () => void;
};

function createWatch(timers: Timers, outer: AbortSignal | undefined): Watch {
  const inner = new AbortController();
  let cause: 'timeout' | 'aborted' | undefined;
  let timer: ReturnType<Timers['setTimer']> | undefined;
  const stop = (why: 'timeout' | 'aborted'): void => {
    cause ??= why;
    inner.abort();
  };
  const onAbort = (): void => stop('aborted');
  if (outer?.aborted === true) stop('aborted');
  outer?.addEventListener('abort', onAbort);
  const set = (byMs: number, run: () => void): void => {
    if (timer !== undefined) timers.clearTimer(timer);
    timer = timers.setTimer(Math.ceil(byMs), run);
  };
  const expectRate = (bytes: () => number): void => {
    const before = bytes();
    set(slowMsMax, () => {
      if (bytes() - before < (slowestRate * slowMsMax) / 1000) stop('timeout');
      else expectRate(bytes);
    });
  };
  return {
    signal: inner.signal,
    expectWithin: (byMs) => set(byMs, () => stop('timeout')),
    expectRate,
    cause: () => cause,
    end: () => {
      if (timer !== undefined) timers.clearTimer(timer);
      outer?.removeEventListener('abort', onAbort);
    },
  };
}
