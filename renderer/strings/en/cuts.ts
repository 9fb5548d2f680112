/** What cut a benefit, in English. */

export const cuts = {
  effectCap: '{{amount}} cut by its own cap',
  offerCap: '{{amount}} cut by the cap of the offer',
  discountCap: '{{amount}} cut by the cap on all discounts',
  lineFloor: '{{amount}} cut by the lowest price of the goods',
  linePrice: '{{amount}} cut by the price itself',
  saleMaximum: '{{amount}} cut by the most that one sale can give',
  chainBudget: '{{amount}} cut by what is left of the budget',
  storeBudget: '{{amount}} cut by what is left of this store’s budget',
  tillBudget: '{{amount}} cut by what is left of this till’s share',
  memberLimit: '{{amount}} cut by this member’s limit',
  basketLimit: '{{amount}} cut by the limit of one basket',
};
