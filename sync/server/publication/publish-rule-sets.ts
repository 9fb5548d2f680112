/**
 * Proposals, approvals and what is in force. HQ only stores and counts: it has no key that could approve anything, and
 * tills check every signature themselves.
 */

import type { PublishErrorCode, RuleSetView } from '#shared/contracts/hq/publishing.ts';
import { checkRuleSet } from '#shared/contracts/offer-checks/check-rule-set.ts';
import type { ChainNames } from '#shared/contracts/offer-checks/check-names.ts';
import { pathText } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { publishBytes } from '#sync/core/envelope.ts';
import { signersNeeded, signersOf } from '#sync/core/publishers.ts';
import type { SignedPublisherList } from '#sync/core/publishers.ts';
import { limitBreach } from '#sync/core/rule-set-limits.ts';
import { nextChange } from '../db/change-clock.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { allProductIds } from '../db/stores/publication/product-store.ts';
import { allStores } from '../db/stores/publication/chain-store.ts';
import { lockDocument } from '../db/stores/publication/document-store.ts';
import {
  addApproval,
  addRollbackWish,
  approvalsOf,
  listRuleSets,
  proposeRuleSet,
  putInForce,
  rollbackWishes,
  ruleSetByHash,
  withdrawProposal,
} from '../db/stores/publication/rule-set-store.ts';
import type { RuleSetRow } from '../db/stores/publication/rule-set-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { readChain, readPublishers } from './chain-documents.ts';

export type PublishRefusal = {
  readonly code: PublishErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
};
type Published<Value> = Promise<Result<Value, PublishRefusal>>;

const listedMax = 100;

/** In the transaction of the change, for the record of it. */
export type AlsoWrite = (transaction: HqTransaction, view: RuleSetView) => Promise<void>;

/** The same rule set again is the same proposal. */
export async function propose(
  deps: HqDeps,
  {
    ruleSet,
    by,
    alsoWrite,
  }: { readonly ruleSet: unknown; readonly by: string; readonly alsoWrite?: AlsoWrite },
): Published<RuleSetView> {
  return inTransaction(
    deps,
    async (transaction) => {
      const checked = await check(transaction, ruleSet);
      if (!checked.ok) return checked;
      const ruleSetHash = deps.sha256(deps.utf8.encode(checked.value));
      const proposal = { ruleSetHash, canonicalJson: checked.value, proposedBy: by };
      await proposeRuleSet(transaction, { ...proposal, proposedMs: deps.clock.nowMs() });
      return written(transaction, { ruleSetHash, alsoWrite }, deps);
    },
    { isRepeatable: true },
  );
}

/** With the second good signature the rule set is in force. The same person twice is one person. */
export async function approve(
  deps: HqDeps,
  approval: {
    readonly ruleSetHash: Uint8Array;
    readonly publisherId: string;
    readonly signature: Uint8Array;
    readonly alsoWrite?: AlsoWrite;
  },
): Published<RuleSetView> {
  const { ruleSetHash, publisherId, signature, alsoWrite } = approval;
  return inTransaction(
    deps,
    async (transaction) => {
      const list = await lockedList(transaction);
      if (list === undefined) return refused('list_missing');
      const found = await ruleSetByHash(transaction, ruleSetHash);
      if (found === undefined || found.state === 'seen' || found.state === 'withdrawn') {
        return refused('rule_set_unknown');
      }
      const signatures = [{ publisherId: uuid(publisherId), signature: bytesToHex(signature) }];
      const message = publishBytes(ruleSetHash, deps);
      if (signersOf(message, { list, signatures }, deps).length === 0) return refused('signature_wrong');
      const approvedMs = deps.clock.nowMs();
      const before = (await signersOfRuleSet(transaction, { ruleSetHash, list }, deps)).length;
      await addApproval(transaction, { ruleSetHash, publisherId, signature, approvedMs });
      const signers = await signersOfRuleSet(transaction, { ruleSetHash, list }, deps);
      // A rule set that the chain brought along is in force before anybody could approve it.
      const isDue = found.state === 'proposed' || (found.state === 'published' && before < signersNeeded);
      if (isDue && signers.length >= signersNeeded) {
        const change = await nextChange(transaction, ['ruleSet']);
        await putInForce(transaction, ruleSetHash, { atMs: approvedMs, change });
      }
      return written(transaction, { ruleSetHash, alsoWrite }, deps);
    },
    { isRepeatable: true },
  );
}

