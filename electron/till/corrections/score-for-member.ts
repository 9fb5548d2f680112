/** What a finished sale would have given another member: by the rule set, the lines and the wall clock of the sale. */

import type { Minor } from '#shared/domain/money.ts';
import { minor } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { keptOffer } from '#shared/ledger/keep-score.ts';
import type { KeptOffer } from '#shared/ledger/sale-content.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import type { KeptRuleSets } from '../db/stores/rule-set-store.ts';
import type { KnownMember } from '../members/known-members.ts';
import type { OwnUses } from '../members/own-uses.ts';
import { factsOn } from '../queries/score-inputs.ts';
import { scoreInputOf } from '#sync/core/replay/score-again.ts';
import { readKeptRuleSet } from '../rules/check-rule-set.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { SaleAtHand } from './booked-sales.ts';

export type ScoredForMember = { readonly offers: readonly KeptOffer[]; readonly payableMinor: Minor };

/** Limits count as they stand now, without this sale: several sales are not each given what there was before all of them. */
export type ScoreForMember = (at: Pick<SaleAtHand, 'sale' | 'left'>, known: KnownMember) => ScoredForMember;

export type ScoreForMemberDeps = {
  readonly ruleSets: KeptRuleSets;
  readonly ports: HashPorts;
  readonly ownUses: Pick<OwnUses, 'limitUsesWithout'>;
};

export function createScoreForMember({ ruleSets, ports, ownUses }: ScoreForMemberDeps): ScoreForMember {
  return ({ sale, left }, known) => {
    // The engine of today does not know what the first one asked: such a sale only changes whose visit it was.
    if (isFormerSale(sale)) return { offers: [], payableMinor: minor(sale.content.totals.payableMinor) };
    const compiled = compiledOf(sale, ruleSets, ports);
    const { localDate } = sale.content.moment;
    const taken = left.offerUses.map((use) => ({ ...use, date: localDate }));
    const limitUses = ownUses.limitUsesWithout(compiled, localDate, taken);
    const facts = factsOn(localDate, known.history, { compiled, ports });
    const { score } = bestWithSamePrice(sale, (wish) =>
      scoreSale(compiled, { ...scoreInputOf(sale), member: facts, limitUses, wish }),
    );
    return { offers: score.offers.map(keptOffer), payableMinor: score.payableMinor };
  };
}

type Wish = SaleEntry['content']['wish'];
type Scored = ReturnType<typeof scoreSale>;

/** What let something off then is kept where it can be, and nothing else may let anything off now. */
function bestWithSamePrice(
  { content }: SaleEntry,
  scoreWith: (wish: Wish) => Scored,
): { readonly score: Scored } {
  const letOff = new Set(
    content.offers
      .filter(({ verdict, discountMinor }) => verdict.kind === 'applied' && discountMinor > 0)
      .map(({ offerId }) => offerId),
  );
  const first = scoreWith({ with: [], without: [] });
  const matched = new Set(first.offers.map(({ offerId }) => offerId));
  const without = first.offers
    .filter(({ offerId, verdict, discountMinor }) =>
      verdict.kind === 'applied' ? discountMinor > 0 && !letOff.has(offerId) : false,
    )
    .map(({ offerId }) => offerId);
  const kept = [...letOff].filter((offerId) => matched.has(offerId));
  if (without.length === 0 && kept.length === 0) return { score: first };
  return { score: scoreWith({ with: kept, without }) };
}

function compiledOf(
  { ruleSetHash }: SaleEntry,
  ruleSets: KeptRuleSets,
  ports: HashPorts,
): ReturnType<typeof compileRuleSet> {
  invariant(ruleSetHash !== null, 'a sale names its rule set');
  const body = ruleSets.jsonOf(ruleSetHash);
  invariant(body !== undefined, 'a rule set that an entry names is kept');
  const read = readKeptRuleSet({ ruleSetHash, body }, ports);
  invariant(read.ok, 'a rule set that an entry names can be read for ever');
  return compileRuleSet(read.value.ruleSet, ruleSetHash);
}
