/** Pulls what HQ has published: a manifest, its pages, all of them taken over in one step. */

import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { AgentDeps, AgentState } from './agent-state.ts';
import type { HqOutcome, HqTrouble } from './outcome.ts';

export type Received =
  | { readonly kind: 'level' }
  /** It cannot be put into this till's files. */
  | { readonly kind: 'notApplied'; readonly what: string }
  | HqTrouble;

/** A manifest whose pages are gone is asked for anew, and HQ may publish faster than a bad line brings it. */
const goneMax = 3;
/** What a long absence is told in; more than this HQ has not to say. */
const manifestsMax = 1_000;

/** `between` is called after each page: sales do not wait for a long snapshot. */
export async function receiveChanges(
  deps: AgentDeps,
  state: AgentState,
  between: () => Promise<HqTrouble | null>,
): Promise<Received> {
  const { client, pull, tell } = deps;
  let gone = 0;
  for (let pulled = 0; pulled < manifestsMax && gone < goneMax && !state.isStopped; pulled += 1) {
    const asked = await manifestFor(deps, pull.cursor());
    if (asked.kind !== 'ok') return asked;
    const { manifest } = asked.value;
    if (manifest.cursor === pull.cursor()) break;
    const pages = await receivePages(deps, asked.value, { state, between });
    tell({ kind: 'progress', progress: null });
    if (pages.kind === 'refused' && pages.code === 'not_found') {
      gone += 1;
      continue;
    }
    if (pages.kind !== 'level') return pages;
    if (state.isStopped) return { kind: 'level' };
    const applied = pull.apply();
    if (!applied.ok) return { kind: 'notApplied', what: applied.error };
    const { isSnapshot, hasChain, membersGone } = applied.value;
    const { cursor, madeAtMs } = manifest;
    tell({ kind: 'pulled', cursor, madeAtMs, isSnapshot, hasChain, membersGone: [...membersGone] });
    // A snapshot takes the place of the cache at the next start: what follows it goes on from there.
    if (!manifest.hasMore || isSnapshot) break;
  }
  for (const orderId of pull.erasuresDone()) {
    const told = await client.confirmErasure(orderId);
    if (told.kind !== 'ok' && told.kind !== 'refused') return told;
    if (told.kind === 'ok') pull.erasureTold(orderId);
  }
  return { kind: 'level' };
}

type AskedPull = { readonly manifest: SyncManifest; readonly since: string | null };

/** A cursor that HQ does not know any more is forgotten: everything comes again. */
async function manifestFor({ client }: AgentDeps, cursor: string | null): Promise<HqOutcome<AskedPull>> {
  const manifest = await client.pull(cursor);
  const isUnknown = manifest.kind === 'refused' && manifest.code === 'cursor_unknown';
  const since = isUnknown ? null : cursor;
  const asked = isUnknown && cursor !== null ? await client.pull(null) : manifest;
  return asked.kind === 'ok' ? { kind: 'ok', value: { manifest: asked.value, since } } : asked;
}

type Pulling = { readonly state: AgentState; readonly between: () => Promise<HqTrouble | null> };

async function receivePages(
  { client, pull, tell, ports }: AgentDeps,
  { manifest, since }: AskedPull,
  { state, between }: Pulling,
): Promise<Received> {
  const bytesOf = new Map(manifest.pages.map(({ page, bytes }) => [page, bytes]));
  const total = manifest.pages.reduce((sum, { bytes }) => sum + bytes, 0);
  const begun = pull.begin(manifest, since);
  if (!begun.ok) return { kind: 'notApplied', what: begun.error };
  const missing = begun.value;
  let done = total - missing.reduce((sum, page) => sum + (bytesOf.get(page) ?? 0), 0);
  for (const page of missing) {
    if (state.isStopped) break;
    tell({ kind: 'progress', progress: { kind: manifest.kind, done: Math.max(0, done), total } });
    const answer = await client.page(page);
    if (answer.kind !== 'ok') return answer;
    if (bytesToHex(ports.sha256(answer.value)) !== page) return { kind: 'badAnswer', what: 'pageHash' };
    const taken = pull.take(page, answer.value);
    if (!taken.ok) return { kind: 'notApplied', what: taken.error };
    done += bytesOf.get(page) ?? 0;
    const failed = await between();
    if (failed !== null) return failed;
  }
  return { kind: 'level' };
}
