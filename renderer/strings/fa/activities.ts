/** What members do besides buying, in Persian. */

import type { activities as English } from '../en/activities.ts';

export const activities: typeof English = {
  enrolment: 'عضو تازه',
  surveyAnswered: 'پاسخ به نظرسنجی',
  webVisit: 'بازدید از سایت',
  keyFigure: 'رسیدن به شاخص',
  other: 'فعالیت',
};
