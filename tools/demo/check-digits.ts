/** Check digits of printed numbers. */

/** EAN-13: the 12 digits and their check digit (GS1 General Specifications 7.9). */
export function withEanCheckDigit(twelveDigits: string): string {
  let sum = 0;
  for (const [index, digit] of Array.from(twelveDigits).entries())
    sum += Number(digit) * (index % 2 === 0 ? 1 : 3);
  return `${twelveDigits}${(10 - (sum % 10)) % 10}`;
}

/** Card numbers: the digits and their Luhn check digit (ISO/IEC 7812-1). */
export function withLuhnCheckDigit(digits: string): string {
  let sum = 0;
  for (const [index, digit] of Array.from(digits).toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
