/** Makes a member here and now, from as little as a name, with what the rules give for it, and hands them the basket. */

import type { EnrolledView } from '#shared/contracts/till-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { businessDay, localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { Member, MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import { points } from '#shared/domain/points.ts';
import { cleanText } from '#shared/domain/text.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Utf8 } from '#shared/kernel/hash-port.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { withMember } from '../basket/change-draft.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { EnrolmentStore } from '../db/stores/enrolment-store.ts';
import type { MemberWriter } from '../db/stores/member-writer.ts';
import type { Ledger, RewardToBook, StorageCode, ValueToBook } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { OwnUses } from '../members/own-uses.ts';
import { parsePhone } from '../members/phone-number.ts';
import type { Introduce, Introduction } from '../standing/introduction.ts';
import type { BasketCode, BasketCommand, BasketCommandDeps, RunBasketCommand } from './basket-command.ts';
import type { RewardEnrolment } from './reward-enrolment.ts';

export type Enrolment = BasketCommand & {
  readonly name: string;
  readonly phone: string | null;
  readonly birthDate: IsoDate | null;
  readonly cardUid: CardUid | null;
  /** Left out by screens from before introductions were kept. */
  readonly introducedBy?: Introduction | null;
};
type FormCode =
  | 'introducer_unknown'
  | 'name_missing'
  | 'phone_invalid'
  | 'phone_taken'
  | 'card_taken'
  | 'birth_date_invalid';
type EnrolCode = FormCode | StorageCode | BasketCode;
export type EnrolMember = (
  enrolment: Enrolment,
  operator: Operator,
) => Result<EnrolledView, AppError<EnrolCode>>;

export type EnrolMemberDeps = BasketCommandDeps & {
  readonly run: RunBasketCommand;
  readonly members: KnownMembers;
  readonly enrolments: EnrolmentStore;
  readonly writer: MemberWriter;
  readonly ledger: Ledger;
  readonly rewardEnrolment: RewardEnrolment;
  readonly ownUses: Pick<OwnUses, 'changed'>;
  readonly chain: ChainAtTill;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly utf8: Utf8;
  readonly introduce: Introduce;
};

const nameLengthMax = 120;
const oldestBirthDate: IsoDate = '1900-01-01';

export function createEnrolMember(deps: EnrolMemberDeps): EnrolMember {
  return (enrolment, operator) => {
    const { commandId, basketId } = enrolment;
    // Booked by an earlier try that did not get as far as the basket: the same command finds the same member.
    const earlier = deps.enrolments.memberOf(commandId);
    const made = earlier === undefined ? enrol(deps, enrolment, operator) : ok(earlier);
    if (!made.ok) return made;
    const cardUid = ownCard(deps, made.value, enrolment.cardUid);
    const member = { memberRef: made.value, cardUid, identifiedBy: 'enrolment' } as const;
    const basket = deps.run({ commandId, basketId }, (draft) => ok(withMember(draft, member)));
    if (!basket.ok) return basket;
    // Read from what is booked, so that a repeat says the same.
    return ok({ ...basket.value, welcome: deps.ledger.rewardOfCommand(commandId) ?? null });
  };
}

/** A repeated command may name another card than the one that was enrolled: that card identifies nobody here. */
function ownCard(
  { members }: EnrolMemberDeps,
  memberRef: MemberRef,
  cardUid: CardUid | null,
): CardUid | null {
  const holder = cardUid === null ? undefined : members.byCard(cardUid);
  return holder?.member.memberRef === memberRef ? cardUid : null;
}

function enrol(
  deps: EnrolMemberDeps,
  enrolment: Enrolment,
  operator: Operator,
): Result<MemberRef, AppError<FormCode | StorageCode | 'basket_changed'>> {
  if (enrolment.basketId !== deps.basket.draft().basketId) return err(appError('basket_changed'));
  const member = memberFromForm(deps, enrolment);
  if (!member.ok) return member;
  const allowed = deps.health.mayWrite();
  if (!allowed.ok) return allowed;
  const reward = deps.rewardEnrolment(member.value);
  const { memberRef: newcomerRef } = member.value;
  const newcomer = { commandId: enrolment.commandId, newcomerRef, operatorId: operator.operatorId };
  const introduction = deps.introduce(enrolment.introducedBy ?? null, newcomer);
  if (!introduction.ok) return introduction;
  const asked = { enrolment, operator, reward, alsoBook: introduction.value };
  const booked = deps.health.afterLedgerWrite(book(deps, member.value, asked));
  if (!booked.ok) return booked;
  if (reward !== null) deps.ownUses.changed(reward.score.offers.map(({ offerId }) => offerId));
  return ok(member.value.memberRef);
}

