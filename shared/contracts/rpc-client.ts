/** The calling side: one promise for each call, a deadline for each, and all of them ended when the wire closes. */

import type { z } from 'zod';
import type { TimerId, Timers } from '../kernel/clock.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { appError } from './error-codes.ts';
import type { AppError } from './error-codes.ts';
import type { AnyEvent, Client, Contract } from './rpc-contract.ts';
import { rpcAnswer, rpcEvent } from './rpc-frames.ts';
import type { Wire } from './rpc-frames.ts';

export type RpcClient<C extends Contract> = {
  readonly calls: Client<C>;
  /** True until the wire closed. */
  readonly isOpen: () => boolean;
  /** Open calls are answered with `service_lost`; `onLost` is not called. */
  readonly close: () => void;
};

export type RpcClientDeps<C extends Contract> = {
  readonly contract: C;
  readonly wire: Wire;
  readonly timers: Timers;
  readonly onEvent: (event: AnyEvent<C>) => void;
  /** The other side went away; every open call has already been answered with `service_lost`. */
  readonly onLost: () => void;
  /** A frame that the contract does not know: reported, never acted on. */
  readonly onStrangeFrame: (frame: unknown) => void;
};

type Answered = Result<unknown, AppError>;
type OpenCall = {
  readonly settle: (answer: Answered) => void;
  readonly timer: TimerId;
  readonly output: z.ZodType;
};

export function createRpcClient<C extends Contract>(deps: RpcClientDeps<C>): RpcClient<C> {
  const openCalls = new Map<number, OpenCall>();
  let lastCallId = 0;
  let open = true;

  const finish = (callId: number, answer: Answered): void => {
    const call = openCalls.get(callId);
    if (call === undefined) return; // answered after its deadline: the caller has been told already
    openCalls.delete(callId);
    deps.timers.clearTimer(call.timer);
    call.settle(answer);
  };
  const endCalls = (): void => {
    open = false;
    for (const callId of openCalls.keys()) finish(callId, err(appError('service_lost')));
  };
  const lose = (): void => {
    if (!open) return;
    endCalls();
    deps.onLost();
  };
  const close = (): void => {
    endCalls(); // not every platform tells the side that closes
    deps.wire.close();
  };
  const call = (name: string, input: unknown): Promise<Answered> => {
    const operation = deps.contract.operations[name];
    if (!open || operation === undefined) return Promise.resolve(err(appError('service_lost')));
    lastCallId += 1;
    const callId = lastCallId;
    return new Promise((settle) => {
      const late = (): void => finish(callId, err(appError('deadline_passed', { operation: name })));
      const timer = deps.timers.setTimer(operation.deadlineMs, late);
      openCalls.set(callId, { settle, timer, output: operation.output });
      deps.wire.send({ frame: 'request', callId, operation: name, input });
    });
  };
  deps.wire.onMessage((message) => {
    const answer = rpcAnswer.safeParse(message);
    if (answer.success) {
      finish(answer.data.callId, checkedAnswer(answer.data.outcome, openCalls.get(answer.data.callId)));
      return;
    }
    receiveEvent(deps, message);
  });
  deps.wire.onClose(lose);

  const names = Object.keys(deps.contract.operations);
  const calls = Object.fromEntries(names.map((name) => [name, (input: unknown) => call(name, input)]));
  // Each value was made from the contract's own key, and its answer was parsed with that operation's schema.
  return { calls: calls as Client<C>, isOpen: () => open, close };
}

function checkedAnswer(outcome: z.output<typeof rpcAnswer>['outcome'], call: OpenCall | undefined): Answered {
  if (!outcome.ok) return err(outcome.error);
  const parsed = call?.output.safeParse(outcome.value);
  if (parsed === undefined || !parsed.success) return err(appError('internal'));
  return ok(parsed.data);
}

function receiveEvent<C extends Contract>(deps: RpcClientDeps<C>, message: unknown): void {
  const frame = rpcEvent.safeParse(message);
  // Only the contract's own keys are names: `constructor` is none, though every object has one.
  const isKnown = frame.success && Object.hasOwn(deps.contract.events, frame.data.event);
  const payload = isKnown ? deps.contract.events[frame.data.event]?.safeParse(frame.data.payload) : undefined;
  if (!frame.success || payload === undefined || !payload.success) {
    deps.onStrangeFrame(message);
    return;
  }
  // The name is a key of the contract and the payload was parsed with the schema of that name.
  deps.onEvent({ event: frame.data.event, payload: payload.data } as AnyEvent<C>);
}
