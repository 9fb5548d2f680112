/** HQ's web server: limits, errors, measurements, and the areas behind them. */

import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { answerErrors } from './answer-errors.ts';
import { answerBrokenRequests } from './answer-broken-requests.ts';
import { requestLimits } from './config.ts';
import { registerHealth } from './health.ts';
import type { HqApp, HqArea } from './hq-area.ts';
import type { HqDeps } from './hq-deps.ts';
import type { RunningWorker } from './hq-worker.ts';
import { sendFailure } from './http-failure.ts';
import { tlsServerFactory } from './tls.ts';
import type { TlsMaterial } from './tls.ts';
import { endSlowRequests } from './end-slow-requests.ts';
import { watchRequests } from './watch-requests.ts';

export type AppParts = {
  readonly areas: readonly HqArea[];
  /** What `/ready` compares the database with. */
  readonly schemaVersionKnown: number;
  readonly workersByName: ReadonlyMap<string, RunningWorker>;
  /** Without it HQ speaks HTTP. */
  readonly tls?: TlsMaterial | null;
};

/** Builds everything but does not listen. Routes of areas take part in overload protection; health does not. */
export async function buildApp(deps: HqDeps, parts: AppParts): Promise<HqApp> {
  const app = createServer(deps, parts.tls ?? null);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app, deps.log);
  watchRequests(app, deps);
  endSlowRequests(app, deps);
  registerHealth(app, { deps, ...parts });
  await app.register(async (protectedApp) => {
    await refuseUnderPressure(protectedApp, deps);
    // Routes opt in with `config: { rateLimit }`; what a single till may do is counted by its own signature.
    await protectedApp.register(rateLimit, { global: false });
    for (const area of parts.areas) {
      await protectedApp.register(async (areaApp) => area.register(areaApp, deps));
    }
  });
  await app.ready();
  return app;
}

function createServer(deps: HqDeps, tls: TlsMaterial | null): HqApp {
  return fastify({
    logger: false,
    bodyLimit: requestLimits.bodyBytesMax,
    requestTimeout: requestLimits.longRequestMsMax,
    connectionTimeout: requestLimits.silenceMsMax,
    keepAliveTimeout: requestLimits.keepAliveMs,
    ...(tls === null ? {} : { serverFactory: tlsServerFactory(tls) }),
    http: { maxHeaderSize: requestLimits.headerBytesMax, headersTimeout: requestLimits.headersMsMax },
    trustProxy: deps.config.isBehindProxy,
    genReqId: () => bytesToHex(deps.randomBytes(8)),
    clientErrorHandler: answerBrokenRequests,
    frameworkErrors: (_error, _request, reply) => void sendFailure(reply, 'malformed'),
  }).withTypeProvider<ZodTypeProvider>();
}

async function refuseUnderPressure(app: HqApp, deps: HqDeps): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: deps.config.pressureDelayMsMax,
    pressureHandler: (_request, reply) => void sendFailure(reply, 'busy'),
  });
}
