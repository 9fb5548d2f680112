/** Placeholder of the shape only. */
export type OfferIndex = { readonly size: number };
