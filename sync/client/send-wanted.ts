/** Sends what HQ misses beside the entries: rule sets that they name, and records about people. */

import { attachmentsPerPushMax } from '#shared/contracts/sync/protocol.ts';
import type { PushAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import type { HqTrouble } from './outcome.ts';
import { prepareAttachments } from './prepare-push.ts';

type Wanted = {
  readonly answer: Pick<PushAnswer, 'missingAttachments' | 'wantedRuleSets'>;
  readonly head: SyncHead;
};

/** Each thing is sent once in the agent's life: an HQ that asks on and on gets no answer on and on. */
export async function sendWanted(
  deps: AgentDeps,
  state: AgentState,
  { answer, head }: Wanted,
): Promise<HqTrouble | null> {
  const failed = await sendRuleSets(deps, state, answer.wantedRuleSets);
  return failed ?? (await sendAttachments(deps, state, { hashes: answer.missingAttachments, head }));
}

export async function sendRuleSets(
  { client, ledger }: AgentDeps,
  { ruleSetsSent }: AgentState,
  hashes: readonly string[],
): Promise<HqTrouble | null> {
  for (const ruleSetHash of hashes) {
    const canonicalJson = ruleSetsSent.has(ruleSetHash) ? undefined : ledger.ruleSetJson(ruleSetHash);
    if (canonicalJson === undefined) continue;
    const sent = await client.putRuleSet({ ruleSetHash, canonicalJson });
    if (sent.kind !== 'ok' && sent.kind !== 'refused') return sent;
    ruleSetsSent.add(ruleSetHash);
  }
  return null;
}

async function sendAttachments(
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
