/** Who brought a new member: checked when they enrol, and booked with the enrolment. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import { closesRing } from '#shared/ledger/value/decide-referral.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { FrameValue } from '../frame-value.ts';
import type { ValueToBook } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { LocalDay } from './local-day.ts';

export type Introduction = { readonly memberRef: MemberRef; readonly guestCodeId: Uuid | null };

export type NewcomerToIntroduce = {
  readonly commandId: Uuid;
  readonly newcomerRef: MemberRef;
  readonly operatorId: OperatorId;
};

/** The entry to book; none where nobody brought them. It is kept where nothing is given for it, too. */
export type Introduce = (
  introducedBy: Introduction | null,
  newcomer: NewcomerToIntroduce,
) => Result<readonly ValueToBook[], AppError<'introducer_unknown'>>;

export type IntroduceDeps = {
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly standing: Pick<StandingStore, 'introducerOf'>;
  readonly codes: Pick<CodeStore, 'codeById'>;
  readonly day: LocalDay;
  readonly frame: FrameValue;
};

export function createIntroduce(deps: IntroduceDeps): Introduce {
  const { members, standing, frame } = deps;
  return (introducedBy, { commandId, newcomerRef, operatorId }) => {
    if (introducedBy === null) return ok([]);
    const { memberRef: introducerRef, guestCodeId } = introducedBy;
    const isKnown = members.byRef(introducerRef) !== undefined;
    const isRing = closesRing(newcomerRef, introducerRef, standing.introducerOf);
    if (!isKnown || isRing || !isOwnCard(deps, introducedBy)) return err(appError('introducer_unknown'));
    const decided = { detail: { introducerRef, guestCodeId } };
    return ok([frame({ kind: 'refer', keyId: commandId, memberRef: newcomerRef, operatorId, decided })]);
  };
}

/** A guest card speaks for the member whom it was given to, as long as it is good. */
function isOwnCard({ codes, day }: IntroduceDeps, { memberRef, guestCodeId }: Introduction): boolean {
  if (guestCodeId === null) return true;
  const code = codes.codeById(guestCodeId);
  return (
    code?.codeKind === 'guestCard' && code.memberRef === memberRef && whyNotCode(code, day.today()) === null
  );
}
