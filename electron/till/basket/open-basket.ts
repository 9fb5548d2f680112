/** The one open basket: in memory as it is on disk, never ahead of it. */

import type { BasketId } from '#shared/domain/basket.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import type { AppliedCommand, DraftStore } from '../db/stores/draft-store.ts';
import { pinned } from './change-draft.ts';
import { emptyDraft } from './draft.ts';
import type { Draft, DraftChange } from './draft.ts';
import type { TillPorts } from '../ports.ts';
import type { RuleSets } from '../rules/rule-sets.ts';

export type OpenBasket = {
  readonly draft: () => Draft;
  /** Stores the change, then takes it over; a refused change leaves the basket as it was. */
  readonly change: (change: DraftChange, commandId: Uuid | null) => Changed;
  /** Throws the basket away and begins the next one. */
  readonly startOver: (commandId: Uuid | null) => Changed;
  /** The basket was sold: the next one begins even if the disk refuses, for the old one is known as sold by its id. */
  readonly leaveSold: (commandId: Uuid) => void;
  readonly wasApplied: (commandId: Uuid) => boolean;
};

type Changed = Result<null, AppError<WriteCode>>;

export type OpenBasketDeps = {
  readonly drafts: DraftStore;
  readonly ruleSets: RuleSets;
  readonly ids: Ids;
  readonly clock: Clock;
  /** True for a basket whose sale is booked already: a stop came between booking and clearing. */
  readonly isBooked: (basketId: BasketId) => boolean;
  /** Cuts what was chosen to pay with to what the changed basket leaves of it. */
  readonly keepTenders: (draft: Draft) => Draft;
  readonly log: TillPorts['log'];
};

export function createOpenBasket(deps: OpenBasketDeps): OpenBasket {
  const { drafts, ruleSets } = deps;
  let draft = firstDraft(deps);
  const stamp = (commandId: Uuid | null): AppliedCommand | null =>
    commandId === null ? null : { commandId, atMs: deps.clock.nowMs() };
  return {
    draft: () => draft,
    change: (change, commandId) => {
      const asked = pinned(change, ruleSets.current().ruleSetHash);
      const next = { ...asked, after: deps.keepTenders(asked.after) };
      const isPinning = draft.ruleSetHash === null && next.after.ruleSetHash !== null;
      const { ruleSetHash, body } = ruleSets.current();
      const ruleSet = isPinning ? { ruleSetHash, body } : null;
      const saved = drafts.saveChange(next, { command: stamp(commandId), ruleSet });
      if (saved.ok) draft = next.after;
      return saved;
    },
    startOver: (commandId) => {
      const next = emptyDraft(deps.ids.uuid());
      const saved = drafts.startOver(next.basketId, stamp(commandId));
      if (saved.ok) draft = next;
      return saved;
    },
    leaveSold: (commandId) => {
      draft = emptyDraft(deps.ids.uuid());
      reportLost(deps, drafts.startOver(draft.basketId, stamp(commandId)));
    },
    wasApplied: drafts.wasApplied,
  };
}

/**
 * The basket found on disk, unless it was sold already. A new one is stored at once, so that a command that a screen
 * repeats after a stop still finds the basket it was meant for.
 */
function firstDraft(deps: OpenBasketDeps): Draft {
  const stored = deps.drafts.load();
  if (stored !== undefined && !deps.isBooked(stored.basketId)) return stored;
  const draft = emptyDraft(deps.ids.uuid());
  reportLost(deps, deps.drafts.startOver(draft.basketId, null));
  return draft;
}

/**
 * A till that cannot write right now still starts and shows what it has. A sold basket that could not be cleared is
 * told by its id at the next start, and replaced by the next change.
 */
function reportLost(deps: OpenBasketDeps, saved: Changed): void {
  if (!saved.ok) deps.log('newBasketNotStored', { code: saved.error.code });
}
