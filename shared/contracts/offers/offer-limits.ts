/**
 * How much a rule set may say and give. The bounds keep every sum of a sale a safe integer: the basket, all points at
 * the worth of a point, all credit at its highest rate, and all things together (`itemsWorthMinorMax`) fit below 2^53.
 */

/** Numbers that count: points, visits, pieces, tickets. */
export const countMax = 1_000_000;
export const conditionsMax = 20;
/** Conditions within one `all`, `any` or `none`. */
export const groupedConditionsMax = 50;
/** How deep `all`, `any` and `none` may stand in each other. */
export const groupDepthMax = 4;
export const effectsMax = 10;
export const offerLimitsMax = 10;
export const stepsMax = 50;
/** Products, groups, brands or tags of one selector; the groups of all conditions of an offer of version 1 fit. */
export const selectorIdsMax = 20_000;
export const listMax = 1_000;
export const priorityMax = 1_000_000;
export const stageMax = 9;
export const daysMax = 36_500;
/** Before or after a yearly date: less than half a year, so that two returns never open at once. */
export const windowDaysMax = 182;
export const storeGroupsMax = 10_000;
export const experimentsMax = 1_000;
export const armsMax = 100;
export const stampCardsMax = 1_000;
export const stampsNeededMax = 1_000;
export const monthStartsMax = 2_400;
export const grantStepMinorMax = 1_000_000_000;
/** Worth of one gift, coupon, ticket or reward. */
export const itemWorthMinorMax = 1_000_000_000_000;
/** Worth, and number, of all gifts, coupons, tickets and rewards that all offers could give in the largest sale. */
export const itemsWorthMinorMax = 4_000_000_000_000_000;