/** So long a publisher's wish to roll back waits for the second one. */
export const rollbackMsMax = 7 * 86_400_000;

/**
 * Puts a rule set that was in force before into force again, once two publishers want it: nobody changes alone what
 * customers are given. Its approvals must still be those of publishers, because tills check them.
 */
export async function rollBack(
  deps: HqDeps,
  {
    ruleSetHash,
    publisherId,
    alsoWrite,
  }: {
    readonly ruleSetHash: Uint8Array;
    readonly publisherId: string;
    readonly alsoWrite?: AlsoWrite;
  },
): Published<RuleSetView> {
  return inTransaction(
    deps,
    async (transaction) => {
      const list = await lockedList(transaction);
      if (list === undefined) return refused('list_missing');
      const found = await ruleSetByHash(transaction, ruleSetHash);
      if (found === undefined || found.state === 'seen') return refused('rule_set_unknown');
      if (found.state !== 'former' && found.state !== 'published') return refused('never_published');
      const signers = await signersOfRuleSet(transaction, { ruleSetHash, list }, deps);
      if (signers.length < signersNeeded) return refused('signature_wrong');
      if (found.state === 'former') {
        const askedMs = deps.clock.nowMs();
        await addRollbackWish(transaction, { ruleSetHash, publisherId, askedMs });
        const wanting = await wantingBack(transaction, { ruleSetHash, list }, deps);
        if (wanting.length >= signersNeeded) {
          const change = await nextChange(transaction, ['ruleSet']);
          await putInForce(transaction, ruleSetHash, { atMs: askedMs, change });
        }
      }
      return written(transaction, { ruleSetHash, alsoWrite }, deps);
    },
    { isRepeatable: true },
  );
}

export async function withdraw(
  deps: HqDeps,
  { ruleSetHash, alsoWrite }: { readonly ruleSetHash: Uint8Array; readonly alsoWrite?: AlsoWrite },
): Published<RuleSetView> {
  return inTransaction(deps, async (transaction) => {
    const isDone = await withdrawProposal(transaction, ruleSetHash);
    return isDone ? written(transaction, { ruleSetHash, alsoWrite }, deps) : refused('rule_set_unknown');
  });
}

/** The newest first. */
export async function ruleSetViews(deps: HqDeps): Promise<readonly RuleSetView[]> {
  const rows = await listRuleSets(deps.db, listedMax);
  const list = await readPublishers(deps.db);
  const views: RuleSetView[] = [];
  for (const row of rows) views.push(await viewOf(deps.db, { row, list }, deps));
  return views;
}

export async function ruleSetWithText(
  deps: HqDeps,
  ruleSetHash: Uint8Array,
): Published<RuleSetView & { readonly canonicalJson: string }> {
  const row = await ruleSetByHash(deps.db, ruleSetHash);
  if (row === undefined || row.state === 'seen') return refused('rule_set_unknown');
  const list = await readPublishers(deps.db);
  return ok({ ...(await viewOf(deps.db, { row, list }, deps)), canonicalJson: row.canonicalJson });
}

/** The canonical text of a rule set that may be published here. */
async function check(transaction: HqTransaction, json: unknown): Published<string> {
  const read = readRuleSet(json);
  const problems = read.ok ? checkRuleSet(read.value, await namesOf(transaction)) : read.error;
  const problem = problems.find(({ severity }) => severity === 'refused');
  if (!read.ok || problem !== undefined) {
    return refused('rule_set_invalid', {
      path: pathText(problem?.path ?? []),
      problem: problem?.code ?? 'malformed',
    });
  }
  const limits = (await readPublishers(transaction))?.limits ?? null;
  const breach = limits === null ? undefined : limitBreach(read.value, limits);
  return breach === undefined ? ok(canonicalRuleSet(read.value)) : refused('beyond_limits', breach);
}

