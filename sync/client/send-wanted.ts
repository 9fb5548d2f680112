/** Sends what HQ misses beside the entries: rule sets that they name, and records about people. */

import { attachmentsPerPushMax } from '#shared/contracts/sync/protocol.ts';
import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import type { HqTrouble } from './outcome.ts';
import { prepareAttachments } from './prepare-push.ts';

/** In characters: whatever line is borne carries so much in minutes, so that it goes over within the round. */
export const shortRuleSetMax = 64 * 1024;

/**
 * Each thing is sent once in the agent's life: an HQ that asks on and on gets no answer on and on. What does not go over
 * stays wanted. `lengthMax` leaves longer ones for later.
 */
export async function sendRuleSets(
  { client, ledger }: AgentDeps,
  state: AgentState,
  lengthMax = Infinity,
): Promise<HqTrouble | null> {
  const { ruleSetsWanted, ruleSetsSent } = state;
  for (const ruleSetHash of ruleSetsWanted) {
    if (state.isStopped) return null;
    const canonicalJson = ruleSetsSent.has(ruleSetHash) ? undefined : ledger.ruleSetJson(ruleSetHash);
    if (canonicalJson !== undefined && canonicalJson.length > lengthMax) continue;
    if (canonicalJson !== undefined) {
      const sent = await client.putRuleSet({ ruleSetHash, canonicalJson });
      if (sent.kind !== 'ok' && sent.kind !== 'refused') return sent;
      ruleSetsSent.add(ruleSetHash);
    }
    ruleSetsWanted.delete(ruleSetHash);
  }
  return null;
}

export async function sendAttachments(
  { client, ledger, identity }: AgentDeps,
  { attachmentsSent }: AgentState,
  { hashes, head }: { readonly hashes: readonly string[]; readonly head: SyncHead },
): Promise<HqTrouble | null> {
  const fresh = hashes.filter((hash) => !attachmentsSent.has(hash)).slice(0, attachmentsPerPushMax / 10);
  const records = fresh.flatMap((hash) => ledger.attachment(hash) ?? []);
  const [entry] = ledger.entriesAfter({ epoch: head.epoch, seq: head.seq - 1 }, 1);
  if (records.length > 0 && entry !== undefined) {
    const body = prepareAttachments({ identity }, head.epoch, { head: entry, records });
    const sent = await client.push(body);
    // What a line lost is sent again when HQ asks again.
    if (sent.kind !== 'ok' && sent.kind !== 'refused') return sent;
  }
  for (const hash of fresh) attachmentsSent.add(hash);
  return null;
}
