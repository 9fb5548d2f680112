/** Deadlines and windows of the reader service, in milliseconds. */

/** A card is in the field and no connection came about: it is told as unreadable. */
export const connectMsMax = 700;
export const apduMsMax = 1_000;
/** From the reader's event to the identity; one card never keeps the cashier longer. */
export const sessionMsMax = 3_000;
/** A native call that came back neither with an answer nor with a failure: the process starts over. */
export const stuckMsMax = 10_000;
/**
 * The same card back within this time was never away (a shaky hand, a wallet sliding). Short, because only the till
 * knows whether a second tap is the same wish: it takes a member's card at once for the next sale.
 */
export const bounceMs = 500;
/** A card that touched the field and left: told only if it is not put down again within this time. */
export const tooEarlySettleMs = 400;
/** Time for the first reader to be reported before "no reader" is said. */
export const firstReaderMs = 300;
export const probeMsMax = 500;
/** Pauses between two looks for the card service; the last one repeats. */
export const probePausesMs = [250, 500, 1_000] as const;
export const prepareReaderMsMax = 1_000;
/** Lets the last message leave before the process ends on purpose. */
export const partingMs = 100;
