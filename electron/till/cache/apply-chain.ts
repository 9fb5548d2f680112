/** Writes what a pull says of the chain itself: who, where, under which rules, and what its publishers signed. */

import type { PulledChain, PulledRuleSet } from '#shared/contracts/sync/pull-records.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { PublisherList, SignedPublisherList } from '#sync/core/publishers.ts';
import type { WriteDb } from '../db/database.ts';
import {
  publishersOf,
  settingOf,
  writePublishers,
  writePulledChain,
  writeRefusedRules,
  writeRuleSet,
} from '../db/stores/pulled-chain-writer.ts';
import type { PublishedRuleSet } from '../db/stores/pulled-chain-writer.ts';
import { hqVerifierPrefix } from '../node-hq-verifier.ts';
import { ownStoreOf } from '../db/stores/chain-store.ts';
import type { TillPorts } from '../ports.ts';
import {
  acceptRuleSet,
  mayReplacePublishers,
  noPublishers,
  plainRuleSet,
} from '../rules/accept-published.ts';
import { chainFault } from './check-chain.ts';
import { UnfitRecord } from './pull-refusal.ts';
import type { PagePlace } from './pull-refusal.ts';

export type ChainTools = Pick<TillPorts, 'sha256' | 'utf8' | 'verifySignature' | 'log'> & {
  /** A verifier as this till keeps it, from one that HQ sealed for it; `undefined` for one that does not open. */
  readonly keepVerifier: (sealedVerifier: string) => string | undefined;
  /** The list of publishers that was taken at joining; null where there was none. */
  readonly pinnedPublishers: PublisherList | null;
};

/** What was in force before, in the cache that a new one takes the place of. */
export type FormerChain = {
  readonly publishers: PublisherList | null;
  readonly ruleSet: PublishedRuleSet | null;
};

export const nothingFormer: FormerChain = { publishers: null, ruleSet: null };

type Applying = { readonly former: FormerChain; readonly tools: ChainTools };

export function applyChain(
  db: WriteDb,
  { record, at }: { readonly record: PulledChain; readonly at: PagePlace },
  applying: Applying,
): void {
  const { chain } = record;
  const own = chain.stores.find(({ storeId }) => storeId === chain.ownStoreId);
  const fault = chainFault(
    { ...chain, products: [], tills: record.tills },
    { currency: own?.currency ?? '' },
  );
  if (fault !== undefined) throw new UnfitRecord(fault, at);
  const { keepVerifier, log } = applying.tools;
  const pinVerifiers = chain.operators.map(({ operatorId, sealedVerifier }) => {
    const kept = keepVerifier(sealedVerifier);
    // Known by name, and not able to sign in.
    if (kept === undefined) log('operatorVerifierRefused', { operatorId });
    return kept ?? hqVerifierPrefix;
  });
  writePulledChain(db, { record, pinVerifiers });
  const held = heldPublishers(db, applying);
  if (record.publishers !== null) takePublishers(db, record.publishers, { held, tools: applying.tools });
  else if (held !== noPublishers) writePublishers(db, held);
}

/** A rule set that is not accepted leaves the one in force, and its reason beside it. */
export function applyRuleSet(db: WriteDb, pulled: PulledRuleSet | null, applying: Applying): void {
  const { former, tools } = applying;
  const { currency } = ownStoreOf(db);
  const calendar = settingOf(db, 'calendar') === 'persian' ? 'persian' : 'gregorian';
  const publishers = heldPublishers(db, applying);
  const accepted = pulled === null ? null : acceptRuleSet(pulled, { publishers, currency }, tools);
  if (accepted?.ok === true && pulled !== null) {
    const { ruleSetHash, body } = accepted.value;
    writeRuleSet(db, { ruleSetHash, canonicalJson: body, approvals: pulled.approvals });
    writeRefusedRules(db, null);
    return;
  }
  if (accepted?.ok === false) {
    tools.log('rulesRefused', accepted.error);
    writeRefusedRules(db, accepted.error);
  }
  if (db.prepareRead('SELECT rule_set_hash FROM rule_set').get() !== undefined) return;
  const { ruleSetHash, body } = plainRuleSet({ currency, calendar }, tools);
  writeRuleSet(db, former.ruleSet ?? { ruleSetHash, canonicalJson: body, approvals: [] });
}

/** The newest list of which this till knows that it may be believed. */
function heldPublishers(db: WriteDb, { former, tools }: Applying): PublisherList {
  const lists = [publishersOf(db), former.publishers, tools.pinnedPublishers].filter((list) => list !== null);
  return lists.reduce<PublisherList>(
    (newest, list) => (list.version > newest.version ? list : newest),
    noPublishers,
  );
}

function takePublishers(
  db: WriteDb,
  next: SignedPublisherList,
  { held, tools }: { readonly held: PublisherList; readonly tools: ChainTools },
): void {
  invariant(next.version > 0, 'a list of publishers is numbered from 1');
  const isTaken = mayReplacePublishers(next, held, tools);
  if (!isTaken && next.version !== held.version) {
    tools.log('publishersRefused', { version: next.version, held: held.version });
  }
  const list = isTaken ? next : held;
  if (list !== noPublishers) writePublishers(db, list);
}
