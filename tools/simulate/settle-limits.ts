/** Scores sales again where shared budgets leave something else than what they were scored with. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import type { KeptSale, KeptSales } from './kept-sales.ts';
import { eventAt } from './limit-events.ts';
import type { LimitEvents } from './limit-events.ts';
import { isSameOutcome } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { LineProblem } from './read-history.ts';
import { isSameMember } from './running-member.ts';
import type { RunningMember } from './running-member.ts';
import type { LimitStates, SharedUses } from './shared-uses.ts';

type Uses = Readonly<Record<string, LimitUse>>;

export type Settling = {
  readonly kept: KeptSales;
  readonly shared: SharedUses;
  readonly states: LimitStates;
  readonly rescore: (
    sale: KeptSale,
    member: RunningMember | null,
    uses: Uses,
  ) => Result<Outcome, LineProblem>;
  /** Of the limited offers. */
  readonly addUses: (sale: KeptSale, outcome: Outcome, times: number) => void;
  /** The member as the outcomes of the sales before this index have it. */
  readonly memberBefore: (member: number, index: number) => RunningMember;
};

/** A member after the sales so far, as they came out in the pass before and in this one. */
type Changed = { readonly was: RunningMember; readonly is: RunningMember };

/**
 * `events` are the uses of the pass before, of all shards. A sale whose budgets had the same left, and whose member had
 * the same purchases, comes out as before and is left alone. What the shard itself changes counts at once for its later
 * sales, what other shards change in the next pass only. Gives how many sales came out differently.
 */
export function settleLimits(events: LimitEvents, settling: Settling): Result<number, LineProblem> {
  const { kept, shared, states } = settling;
  const addUntil = createAdding(events, shared);
  const changed = new Map<number, Changed>();
  let changes = 0;
  for (const [index, sale] of kept.sales.entries()) {
    addUntil(sale.line);
    const { member } = sale;
    const buyer = member === null ? undefined : changed.get(member);
    const before = kept.outcomes[index];
    invariant(before !== undefined, 'every kept sale has an outcome');
    const isAsBefore =
      states.text(before.limited, sale) === kept.assumed[index] && isSameBuyer(buyer, sale.date);
    const scored = isAsBefore ? ok(before) : rescored(index, buyer?.is, settling);
    if (!scored.ok) return scored;
    const outcome = scored.value;
    const isSame = isAsBefore || isSameOutcome(before, outcome);
    if (!isSame) {
      changes += 1;
      settling.addUses(sale, before, -1);
      settling.addUses(sale, outcome, 1);
    }
    if (member === null || (isSame && buyer === undefined)) continue;
    const { was, is } = buyer ?? {
      was: settling.memberBefore(member, index),
      is: settling.memberBefore(member, index),
    };
    was.buy(before.bought);
    is.buy(outcome.bought);
    changed.set(member, { was, is });
  }
  return ok(changes);
}

function isSameBuyer(buyer: Changed | undefined, date: IsoDate): boolean {
  return buyer === undefined || isSameMember(buyer.was.factsOn(date), buyer.is.factsOn(date));
}

function rescored(
  index: number,
  known: RunningMember | undefined,
  { kept, states, rescore, memberBefore }: Settling,
): Result<Outcome, LineProblem> {
  const sale = kept.sales[index];
  invariant(sale !== undefined, 'a sale that is scored again was kept');
  const buyer = known ?? (sale.member === null ? null : memberBefore(sale.member, index));
  const scored = rescore(sale, buyer, states.uses(sale));
  if (!scored.ok) return scored;
  kept.outcomes[index] = scored.value;
  kept.assumed[index] = states.text(scored.value.limited, sale);
  return scored;
}

/** Uses count for the sales after them. */
function createAdding(events: LimitEvents, shared: SharedUses): (line: number) => void {
  let next = 0;
  return (line) => {
    for (; (events.lines[next] ?? Number.POSITIVE_INFINITY) < line; next += 1)
      shared.add(eventAt(events, next), 1);
  };
}
