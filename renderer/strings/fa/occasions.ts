/** Yearly dates of a member, in Persian. */

import type { occasions as English } from '../en/occasions.ts';

export const occasions: typeof English = {
  birthday: 'نزدیک تولد',
  wedding: 'نزدیک سالگرد ازدواج',
  familyBirthday: 'نزدیک تولد یکی از خانواده',
  other: 'نزدیک «{{name}}»',
};
