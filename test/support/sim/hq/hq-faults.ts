/** Every fault that the world of tills and HQ knows, and the points where each must have struck for a gate to count. */

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
  /** The till is killed while it waits for the answer, or just when it has it. */
  'tillKilled',
] as const;
export type NetFault = (typeof netFaults)[number];

/** What can happen to a machine, or be done by a person, between two things that clerks do. */
export const worldFaults = [
  'killTill',
  'killAnyMoment',
  'hqDown',
  'hqRestart',
  'lineCut',
  'clockForward',
  'clockBack',
  'clockRight',
  'tillSetBack',
  /** And it reaches HQ before anything is sold there. */
  'tillSetBackSeen',
  'hqSetBackTold',
  'hqSetBackUntold',
  'bothSetBack',
  'clone',
  'revoke',
  'unfreeze',
  'samePhone',
  'newRuleSet',
  'erase',
] as const;
export type WorldFault = (typeof worldFaults)[number];

/** Questions at which each fault of the line must have struck. */
const questions = ['contact', 'push', 'pull', 'pages'] as const;

export function allHqFaultPoints(): readonly string[] {
  return [
    ...netFaults.flatMap((fault) => questions.map((question) => `${fault} ${question}`)),
    ...worldFaults.map((fault) => `world ${fault}`),
  ];
}

/** Points that no run of a gate has struck. */
export function missedHqFaultPoints(hits: ReadonlySet<string>): readonly string[] {
  return allHqFaultPoints().filter((point) => !hits.has(point));
}
