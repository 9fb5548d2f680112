/** The edge of HQ: whatever is thrown while a request is answered becomes a code, and faults are logged. */

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  CommitUnknownError,
  DatabaseBusyError,
  DatabaseUnreachableError,
  failureKind,
} from './db/database-failure.ts';
import type { HqApp } from './hq-area.ts';
import { sendFailure } from './http-failure.ts';
import type { HttpFailureCode } from './http-failure.ts';
import type { HqLog } from './log.ts';

/** Must be called before routes are added. */
export function answerErrors(app: HqApp, log: HqLog): void {
  app.setErrorHandler((error, request, reply) => answer({ error, request, reply, log }));
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, 'not_found'));
}

type Failed = {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: HqLog;
};

function answer({ error, request, reply, log }: Failed): FastifyReply {
  const facts = { requestId: request.id, route: request.routeOptions.url ?? 'none' };
  if (isDatabaseAway(error)) {
    log.fault('databaseAway', error, facts);
    return sendFailure(reply, 'busy');
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const at = `${error.validationContext ?? ''}${error.validation[0]?.instancePath ?? ''}`;
    return sendFailure(reply, 'malformed', { at });
  }
  const code = codeOfStatus(statusOf(error));
  if (code === 'internal') log.fault('requestFailed', error, facts);
  return sendFailure(reply, code);
}

function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof DatabaseUnreachableError ||
    error instanceof CommitUnknownError ||
    error instanceof DatabaseBusyError ||
    failureKind(error) !== 'other'
  );
}

function statusOf(error: unknown): number {
  return isFastifyError(error) ? (error.statusCode ?? 500) : 500;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

/** Errors of Fastify and its plugins carry a status; every other one is a fault of this program. */
export function codeOfStatus(status: number): HttpFailureCode {
  switch (status) {
    case 401:
      return 'not_authentic';
    case 403:
      return 'not_allowed';
    case 404:
      return 'not_found';
    case 405:
      return 'method_not_allowed';
    case 408:
      return 'request_timeout';
    case 413:
      return 'too_large';
    case 415:
      return 'media_type_unknown';
    case 429:
      return 'rate_limited';
    case 431:
      return 'headers_too_large';
    case 503:
      return 'busy';
    default:
      return status >= 400 && status < 500 ? 'malformed' : 'internal';
  }
}
