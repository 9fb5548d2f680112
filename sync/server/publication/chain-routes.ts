/** What people at HQ change about the chain itself. Whatever changes reaches every till at the line at once. */

import type { z } from 'zod';
import {
  chainAnswer,
  chainBrandingRequest,
  chainNameRequest,
  chainSettingsRequest,
} from '#shared/contracts/hq/admin-chain.ts';
import { doneAnswer } from '#shared/contracts/hq/admin-common.ts';

import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { lockDocument, writeDocument } from '../db/stores/publication/document-store.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from '../people/admin-failure.ts';
import { auditChange, changedFacts } from '../people/audit-change.ts';
import type { AuditedChange } from '../people/audit-change.ts';
import { accountIdOf } from '../people/guard-admin.ts';
import { readBranding, readChain, readSettings } from './chain-documents.ts';

type Branding = z.output<typeof chainBrandingRequest>;
type DocumentChange = {
  readonly name: 'chain' | 'settings' | 'branding';
  readonly before: object;
  readonly after: object;
  readonly record: Omit<AuditedChange, 'subject'>;
};

const subject = 'chain';
const isRepeatable = { isRepeatable: true } as const;

export function registerChainRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/chain', { schema: { response: { 200: chainAnswer } } }, async () => ({
    name: (await readChain(deps.db))?.name ?? null,
    settings: await readSettings(deps.db),
    branding: await readBranding(deps.db),
  }));
  registerName(app, deps);
  registerSettings(app, deps);
  registerBranding(app, deps);
}

function registerName(app: HqApp, deps: HqDeps): void {
  const schema = { body: chainNameRequest, response: { 200: doneAnswer } };
  app.put('/chain/name', { schema }, async (request, reply) => {
    const accountId = accountIdOf(request);
    const { body: name } = request;
    const work = async (transaction: HqTransaction): Promise<boolean> => {
      await lockDocument(transaction, 'chain');
      const before = await readChain(transaction);
      if (before === undefined) return false;
      const record = { accountId, action: 'chain.name', facts: { hasNewName: true } };
      await change(transaction, deps, { name: 'chain', before, after: { ...before, name }, record });
      return true;
    };
    const isThere = await inTransaction(deps, work, isRepeatable);
    return isThere ? { done: true as const } : sendAdminFailure(reply, 'not_found');
  });
}

function registerSettings(app: HqApp, deps: HqDeps): void {
  const schema = { body: chainSettingsRequest, response: { 200: doneAnswer } };
  app.put('/chain/settings', { schema }, async (request) => {
    const accountId = accountIdOf(request);
    const { body: after } = request;
    const work = async (transaction: HqTransaction): Promise<void> => {
      await lockDocument(transaction, 'settings');
      const before = await readSettings(transaction);
      const record = { accountId, action: 'chain.settings', facts: changedFacts(before, after) };
      await change(transaction, deps, { name: 'settings', before, after, record });
    };
    await inTransaction(deps, work, isRepeatable);
    return { done: true as const };
  });
}

function registerBranding(app: HqApp, deps: HqDeps): void {
  const schema = { body: chainBrandingRequest, response: { 200: doneAnswer } };
  app.put('/chain/branding', { schema }, async (request) => {
    const accountId = accountIdOf(request);
    const { body: after } = request;
    const work = async (transaction: HqTransaction): Promise<void> => {
      await lockDocument(transaction, 'branding');
      const before = await readBranding(transaction);
      const record = { accountId, action: 'chain.branding', facts: brandingFacts(before, after) };
      await change(transaction, deps, { name: 'branding', before, after, record });
    };
    await inTransaction(deps, work, isRepeatable);
    return { done: true as const };
  });
}

/** Nothing for what is the same as before: no till is woken for it. */
async function change(
  transaction: HqTransaction,
  deps: HqDeps,
  { name, before, after, record }: DocumentChange,
): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await auditChange(transaction, deps, { ...record, subject });
  await writeDocument(transaction, name, after);
}

/** Lines are free text, which the record of changes has none of: how many there are, and whether they are others now. */
function brandingFacts(before: Branding, after: Branding): NonNullable<AuditedChange['facts']> {
  const settingsOf = ({ accent, receiptLines }: Branding) => ({ accent, receiptLines: receiptLines.length });
  return {
    ...changedFacts(settingsOf(before), settingsOf(after)),
    hasNewLines: JSON.stringify(before.receiptLines) !== JSON.stringify(after.receiptLines),
  };
}
