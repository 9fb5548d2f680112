/** What a member may consent to, in English. */

export const consents = {
  sms: 'text messages',
  email: 'e-mail',
  phone: 'phone calls',
  post: 'post',
};
