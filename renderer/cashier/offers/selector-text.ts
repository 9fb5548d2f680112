/** Which goods a selector means: names of groups where the till knows them, else what the chain calls them. */

import { nameOf } from './offer-words.ts';
import type { OfferWords, Selector } from './offer-words.ts';

export function selectorText(selector: Selector, words: OfferWords): string {
  const { t, format, till } = words;
  const groups = (selector.groupIds ?? []).map((groupId) =>
    nameOf(groupId, till.productGroups.find((group) => group.groupId === groupId)?.name, words),
  );
  const brands = (selector.brandIds ?? []).map((name) => t('selectors.brand', { name }));
  const tags = (selector.tags ?? []).map((name) => t('selectors.tag', { name }));
  const count = selector.productIds?.length ?? 0;
  const products = count === 0 ? [] : [t('selectors.products', { count })];
  const named = [...groups, ...brands, ...tags, ...products];
  const what = named.length === 0 ? t('selectors.everything') : format.list.and(named);
  return selector.exceptReduced === true ? t('selectors.exceptReduced', { what }) : what;
}
