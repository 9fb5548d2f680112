/**
 * Ends requests that do not arrive: an ordinary one after its time, a long one once too little of it comes. On the thinnest
 * line that is borne a large rule set takes hours, and whoever begins anew each time never gets it over.
 */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TimerId } from '#shared/kernel/clock.ts';
import { answerBrokenRequests } from './answer-broken-requests.ts';
import { requestLimits } from './config.ts';
import type { HqApp } from './hq-area.ts';
import type { HqDeps } from './hq-deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its request may take as long as it moves. */
    isLong?: true;
  }
}

export function endSlowRequests(app: HqApp, { timers }: Pick<HqDeps, 'timers'>): void {
  let longOnes = 0;
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    // What has no body has arrived with its headers.
    if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return;
    // Nobody knows yet who sends it: more of them than this get an ordinary request's time.
    const isLong = request.routeOptions.config.isLong === true && longOnes < requestLimits.longRequestsMax;
    const watch = watchArrival({ request, reply, isLong, timers });
    if (isLong) longOnes += 1;
    const over = (): void => {
      if (!watch.end() || !isLong) return;
      longOnes -= 1;
    };
    raw.once('end', over);
    reply.raw.once('close', over);
  });
}

type Watched = Pick<HqDeps, 'timers'> & {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly isLong: boolean;
};

/** `end` is true the first time. */
function watchArrival({ request, reply, isLong, timers }: Watched): { readonly end: () => boolean } {
  const { socket } = request.raw;
  const { requestMsMax, longRequestRateMin } = requestLimits;
  let timer: TimerId | null = null;
  const look = (bytesBefore: number): void => {
    timer = timers.setTimer(requestMsMax, () => {
      const moved = socket.bytesRead - bytesBefore;
      if (isLong && moved >= (longRequestRateMin * requestMsMax) / 1000) look(socket.bytesRead);
      else if (reply.raw.headersSent) socket.destroySoon();
      else answerBrokenRequests(tooSlow(), socket);
    });
  };
  look(socket.bytesRead);
  return {
    end: () => {
      if (timer === null) return false;
      timers.clearTimer(timer);
      timer = null;
      return true;
    },
  };
}

/** As Node itself says it where the headers do not arrive. */
function tooSlow(): NodeJS.ErrnoException {
  return Object.assign(new Error('a request takes too long to arrive'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
}
