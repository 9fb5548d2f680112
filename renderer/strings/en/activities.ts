/** What members do besides buying, in English. */

export const activities = {
  enrolment: 'New member',
  surveyAnswered: 'Survey answered',
  webVisit: 'Visit to the website',
  keyFigure: 'Key figure reached',
  other: 'Activity',
};
