/** The content of an entry that moves value as canonical fields; all of its kinds share this form. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { MalformedBody } from '../body-fields.ts';
import type { BodyFields } from '../body-fields.ts';
import type { CanonicalValue } from '../canonical-bytes.ts';
import { readMoment } from '../sale-body.ts';
import { lotOrigins, purses, shopAccounts } from './value-content.ts';
import type { AccountRef, FactChange, LotSource, LotTerms, Move, ValueContentOf } from './value-content.ts';
import { detailFields, readDetail } from './value-detail-body.ts';
import type { ValueKind } from './value-details.ts';

/** The body holds the place in these lists, as in those of `value-content`: words are only ever added at the end. */
const moveUnits = ['points', 'money'] as const;
const accountKinds = ['member', 'giftCard', 'shop'] as const;
const sourceKinds = ['own', 'entry', 'snapshot'] as const;

export function valueFields<Kind extends ValueKind>(
  kind: Kind,
  content: ValueContentOf<Kind>,
): CanonicalValue {
  const { currency, moment, moves, facts, detail } = content;
  return [
    currency,
    [moment.localDate, moment.minuteOfDay],
    moves.map(moveFields),
    facts.map(factFields),
    detailFields(kind, detail),
  ];
}

export function readValue<Kind extends ValueKind>(fields: BodyFields, kind: Kind): ValueContentOf<Kind> {
  return {
    currency: fields.currency(),
    moment: fields.group(readMoment),
    moves: fields.list(readMove),
    facts: fields.list(readFact),
    detail: fields.group((inner) => readDetail(inner, kind)),
  };
}

function moveFields({ unit, amount, from, to, lot }: Move): CanonicalValue {
  return [moveUnits.indexOf(unit), amount, accountFields(from), accountFields(to), sourceFields(lot)];
}

function readMove(fields: BodyFields): Move {
  const unit = fields.word(moveUnits);
  const amount = fields.integer();
  if (amount <= 0) throw new MalformedBody('a move is of more than 0');
  return {
    unit,
    amount,
    from: fields.group(readAccount),
    to: fields.group(readAccount),
    lot: fields.group(readSource),
  };
}

function accountFields(account: AccountRef): CanonicalValue {
  const kind = accountKinds.indexOf(account.kind);
  switch (account.kind) {
    case 'member':
      return [kind, uuidToBytes(account.memberRef), purses.indexOf(account.purse)];
    case 'giftCard':
      return [kind, uuidToBytes(account.codeId)];
    case 'shop':
      return [kind, shopAccounts.indexOf(account.account)];
    default:
      return unreachable(account);
  }
}

const accountReaders: {
  readonly [Kind in AccountRef['kind']]: (fields: BodyFields) => AccountRef & { readonly kind: Kind };
} = {
  member: (fields) => ({ kind: 'member', memberRef: fields.uuid(), purse: fields.word(purses) }),
  giftCard: (fields) => ({ kind: 'giftCard', codeId: fields.uuid() }),
  shop: (fields) => ({ kind: 'shop', account: fields.word(shopAccounts) }),
};

function readAccount(fields: BodyFields): AccountRef {
  return accountReaders[fields.word(accountKinds)](fields);
}

function sourceFields(source: LotSource): CanonicalValue {
  const kind = sourceKinds.indexOf(source.kind);
  switch (source.kind) {
    case 'own': {
      const { origin, releaseOn, expiresOn } = source.terms;
      return [kind, [lotOrigins.indexOf(origin), releaseOn, expiresOn]];
    }
    case 'entry':
      return [kind, uuidToBytes(source.entryId), source.line];
    case 'snapshot':
      return [kind, source.key];
    default:
      return unreachable(source);
  }
}

const sourceReaders: {
  readonly [Kind in LotSource['kind']]: (fields: BodyFields) => LotSource & { readonly kind: Kind };
} = {
  own: (fields) => ({ kind: 'own', terms: fields.group(readTerms) }),
  entry: (fields) => ({ kind: 'entry', entryId: fields.uuid(), line: fields.integer() }),
  snapshot: (fields) => ({ kind: 'snapshot', key: fields.text() }),
};

function readSource(fields: BodyFields): LotSource {
  return sourceReaders[fields.word(sourceKinds)](fields);
}

function readTerms(fields: BodyFields): LotTerms {
  return {
    origin: fields.word(lotOrigins),
    releaseOn: fields.orNull(fields.isoDate),
    expiresOn: fields.orNull(fields.isoDate),
  };
}

function factFields(fact: FactChange): CanonicalValue {
  return [
    fact.memberRef === null ? null : uuidToBytes(fact.memberRef),
    fact.date,
    fact.visits,
    fact.spentMinor,
    fact.offerUses.map(({ offerId, uses, costMinor }) => [offerId, uses, costMinor]),
    fact.stamps.map(({ stampCardId, stamps }) => [stampCardId, stamps]),
    fact.pointsEarned,
    fact.tierProgress,
  ];
}

function readFact(fields: BodyFields): FactChange {
  return {
    memberRef: fields.orNull(fields.uuid),
    date: fields.isoDate(),
    visits: fields.integer(),
    spentMinor: fields.minor(),
    offerUses: fields.list((inner) => ({
      offerId: inner.text(),
      uses: inner.integer(),
      costMinor: inner.minor(),
    })),
    stamps: fields.list((inner) => ({ stampCardId: inner.text(), stamps: inner.integer() })),
    pointsEarned: fields.integer(),
    tierProgress: fields.integer(),
  };
}
