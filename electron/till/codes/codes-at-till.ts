/** What every operation on codes and rewards needs: the codes as they stand, the time, and the frame of an entry. */

import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { codeRandomBytes, makeCode } from '#shared/domain/code.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Entry, ValueEntryOf } from '#shared/ledger/entry.ts';
import { codeIdOf } from '#shared/ledger/value/code-id.ts';
import type { Decided } from '#shared/ledger/value/decide-codes.ts';
import type { GiftCardState } from '#shared/ledger/value/decide-gift-card.ts';
import type { ValueToDecideOf } from '#shared/ledger/value/decide-value.ts';
import type { Refusal } from '#shared/ledger/value/refusal.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import { giftCardAccount } from '#shared/ledger/posting.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { BelievedClock } from '../believed-clock.ts';
import type { WriteDb } from '../db/database.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createCodeStore } from '../db/stores/code-store.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import { createCodeTextStore } from '../db/stores/code-text-store.ts';
import type { CodeTextStore, KeptCode } from '../db/stores/code-text-store.ts';
import { createProjectionStore } from '../db/stores/projection-store.ts';
import { createFrameValue } from '../frame-value.ts';
import type { ValueToFrame } from '../frame-value.ts';
import type { Ledger } from '../ledger-port.ts';
import type { TillPorts } from '../ports.ts';

export type CodesAtTill = CodeStore & {
  readonly texts: CodeTextStore;
  readonly makeCodes: (count: number) => readonly KeptCode[];
  readonly balanceOf: (codeId: Uuid) => Minor;
  /** `undefined` for what is no gift card of this till. */
  readonly giftCardById: (codeId: Uuid) => GiftCardState | undefined;
  /** The store's local day, as far as the till's clock can be believed. */
  readonly today: () => IsoDate;
  /** The entry that a command booked before; `undefined` where it booked none of this kind. */
  readonly booked: <Kind extends ValueKind>(
    kind: Kind,
    keyId: Uuid,
  ) => (ValueEntryOf<Kind> & Entry) | undefined;
  readonly entry: <Kind extends ValueKind>(framed: Framed<Kind>) => ValueToDecideOf<Kind>;
};

/** What an entry says besides what was decided. */
export type Framed<Kind extends ValueKind> = Omit<ValueToFrame<Kind>, 'operatorId' | 'decided'> & {
  readonly operator: Operator;
  readonly decided: Decided<Kind>;
};

export type CodesAtTillDeps = {
  readonly db: WriteDb;
  readonly chain: Pick<ChainAtTill, 'ownStore'>;
  readonly ledger: Pick<Ledger, 'entryByKey'>;
  readonly ports: Pick<TillPorts, 'clock' | 'randomBytes' | 'sha256'>;
  /** What has ended stays ended, whatever the till's clock says. */
  readonly believed: Pick<BelievedClock, 'nowMs'>;
};

export function createCodesAtTill({ db, chain, ledger, ports, believed }: CodesAtTillDeps): CodesAtTill {
  const { clock, randomBytes, sha256 } = ports;
  const { ownStore } = chain;
  const frame = createFrameValue({ store: ownStore, clock, sha256 });
  const store = createCodeStore(db);
  const { balancesOf } = createProjectionStore(db);
  const balanceOf = (codeId: Uuid): Minor => minor(balancesOf(giftCardAccount(codeId))[0]?.amount ?? 0);
  return {
    ...store,
    texts: createCodeTextStore(db),
    makeCodes: (count) =>
      Array.from({ length: count }, () => {
        const code = makeCode(randomBytes(codeRandomBytes));
        return { code, codeId: codeIdOf(sha256, code) };
      }),
    balanceOf,
    giftCardById: (codeId) => {
      const code = store.codeById(codeId);
      return code?.codeKind === 'giftCard' ? { code, balanceMinor: balanceOf(codeId) } : undefined;
    },
    today: () => momentAt(believed.nowMs(), ownStore.timeZone).localDate,
    booked: (kind, keyId) => {
      const entry = ledger.entryByKey(valueKey(sha256, kind, keyId));
      return entry !== undefined && isOfKind(entry, kind) ? entry : undefined;
    },
    entry: ({ operator, decided, ...framed }) =>
      frame({
        ...framed,
        operatorId: operator.operatorId,
        decided: { ...decided, moment: momentAt(believed.nowMs(), ownStore.timeZone) },
      }),
  };
}

function isOfKind<Kind extends ValueKind>(entry: Entry, kind: Kind): entry is ValueEntryOf<Kind> & Entry {
  return entry.kind === kind;
}

/** The rules of value and the catalogue of failures speak of the same codes. */
export function refused<Code extends ErrorCode>({ code, details }: Refusal<Code>): AppError<Code> {
  return appError(code, details);
}
