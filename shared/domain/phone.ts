/** Phone numbers in E.164, as stored; reading what people type is the till's work. */

const e164Pattern = /^\+[1-9]\d{6,14}$/;

export function isE164(text: string): boolean {
  return e164Pattern.test(text);
}

/**
 * Of an E.164 number only the first two digits of the country code and the last four digits are shown:
 * `+98••••••4567`. Country codes 1 and 7 have one digit.
 */
export function maskedPhone(phone: string): string {
  const shown = /^\+[17]/.test(phone) ? 2 : 3;
  return phone.slice(0, shown) + '•'.repeat(Math.max(0, phone.length - shown - 4)) + phone.slice(-4);
}