function memberFromForm(deps: EnrolMemberDeps, enrolment: Enrolment): Result<Member, AppError<FormCode>> {
  const { birthDate, cardUid } = enrolment;
  const name = storedName(enrolment.name);
  if (name === '') return err(appError('name_missing'));
  const phone = phoneFromForm(deps, enrolment.phone);
  if (!phone.ok) return phone;
  const today = localDate(deps.clock.nowMs(), deps.chain.ownStore.timeZone);
  if (birthDate !== null && (birthDate > today || birthDate < oldestBirthDate)) {
    return err(appError('birth_date_invalid'));
  }
  const holder = cardUid === null ? undefined : deps.members.byCard(cardUid);
  if (holder !== undefined) return err(appError('card_taken', { memberRef: holder.member.memberRef }));
  const [lowestTier] = deps.chain.tiers;
  invariant(lowestTier !== undefined, 'a chain has a tier');
  const memberRef = deps.ids.uuid();
  return ok({ memberRef, name, latinName: null, phone: phone.value, tierId: lowestTier.tierId, birthDate });
}

/** Half of a surrogate pair is no character; a name beyond the limit is cut at a whole one. */
function storedName(typed: string): string {
  const whole = cleanText(typed.replace(/\p{Surrogate}/gu, ''));
  return Array.from(whole).slice(0, nameLengthMax).join('').trim();
}

function phoneFromForm(
  deps: EnrolMemberDeps,
  typed: string | null,
): Result<string | null, AppError<FormCode>> {
  if (typed === null || cleanText(typed) === '') return ok(null);
  const phone = parsePhone(typed, deps.chain.country);
  if (phone === undefined) return err(appError('phone_invalid'));
  const holder = deps.members.byPhone(phone);
  if (holder === undefined) return ok(phone);
  // The cashier is offered the member who has this number already.
  return err(appError('phone_taken', { memberRef: holder.memberRef, name: holder.name }));
}

type Asked = {
  readonly enrolment: Enrolment;
  readonly operator: Operator;
  readonly reward: RewardToBook | null;
  readonly alsoBook: readonly ValueToBook[];
};

function book(
  deps: EnrolMemberDeps,
  member: Member,
  { enrolment, operator, reward, alsoBook }: Asked,
): ReturnType<Ledger['bookEnrolment']> {
  const { commandId, cardUid } = enrolment;
  return deps.ledger.bookEnrolment({
    commandId,
    operatorId: operator.operatorId,
    storeId: deps.chain.ownStore.storeId,
    businessDay: businessDay(deps.clock.nowMs(), deps.chain.ownStore),
    memberRef: member.memberRef,
    cardLevel: cardUid === null ? null : 1,
    record: recordBytes(deps.utf8, member, cardUid),
    reward,
    alsoBook,
    alsoWrite: () => writeMember(deps, member, { commandId, cardUid }),
  });
}

function writeMember(
  deps: EnrolMemberDeps,
  member: Member,
  { commandId, cardUid }: { readonly commandId: Uuid; readonly cardUid: CardUid | null },
): void {
  const cards = cardUid === null ? [] : [{ cardUid, cardNumber: null, state: 'active' as const }];
  const standing = {
    pointsBalance: points(0),
    walletMinor: minor(0),
    visitCount: 0,
    spentMinor: minor(0),
    lastVisits: [],
  };
  deps.writer.addMember(deps.writer.nextMemberId(), { member, cards, ...standing });
  deps.enrolments.addEnrolment(commandId, member.memberRef);
}

/** The personal content of the entry, which the ledger seals as an attachment. */
function recordBytes(utf8: Utf8, member: Member, cardUid: CardUid | null): Uint8Array {
  const { memberRef, name, phone, birthDate, tierId } = member;
  return utf8.encode(
    JSON.stringify({ schemaVersion: 1, memberRef, name, phone, birthDate, tierId, cardUid }),
  );
}
