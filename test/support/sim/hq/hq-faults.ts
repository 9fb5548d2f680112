/** Every fault that the world of tills and HQ knows. */

/** What can happen to one request. */
export const netFaults = [
  'requestLost',
  /** It came nowhere, and nobody says so. */
  'neverAnswers',
  'answerLost',
  /** It was carried out, and nobody says so. */
  'answerNever',
  'sentTwice',
  /** Carried out long after its sender gave it up. */
  'comesLate',
  'requestCut',
  'answerCut',
  'answerChanged',
  'portal',
  'busy',
  'tooMany',
] as const;
export type NetFault = (typeof netFaults)[number];
