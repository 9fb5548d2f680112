/** One member of the demo chain from the seed and the member's index, whatever the number of members. */

import type { z } from 'zod';
import type { memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { demoCardUid } from './demo-card-uid.ts';
import { demoSnapshotAtMs } from './demo-facts.ts';
import { roster, silverMember } from './demo-roster.ts';
import type { RosterMember } from './demo-roster.ts';
import { generateTraits } from './generate-traits.ts';
import { generateStanding } from './generate-standing.ts';
import { withDays } from './standing-days.ts';
import type { TierName } from './generate-standing.ts';
import { birthDateReturningOn, randomBirthDate } from './jalali-dates.ts';
import { classicUid, demoCardNumber, demoPhone, ntagUid, scattered32 } from './member-numbers.ts';
import { randomName } from './random-name.ts';

export type MemberData = z.input<typeof memberRecordSchema>;

export type MemberOptions = {
  readonly seed: number;
  /** The silver member of the tray has a birthday on this date of the store; left out, a fixed date. */
  readonly birthdayOn?: IsoDate | undefined;
};

type Person = Pick<MemberData, 'name' | 'latinName' | 'birthDate' | 'cards'> & {
  readonly tierId: TierName;
  readonly visitCount: number;
};
type CardData = MemberData['cards'][number];

/** Keeps the chances of the traits apart from all others. */
const traitsSalt = 0x7247;
/** Second cards take their numbers from past the largest index. */
const secondCardSerial = 8_000_000;
/** Members' references grow with the index, so that a bulk load appends to its indexes. */
const firstJoinedAtMs = demoSnapshotAtMs - 3 * 365 * 86_400_000;

/** Member number `index`, from 0. Cost and result do not depend on any other member. */
export function memberAt(options: MemberOptions, index: number): MemberData {
  const memberSeed = scattered32(scattered32(options.seed) ^ index);
  const rng = createSeededRng(memberSeed);
  const fixed = roster[index];
  const person =
    fixed === undefined ? randomPerson(rng, index) : rosterPerson(fixed, index, options.birthdayOn);
  const { visitCount, ...identity } = person;
  const memberRef = uuidV7(firstJoinedAtMs + index * 60_000, randomWithSerial(rng, memberSeed));
  const phone = fixed === undefined && rng.below(100) < 4 ? null : demoPhone(index, rng.below(6));
  const standing = generateStanding(rng, { tierId: person.tierId, visitCount });
  return {
    memberRef,
    ...identity,
    phone,
    ...(fixed?.isDated === true ? withDays(standing) : standing),
    ...generateTraits(createSeededRng(scattered32(memberSeed ^ traitsSalt))),
  };
}

/** Ten bytes of which the last four are `serial`, so that no two members share a reference. */
function randomWithSerial(rng: Rng, serial: number): Uint8Array {
  const random = rng.bytes(10);
  new DataView(random.buffer).setUint32(6, serial);
  return random;
}

function rosterPerson(member: RosterMember, index: number, birthdayOn: IsoDate | undefined): Person {
  const { name, latinName, tierId, visitCount, cardState } = member;
  const isBirthday = member === silverMember && birthdayOn !== undefined;
  const birthDate = isBirthday ? birthDateReturningOn(birthdayOn) : member.birthDate;
  const cards = [
    { cardUid: demoCardUid(member.cardUid), cardNumber: demoCardNumber(index), state: cardState },
  ];
  return { name, latinName, tierId, visitCount, birthDate, cards };
}

function randomPerson(rng: Rng, index: number): Person {
  const tierId = randomTier(rng);
  return {
    ...randomName(rng),
    tierId,
    birthDate: rng.below(100) < 12 ? null : randomBirthDate(rng),
    visitCount: randomVisitCount(rng, tierId),
    cards: randomCards(rng, index),
  };
}

function randomTier(rng: Rng): TierName {
  const share = rng.below(100);
  if (share < 70) return 'bronze';
  return share < 92 ? 'silver' : 'gold';
}

function randomVisitCount(rng: Rng, tierId: TierName): number {
  if (tierId === 'bronze') return rng.below(15);
  return tierId === 'silver' ? 8 + rng.below(33) : 25 + rng.below(96);
}

/** Most members have one card; some have none, two, or an old one that was replaced or blocked. */
function randomCards(rng: Rng, index: number): CardData[] {
  const share = rng.below(100);
  const first = cardOf(rng, index);
  if (share < 6) return [];
  if (share < 86) return [first];
  const second = cardOf(rng, secondCardSerial + index);
  if (share < 92) return [first, second];
  if (share < 97) return [{ ...first, state: 'replaced' }, second];
  return [{ ...first, state: 'blocked' }];
}

function cardOf(rng: Rng, serial: number): CardData {
  const isNtag = rng.below(100) < 80;
  const uid = isNtag ? ntagUid(serial, rng.below(0x10000)) : classicUid(serial);
  return { cardUid: demoCardUid(uid), cardNumber: demoCardNumber(serial), state: 'active' };
}
