/** Measures and logs every request: by route, never by address, query or body. */

import type { HqApp } from './hq-area.ts';
import type { HqDeps } from './hq-deps.ts';
import { durationBuckets } from './metrics.ts';

/** Routes that supervisors ask all the time: measured, but not logged. */
const quietRoutes: readonly string[] = ['/health', '/ready', '/metrics'];

/** Also sets the headers that every answer carries. */
export function watchRequests(
  app: HqApp,
  { log, metrics, stopping }: Pick<HqDeps, 'log' | 'metrics' | 'stopping'>,
): void {
  const durations = metrics.histogram({
    name: 'request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: durationBuckets,
  });
  let inFlight = 0;
  metrics.sampled(
    { name: 'requests_in_flight', help: 'Requests that wait for their answer.' },
    () => inFlight,
  );
  app.addHook('onRequest', async (request, reply) => {
    inFlight += 1;
    // Once, whether the answer is finished or the client goes away.
    reply.raw.once('close', () => (inFlight -= 1));
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
  });
  app.addHook('onSend', async (_request, reply) => {
    // A connection that is kept for another request would keep HQ from stopping.
    if (stopping.aborted) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: reply.statusCode };
    durations.observe(reply.elapsedTime / 1000, labels);
    if (quietRoutes.includes(route)) return;
    log.info('request', { requestId: request.id, ...labels, durationMs: Math.round(reply.elapsedTime) });
  });
}
