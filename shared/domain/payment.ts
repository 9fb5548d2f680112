/** How a customer pays. */

export const paymentMeansKinds = ['cash', 'card', 'wallet', 'transfer'] as const;
export type PaymentMeans = (typeof paymentMeansKinds)[number];
