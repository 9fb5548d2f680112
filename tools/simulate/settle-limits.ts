/** Scores sales again where shared budgets leave something else than what they were scored with. */

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
  /** The member as the outcomes of the sales before this index have it. */
  readonly memberBefore: (member: number, index: number) => RunningMember;
};

/**
 * `events` are the uses of the pass before, of all shards. A sale whose budgets had the same left, and whose member had
 * the same purchases, comes out as before and is left alone. Gives how many came out differently.
 */
export function settleLimits(events: LimitEvents, settling: Settling): Result<number, LineProblem> {
  const { kept, shared, states } = settling;
  const addUntil = createAdding(events, shared);
  /** Members of whom an earlier sale came out differently in this pass. */
  const changed = new Map<number, RunningMember>();
  let changes = 0;
  for (const [index, sale] of kept.sales.entries()) {
    addUntil(sale.line);
    const before = kept.outcomes[index];
    invariant(before !== undefined, 'every kept sale has an outcome');
    const known = sale.member === null ? undefined : changed.get(sale.member);
    if (known === undefined && states.text(before.limited, sale) === kept.assumed[index]) continue;
    const member = known ?? (sale.member === null ? null : settling.memberBefore(sale.member, index));
    const rescored = settling.rescore(sale, member, states.uses(sale));
    if (!rescored.ok) return rescored;
    const outcome = rescored.value;
    kept.outcomes[index] = outcome;
    kept.assumed[index] = states.text(outcome.limited, sale);
    const isSame = isSameOutcome(before, outcome);
    if (!isSame) changes += 1;
    if (sale.member === null || member === null || (isSame && known === undefined)) continue;
    member.buy(outcome.bought);
    changed.set(sale.member, member);
  }
  return ok(changes);
}

/** Uses count for the sales after them. */
function createAdding(events: LimitEvents, shared: SharedUses): (line: number) => void {
  let next = 0;
  return (line) => {
    for (; (events.lines[next] ?? Number.POSITIVE_INFINITY) < line; next += 1)
      shared.add(eventAt(events, next));
  };
}
