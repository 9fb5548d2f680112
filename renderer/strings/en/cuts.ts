/** What cut a benefit, in English. */

export const cuts = {
  effectCap: 'Its own cap takes {{amount}}',
  offerCap: 'The cap of the offer takes {{amount}}',
  discountCap: 'The cap on all discounts takes {{amount}}',
  lineFloor: 'The lowest price of the goods takes {{amount}}',
  linePrice: 'No more than the price itself: {{amount}} less',
  saleMaximum: 'The most that one sale can give takes {{amount}}',
  chainBudget: 'The rest of the budget takes {{amount}}',
  storeBudget: 'The rest of this store’s budget takes {{amount}}',
  tillBudget: 'The rest of this till’s share takes {{amount}}',
  memberLimit: 'The limit of this member takes {{amount}}',
  basketLimit: 'The limit of one basket takes {{amount}}',
};
