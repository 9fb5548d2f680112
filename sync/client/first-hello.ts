/** The first question to an HQ that nothing is known of yet: who are you? Believed only as far as a person compares it. */

import { joiningDeviceId, syncHeaders, syncJsonBytesMax, syncRoot } from '#shared/contracts/sync/protocol.ts';
import { helloAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { HelloAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { answerBytes } from '#sync/core/envelope.ts';
import { jsonOf, troubleOf, unsigned } from './hq-link.ts';
import type { LinkPorts } from './hq-link.ts';
import type { Http } from './http.ts';
import type { HqOutcome } from './outcome.ts';

const firstByteMsMax = 10_000;
const keyIdBytes = 8;

/** Whoever answers proves at least that they hold the key that they name. */
export async function firstHello(http: Http, ports: LinkPorts): Promise<HqOutcome<HelloAnswer>> {
  const requestId = ports.randomBytes(16);
  const answered = await http.send({
    method: 'GET',
    target: `${syncRoot}/hello`,
    headers: { [syncHeaders.device]: joiningDeviceId, [syncHeaders.request]: bytesToHex(requestId) },
    body: new Uint8Array(),
    answerBytesMax: syncJsonBytesMax,
    firstByteMsMax,
  });
  if (!answered.ok) return troubleOf(answered.error);
  const { status, headers, body } = answered.value;
  const hello = helloAnswer.safeParse(status === 200 ? jsonOf(body) : undefined);
  if (!hello.success) return unsigned(answered.value);
  const publicKey = hexToBytes(hello.data.key.publicKey);
  const signature = hexToBytes(headers[syncHeaders.signature] ?? '');
  if (publicKey === undefined || signature?.length !== 64) return unsigned(answered.value);
  const keyId = bytesToHex(ports.sha256(publicKey).slice(0, keyIdBytes));
  const message = answerBytes({ requestId, status, body }, ports);
  const isHolder = keyId === hello.data.key.keyId && ports.verifySignature({ publicKey, message, signature });
  return isHolder ? { kind: 'ok', value: hello.data } : { kind: 'notHq' };
}
