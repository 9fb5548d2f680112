/** What a member did besides buying; an offer may reward it. */

/** `keyFigure`: a figure that the owner watches, such as kilometres or referrals, reached `value`. */
export const activityKinds = ['enrolment', 'surveyAnswered', 'webVisit', 'keyFigure'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export type Activity = {
  readonly kind: ActivityKind;
  /** Which survey, page or figure; null where there is only one. */
  readonly subjectId: string | null;
  /** Key figure reached, a whole number of its own unit; 0 for the other kinds. */
  readonly value: number;
};
