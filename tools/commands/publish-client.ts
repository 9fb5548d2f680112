/** Asks HQ as a publisher: each request is signed with the publisher's own key. */

import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { publishRoot } from '#shared/contracts/hq/publishing.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { requestBytes } from '#sync/core/envelope.ts';
import type { PublishFailure } from './publish-failure.ts';
import type { PublisherKey } from './publish-key-file.ts';

export type HqAsk = <Schema extends z.ZodType>(
  path: string,
  answer: Schema,
  body?: object,
) => Promise<Result<z.output<Schema>, PublishFailure>>;

const answerMsMax = 30_000;
const failureSchema = z.object({
  error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).default({}) }),
});
const encoder = new TextEncoder();
const ports = {
  sha256: (...parts: readonly Uint8Array[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
  utf8: { encode: (text: string) => encoder.encode(text) },
};

/** `hq` is HQ's address; without TLS only on a loopback address, because what is proposed is still secret. */
export function createPublishClient(hq: string, key: PublisherKey): Result<HqAsk, PublishFailure> {
  const address = addressOf(hq);
  if (address === undefined) {
    const message = `${hq} is no address of an HQ. Give https://…, or http:// on this machine.`;
    return err({ code: 'address_invalid', message });
  }
  return ok(async (path, answer, body) => {
    const asked = await send(address, { path, body, key });
    if (!asked.ok) return asked;
    const parsed = answer.safeParse(asked.value);
    if (parsed.success) return ok(parsed.data);
    return err({ code: 'hq_not_reached', message: `What answers at ${hq} is no HQ of this version.` });
  });
}

type ToSend = {
  readonly path: string;
  readonly body: object | undefined;
  readonly key: PublisherKey;
};

async function send(address: URL, { path, body, key }: ToSend): Promise<Result<unknown, PublishFailure>> {
  const method = body === undefined ? 'GET' : 'POST';
  const target = `${publishRoot}${path}`;
  const payload = body === undefined ? '' : JSON.stringify(body);
  const requestId = new Uint8Array(randomBytes(16));
  const message = requestBytes(
    { deviceId: key.publisherId, requestId, method, target, body: ports.utf8.encode(payload) },
    ports,
  );
  const headers = {
    [syncHeaders.device]: key.publisherId,
    [syncHeaders.request]: bytesToHex(requestId),
    [syncHeaders.signature]: bytesToHex(key.sign(message)),
    ...(payload === '' ? {} : { 'content-type': 'application/json' }),
  };
  try {
    const response = await fetch(new URL(target, address), {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(answerMsMax),
      ...(payload === '' ? {} : { body: payload }),
    });
    const json: unknown = await response.json();
    return response.ok ? ok(json) : err(refusalOf(json, response.status));
  } catch (failure) {
    // Whatever fetch throws is about the line or about what answered: nothing of it is a fault of this program.
    const why = failure instanceof Error ? failure.message : String(failure);
    return err({ code: 'hq_not_reached', message: `HQ at ${address.origin} did not answer (${why}).` });
  }
}

const sentences: Readonly<Record<string, string>> = {
  not_authentic:
    'HQ does not know this key as a publisher’s, or the clock of this machine is wrong by more than ten minutes.',
  rule_set_invalid: 'The rule set is not accepted; `vafa rules check` names every problem.',
  beyond_limits: 'The rule set gives more than the owner’s limits allow.',
  rule_set_unknown: 'HQ has no such rule set, or it was withdrawn.',
  signature_wrong: 'The approvals that are needed are missing or not of publishers of the present list.',
  never_published: 'This rule set was never in force: it needs approvals, not a rollback.',
  list_refused:
    'The list is not newer, names somebody twice, or two publishers of the list before have not signed it.',
  list_missing: 'There is no list of publishers yet: an administrator sets the first one.',
};

function refusalOf(json: unknown, status: number): PublishFailure {
  const parsed = failureSchema.safeParse(json);
  if (!parsed.success) return { code: 'hq_not_reached', message: `The answer ${status} is no HQ’s.` };
  const { code, details } = parsed.data.error;
  const facts = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  const sentence = sentences[code] ?? `HQ refused (${status}).`;
  return { code, message: facts.length === 0 ? sentence : `${sentence} (${facts.join('; ')})` };
}

function addressOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname);
  return address.protocol === 'https:' || (address.protocol === 'http:' && isLocal) ? address : undefined;
}
