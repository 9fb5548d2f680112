/** Phone numbers in E.164, as stored; reading what people type is the till's work. */

const e164Pattern = /^\+[1-9]\d{6,14}$/;

export function isE164(text: string): boolean {
  return e164Pattern.test(text);
}

/** All but the last four digits hidden, the country code kept: `+98••••••4567`. */
export function maskedPhone(phone: string): string {
  const hidden = Math.max(0, phone.length - 7);
  return phone.slice(0, 3) + '•'.repeat(hidden) + phone.slice(-4);
}
