/** One way to call the till service: a failure is told to the cashier, and what it makes stale is fetched again. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { TillCalls } from '../bridge/till-link.ts';
import type { CashierStores } from './cashier-stores.ts';
import { clearFailure, tellFailure } from './notice-store.ts';
import { receiveTill } from './session-store.ts';

export type Answer<Value> = Promise<Result<Value, AppError>>;

export type TillCaller = {
  /** The bare answer; a line that is down answers `service_lost`. */
  readonly ask: <Value>(call: (calls: TillCalls) => Answer<Value>) => Answer<Value>;
  /** Hands the value on, or tells the failure. True when it worked. */
  readonly run: <Value>(
    call: (calls: TillCalls) => Answer<Value>,
    receive: (value: Value) => void,
  ) => Promise<boolean>;
  /** Everything anew, as after a lost line. True when it worked. */
  readonly refresh: () => Promise<boolean>;
};

/** After these the screen may show something that is no longer so. */
const staleCodes: ReadonlySet<ErrorCode> = new Set([
  'deadline_passed',
  'basket_changed',
  'not_signed_in',
  'line_unknown',
]);

/** No answer is not a refusal: what was asked may have been done, so the same command is sent again. */
export function isUnanswered(code: ErrorCode): boolean {
  return code === 'service_lost' || code === 'deadline_passed';
}

export function createTillCaller(stores: CashierStores, calls: () => TillCalls | null): TillCaller {
  const ask = async <Value>(call: (open: TillCalls) => Answer<Value>): Answer<Value> => {
    const open = calls();
    return open === null ? err(appError('service_lost')) : await call(open);
  };
  const refresh = async (): Promise<boolean> => {
    const answer = await ask((open) => open.till({}));
    if (answer.ok) showTill(stores, answer.value);
    else if (answer.error.code !== 'service_lost') tellFailure(stores.notice, answer.error);
    return answer.ok;
  };
  const run: TillCaller['run'] = async (call, receive) => {
    const answer = await ask(call);
    if (answer.ok) {
      clearFailure(stores.notice);
      receive(answer.value);
      return true;
    }
    // The banner of the lost line says the same, and stays as long as it is true.
    if (answer.error.code !== 'service_lost') tellFailure(stores.notice, answer.error);
    if (staleCodes.has(answer.error.code)) await refresh();
    return false;
  };
  return { ask, run, refresh };
}

/** Replaces everything: after a restart of the service its word counts, whatever revision was shown. */
function showTill(stores: CashierStores, till: TillView): void {
  receiveTill(stores.session, till);
  stores.basket.setState({ basket: till.basket });
  if (till.unseenReceipt !== null && stores.basket.getState().shownReceipt === null) {
    stores.basket.setState({ shownReceipt: { receipt: till.unseenReceipt, origin: 'unseen' } });
  }
}