async function namesOf(transaction: HqTransaction): Promise<ChainNames> {
  const chain = await readChain(transaction);
  if (chain === undefined) return {};
  const stores = await allStores(transaction);
  return {
    tierIds: new Set(chain.tiers.map(({ tierId }) => tierId)),
    storeIds: new Set(stores.map(({ storeId }) => storeId)),
    groupIds: new Set(chain.productGroups.map(({ groupId }) => groupId)),
    productIds: new Set(await allProductIds(transaction)),
  };
}

/** Whoever publishes waits here for whoever changes the list, and for each other. */
async function lockedList(transaction: HqTransaction): Promise<SignedPublisherList | undefined> {
  await lockDocument(transaction, 'publishers');
  return readPublishers(transaction);
}

type Signed = { readonly ruleSetHash: Uint8Array; readonly list: SignedPublisherList };

async function signersOfRuleSet(
  db: HqDb | HqTransaction,
  { ruleSetHash, list }: Signed,
  deps: HqDeps,
): Promise<readonly Uuid[]> {
  const approvals = await approvalsOf(db, ruleSetHash);
  const signatures = approvals.map(({ publisherId, signature }) => ({
    publisherId: uuid(publisherId),
    signature: bytesToHex(signature),
  }));
  return signersOf(publishBytes(ruleSetHash, deps), { list, signatures }, deps);
}

/** Different publishers of the list who want a former rule set back. */
async function wantingBack(
  db: HqDb | HqTransaction,
  { ruleSetHash, list }: Signed,
  { clock }: HqDeps,
): Promise<readonly Uuid[]> {
  const wishes = new Set(await rollbackWishes(db, ruleSetHash, clock.nowMs() - rollbackMsMax));
  return list.publishers.map(({ publisherId }) => publisherId).filter((id) => wishes.has(id));
}

async function written(
  transaction: HqTransaction,
  { ruleSetHash, alsoWrite }: { readonly ruleSetHash: Uint8Array; readonly alsoWrite: AlsoWrite | undefined },
  deps: HqDeps,
): Published<RuleSetView> {
  const row = await ruleSetByHash(transaction, ruleSetHash);
  invariant(row !== undefined, 'the rule set that was just written is there');
  const view = await viewOf(transaction, { row, list: await readPublishers(transaction) }, deps);
  await alsoWrite?.(transaction, view);
  return ok(view);
}

type Listed = { readonly row: RuleSetRow; readonly list: SignedPublisherList | undefined };

async function viewOf(db: HqDb | HqTransaction, { row, list }: Listed, deps: HqDeps): Promise<RuleSetView> {
  const { ruleSetHash, state, proposedMs, publishedMs } = row;
  invariant(state !== 'seen', 'what nobody proposed is not shown');
  const approvedBy = list === undefined ? [] : await signersOfRuleSet(db, { ruleSetHash, list }, deps);
  const isFormer = state === 'former' && list !== undefined;
  const rollBackBy = isFormer ? await wantingBack(db, { ruleSetHash, list }, deps) : [];
  const waiting = state === 'proposed' ? approvedBy.length : rollBackBy.length;
  const given = state === 'proposed' || rollBackBy.length > 0 ? waiting : signersNeeded;
  return {
    ruleSetHash: bytesToHex(ruleSetHash),
    state,
    proposedAtMs: proposedMs,
    publishedAtMs: publishedMs,
    approvedBy: [...approvedBy],
    rollBackBy: [...rollBackBy],
    missing: Math.max(0, signersNeeded - given),
  };
}

function refused(
  code: PublishErrorCode,
  details: PublishRefusal['details'] = {},
): Result<never, PublishRefusal> {
  return err({ code, details });
}

/** Throws for a text that the contract lets through as no hash. */
export function hashFrom(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes?.length === 32, 'a checked hash has 32 bytes');
  return bytes;
}
