/** What a person sees of a rule set before they approve it elsewhere: its offers, and what is different from those in force. */

import type { LocalText } from '#shared/domain/local-text.ts';

export type OfferChange = 'added' | 'changed' | 'removed' | 'same';

export type OfferLine = { readonly offerId: string; readonly name: LocalText; readonly change: OfferChange };

export type RuleSetContent = {
  readonly offers: readonly OfferLine[];
  /** Something besides the offers is different: valuation, stacking, stamp cards. */
  readonly hasOtherChanges: boolean;
};

type Parsed = {
  readonly offers: ReadonlyMap<string, { readonly name: LocalText; readonly text: string }>;
  readonly rest: string;
};

/** Null where the text is of a form that this page does not know. `inForce` is null while nothing is. */
export function ruleSetContent(canonicalJson: string, inForce: string | null): RuleSetContent | null {
  const next = parse(canonicalJson);
  const now = inForce === null ? null : parse(inForce);
  if (next === null) return null;
  const kept = [...next.offers].map(([offerId, { name, text }]): OfferLine => {
    const before = now?.offers.get(offerId);
    const isSame = before?.text === text;
    return { offerId, name, change: before === undefined ? 'added' : isSame ? 'same' : 'changed' };
  });
  const removed = [...(now?.offers ?? [])]
    .filter(([offerId]) => !next.offers.has(offerId))
    .map(([offerId, { name }]): OfferLine => ({ offerId, name, change: 'removed' }));
  const order: readonly OfferChange[] = ['added', 'changed', 'removed', 'same'];
  const offers = [...kept, ...removed].toSorted(
    (one, other) =>
      order.indexOf(one.change) - order.indexOf(other.change) || one.offerId.localeCompare(other.offerId),
  );
  return { offers, hasOtherChanges: now !== null && now.rest !== next.rest };
}

function parse(json: string): Parsed | null {
  const read = readJson(json);
  if (!isRecord(read) || !Array.isArray(read['offers'])) return null;
  const { offers, ruleSetId: _ofEachItsOwn, ...rest } = read;
  const byId = new Map<string, { readonly name: LocalText; readonly text: string }>();
  for (const offer of offers) {
    if (!isRecord(offer) || typeof offer['offerId'] !== 'string') return null;
    const { offerId, name } = offer;
    byId.set(offerId, { name: nameOf(name, offerId), text: JSON.stringify(offer) });
  }
  return { offers: byId, rest: JSON.stringify(rest) };
}

function nameOf(name: unknown, otherwise: string): LocalText {
  if (!isRecord(name) || typeof name['fa'] !== 'string' || typeof name['en'] !== 'string') {
    return { fa: otherwise, en: otherwise };
  }
  return { fa: name['fa'], en: name['en'] };
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // not of a form that this page knows, as the caller says
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
