/** One contract for a pair of processes; clients and handlers are derived from it. */

import type { z } from 'zod';
import type { Result } from '../kernel/result.ts';
import type { AppError, ErrorCode } from './error-codes.ts';

export type Operation = {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** What this operation may refuse with, besides the codes of the way itself. */
  readonly errors: readonly ErrorCode[];
  readonly deadlineMs: number;
};

export type Contract = {
  readonly operations: { readonly [name: string]: Operation };
  readonly events: { readonly [name: string]: z.ZodType };
};

/** Failures of the way itself, which any call may meet. */
export type WayCode = 'internal' | 'deadline_passed' | 'service_lost' | 'invalid_input';

type Operations<C extends Contract> = C['operations'];
type Codes<O extends Operation> = O['errors'][number];

export type Handlers<C extends Contract> = {
  readonly [Name in keyof Operations<C>]: (
    input: z.output<Operations<C>[Name]['input']>,
  ) => Handled<z.input<Operations<C>[Name]['output']>, Codes<Operations<C>[Name]>>;
};

type Handled<Value, Code extends ErrorCode> =
  | Result<Value, AppError<Code>>
  | Promise<Result<Value, AppError<Code>>>;

export type Client<C extends Contract> = {
  readonly [Name in keyof Operations<C>]: (
    input: z.input<Operations<C>[Name]['input']>,
  ) => Promise<
    Result<z.output<Operations<C>[Name]['output']>, AppError<Codes<Operations<C>[Name]> | WayCode>>
  >;
};

export type EventPayload<C extends Contract, Name extends keyof C['events']> = z.output<C['events'][Name]>;
/** Sends one event; the payload is checked where it arrives. */
export type EmitEvent<C extends Contract> = <Name extends keyof C['events'] & string>(
  event: Name,
  payload: z.input<C['events'][Name]>,
) => void;
/** Any event of a contract with its payload, told apart by name. */
export type AnyEvent<C extends Contract> = {
  [Name in keyof C['events'] & string]: { readonly event: Name; readonly payload: EventPayload<C, Name> };
}[keyof C['events'] & string];
