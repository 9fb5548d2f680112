/** Yearly dates of a member, in English. */

export const occasions = {
  birthday: 'Birthday is near',
  wedding: 'Wedding anniversary is near',
  familyBirthday: 'Birthday in the family is near',
  other: '“{{name}}” is near',
};
