/**
 * Phone numbers by a keyed hash: two members with one number are found, and whoever holds the database alone cannot try
 * all numbers.
 */

import { createHmac } from 'node:crypto';
import type { DataSeal } from '../service-keys.ts';

export type PhoneIndex = (phone: string) => Uint8Array;

/** `phone` as tills write it: `+` and digits. */
export function createPhoneIndex(dataSeal: DataSeal): PhoneIndex {
  const key = dataSeal.derive('vafa-phone-index/1');
  return (phone) => new Uint8Array(createHmac('sha256', key).update(phone).digest());
}
