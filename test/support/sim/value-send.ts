/** What a clerk of value knows, and how they send: the same command again for as long as no answer comes. */

import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { manager } from '#test/support/till-chain.ts';
import type { Screen } from './clerk-send.ts';
import { isUnsure } from './clerk-state.ts';
import type { ClerkDeps } from './clerk-state.ts';
import { approver } from './value-chain.ts';
import { mustHold } from './violation.ts';

/** The ledger as the world sees it beside the till. */
export type Seen = {
  /** Number of the newest committed entry; null while the till is down. */
  readonly headSeq: () => number | null;
};

export type ValueClerk = {
  readonly deps: ClerkDeps;
  readonly seen: Seen;
  screen: Screen | null;
  life: number;
  operatorId: Uuid | null;
  isReadOnly: boolean;
  basket: BasketView | null;
  /** A command whose answer did not come: it is sent again until one does. */
  pending: { readonly name: string; readonly send: () => Promise<void> } | null;
  retries: number;
  repeats: number;
  /** Entries that an answer spoke of. */
  readonly acknowledged: Set<string>;
  readonly sales: Uuid[];
  /** Codes as they were printed. */
  readonly codes: string[];
  readonly claims: Uuid[];
  /** What was answered to each kind of command, for telling that all of them were carried out. */
  readonly done: Map<string, number>;
  readonly meet: (screen: Screen) => void;
  readonly onEvent: (event: AnyEvent<TillContract>) => void;
  readonly step: () => Promise<void>;
};

export function screenOf({ screen }: ValueClerk): Screen {
  mustHold(screen !== null, 'the clerk stands before a till');
  return screen;
}

/** A manager other than whoever is signed in. */
export function approvalBy({ operatorId }: ValueClerk): typeof approver {
  return operatorId === approver.operatorId ? manager : approver;
}

type Send<Value> = () => Promise<Result<Value, AppError>>;

/**
 * Sends a command, the same one again where no answer came, and now and then although one came: a repeat changes
 * nothing and is answered the same.
 */
export async function command<Value>(
  clerk: ValueClerk,
  name: string,
  call: Send<Value>,
): Promise<Value | undefined> {
  const { note, rng } = clerk.deps;
  let outcome: Value | undefined;
  const send = async (): Promise<void> => {
    const answer = await call();
    note(`${name} ${answer.ok ? 'ok' : answer.error.code}`);
    if (answer.ok) {
      clerk.pending = null;
      outcome = answer.value;
      learn(clerk, answer.value);
      clerk.done.set(name, (clerk.done.get(name) ?? 0) + 1);
    } else if (isUnsure(answer.error.code) || answer.error.code === 'not_signed_in') {
      if (answer.error.code === 'not_signed_in') clerk.operatorId = null;
      if (stopping.has(answer.error.code)) clerk.isReadOnly = true;
    } else {
      mustHold(!bugs.has(answer.error.code), 'the till has no bug', { name, code: answer.error.code });
      clerk.pending = null;
    }
  };
  clerk.pending = { name, send };
  await send();
  if (outcome !== undefined && rng.below(4) === 0) await repeat(clerk, name, call);
  return outcome;
}

async function repeat<Value>(clerk: ValueClerk, name: string, call: Send<Value>): Promise<void> {
  const { life, seen } = clerk;
  const before = seen.headSeq();
  const answer = await call();
  clerk.deps.note(`${name} repeated ${answer.ok ? 'ok' : answer.error.code}`);
  const after = seen.headSeq();
  clerk.repeats += 1;
  // What falls due meanwhile is booked by the till itself, and only while time passes.
  const isStill = clerk.life === life && before !== null && answer.ok;
  if (isStill) mustHold(after === before, 'a repeated command changes nothing', { name, before, after });
  const code = answer.ok ? null : answer.error.code;
  const mayFail = code === null || isUnsure(code) || worldly.has(code);
  mustHold(mayFail, 'a repeated command is answered the same', { name, code });
}

export const stopping: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['database_damaged', 'ledger_broken']);
export const bugs: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['internal', 'invalid_input']);
const worldly: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not_signed_in', 'disk_full', 'database_busy']);

/** Baskets, entries, codes and claims, wherever an answer tells of them. */
function learn(clerk: ValueClerk, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const part of value) learn(clerk, part);
    return;
  }
  const { basket, receipt, slip, toppedUp, proof, codes, claims } = value as Readonly<
    Record<string, unknown>
  >;
  for (const told of [receipt, slip, toppedUp, proof]) {
    const entryId = Reflect.get(Object(told), 'entryId') as Uuid | undefined;
    if (entryId !== undefined) clerk.acknowledged.add(entryId);
    if (told === receipt && entryId !== undefined && !clerk.sales.includes(entryId))
      clerk.sales.push(entryId);
  }
  if (isBasket(value)) clerk.basket = value;
  else if (isBasket(basket)) clerk.basket = basket;
  if (Array.isArray(codes)) for (const code of codes) if (typeof code === 'string') clerk.codes.push(code);
  if (Array.isArray(claims)) {
    for (const claim of claims) {
      const claimEntryId = Reflect.get(Object(claim), 'claimEntryId') as Uuid | undefined;
      if (claimEntryId !== undefined) clerk.claims.push(claimEntryId);
    }
  }
  for (const part of [Reflect.get(value, 'rewards'), Reflect.get(value, 'voucher')]) {
    if (part !== undefined && !Array.isArray(part)) learn(clerk, part);
  }
}

function isBasket(value: unknown): value is BasketView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'basketId' in value &&
    'revision' in value &&
    'lines' in value
  );
}
