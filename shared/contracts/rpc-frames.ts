/** Shapes on the wire between two processes: request, answer, event. */

import { z } from 'zod';
import { errorCodes } from './error-codes.ts';

const error = z.object({
  code: z.enum(errorCodes),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const rpcRequest = z.object({
  frame: z.literal('request'),
  callId: z.int().nonnegative(),
  operation: z.string().max(64),
  input: z.unknown(),
});

export const rpcAnswer = z.object({
  frame: z.literal('answer'),
  callId: z.int().nonnegative(),
  outcome: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({ ok: z.literal(false), error }),
  ]),
});

export const rpcEvent = z.object({
  frame: z.literal('event'),
  event: z.string().max(64),
  payload: z.unknown(),
});

export type RpcRequest = z.infer<typeof rpcRequest>;

/** What a MessagePort of any platform (page, Electron, Node) is reduced to. */
export type Wire = {
  readonly send: (message: unknown) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
  readonly onClose: (closed: () => void) => void;
  readonly close: () => void;
};
