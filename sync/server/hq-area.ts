/** A part of HQ that answers requests. */

import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { HqDeps } from './hq-deps.ts';

/** Fastify whose schemas are zod schemas. */
export type HqApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type HqArea = {
  readonly name: string;
  /** Adds the area's routes, hooks and parsers. They are its own: no other area sees them. */
  readonly register: (app: HqApp, deps: HqDeps) => void | Promise<void>;
};
