/** The answering side: checks every input, answers every request once, and never lets a bug pass as an answer. */

import { err } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { appError } from './error-codes.ts';
import type { AppError } from './error-codes.ts';
import type { Contract, EmitEvent, Handlers } from './rpc-contract.ts';
import { rpcRequest } from './rpc-frames.ts';
import type { RpcRequest, Wire } from './rpc-frames.ts';

export type RpcServerDeps<C extends Contract> = {
  readonly contract: C;
  readonly wire: Wire;
  readonly handlers: Handlers<C>;
  /** A handler threw: a bug. The caller gets `internal`; the process edge decides what happens next. */
  readonly onBug: (bug: unknown) => void;
  readonly onStrangeFrame: (frame: unknown) => void;
};

export type RpcServer<C extends Contract> = { readonly emit: EmitEvent<C>; readonly close: () => void };

type Answer = Result<unknown, AppError>;

export function serveRpc<C extends Contract>(deps: RpcServerDeps<C>): RpcServer<C> {
  const answer = async (request: RpcRequest): Promise<void> => {
    const send = (outcome: Answer): void =>
      deps.wire.send({ frame: 'answer', callId: request.callId, outcome });
    try {
      send(await handle(deps, request));
    } catch (bug) {
      // Thrown by the handler, or by the wire over an answer that cannot be sent. The caller hears first: what happens
      // next may be the end of this process.
      send(err(appError('internal')));
      deps.onBug(bug);
    }
  };
  deps.wire.onMessage((message) => {
    const request = rpcRequest.safeParse(message);
    if (request.success) void answer(request.data);
    else deps.onStrangeFrame(message);
  });
  return {
    emit: (event, payload) => deps.wire.send({ frame: 'event', event, payload }),
    close: deps.wire.close,
  };
}

function handle<C extends Contract>(deps: RpcServerDeps<C>, request: RpcRequest): Answer | Promise<Answer> {
  const { operations } = deps.contract;
  const known = Object.hasOwn(operations, request.operation);
  const operation = known ? operations[request.operation] : undefined;
  const handler = known ? deps.handlers[request.operation] : undefined;
  const input = operation?.input.safeParse(request.input);
  if (handler === undefined || input === undefined || !input.success) {
    return err(appError('invalid_input', { operation: request.operation }));
  }
  // The input was parsed with the schema of this very operation.
  return (handler as (parsed: unknown) => Answer | Promise<Answer>)(input.data);
}
