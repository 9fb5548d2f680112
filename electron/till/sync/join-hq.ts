/** Joining: asks HQ to take this till, waits for the person who approves it there, and goes on after a restart. */

import { joiningDeviceId } from '#shared/contracts/sync/protocol.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { HelloAnswer, JoinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { SyncCause } from '#shared/contracts/till/sync-views.ts';
import { parseJoinCode } from '#shared/domain/join-code.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { firstHello } from '#sync/client/first-hello.ts';
import { createHqClient } from '#sync/client/hq-client.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { createHqLink } from '#sync/client/hq-link.ts';
import type { Http } from '#sync/client/http.ts';
import { causeOf } from '#sync/client/outcome.ts';
import type { HqTrouble } from '#sync/client/outcome.ts';
import { fingerprintOf } from '#sync/core/envelope.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import { nodeBox } from '../node-box.ts';
import type { TillPorts } from '../ports.ts';
import { createBoxKey } from './box-key.ts';
import { hqOrigin } from './hq-address.ts';
import type { JoinCode } from './sync-line.ts';

export type JoinDeps = {
  readonly createHttp: (origin: string) => Http;
  readonly signingSeed: Uint8Array;
  /** Given to HQ sealed, so that files of a till whose key store died can be opened. */
  readonly databaseKey: Uint8Array;
  readonly app: string;
  /** Files of this device make way when the till is another one at HQ. */
  readonly former: string;
  readonly ports: Pick<
    TillPorts,
    'clock' | 'sha256' | 'utf8' | 'verifySignature' | 'signHead' | 'publicKey' | 'randomBytes'
  >;
};

type Asked = { readonly url: string; readonly code: string };

export async function askToJoin(deps: JoinDeps, asked: Asked): Promise<Result<HqFile, AppError<JoinCode>>> {
  const url = hqOrigin(asked.url);
  const code = parseJoinCode(asked.code);
  if (url === undefined) return err(appError('address_invalid'));
  if (code === undefined) return err(appError('join_code_wrong'));
  const http = deps.createHttp(url);
  try {
    const hello = await firstHello(http, deps.ports);
    if (hello.kind !== 'ok') return err(joinError(hello));
    const answer = await clientFor(deps, http, [hello.value.key]).join(requestFor(deps, hello.value, code));
    if (answer.kind !== 'ok') return err(joinError(answer));
    return ok(fileFor(deps, { url, code, hello: hello.value, answer: answer.value }));
  } finally {
    http.close();
  }
}

export type JoinLook =
  | { readonly kind: 'answered'; readonly step: HqFile['step'] }
  /** HQ is asked again later. */
  | { readonly kind: 'trouble'; readonly cause: SyncCause };

/** Asks once what became of it. */
export async function lookAtJoin(deps: JoinDeps, file: HqFile): Promise<JoinLook> {
  const http = deps.createHttp(file.url);
  try {
    const answer = await clientFor(deps, http, file.keys).joinState(file.joinId);
    if (answer.kind === 'refused' && answer.code === 'not_authentic')
      return { kind: 'answered', step: 'expired' };
    if (answer.kind !== 'ok') return { kind: 'trouble', cause: causeOf(answer) };
    const { state } = answer.value;
    return { kind: 'answered', step: state === 'approved' ? 'receiving' : state };
  } finally {
    http.close();
  }
}

function clientFor({ app, ports }: JoinDeps, http: Http, keys: HqFile['keys']): HqClient {
  const trusted = keys.flatMap(({ keyId, publicKey }) => {
    const bytes = hexToBytes(publicKey);
    return bytes === undefined ? [] : [{ keyId, publicKey: bytes }];
  });
  const deviceId = uuid(joiningDeviceId);
  const link = createHqLink({ http, deviceId, sign: ports.signHead, trusted: () => trusted, app, ports });
  return createHqClient(link, ports.utf8);
}

function requestFor(
  { signingSeed, databaseKey, app, ports }: JoinDeps,
  { escrowKey }: HelloAnswer,
  code: string,
): Parameters<HqClient['join']>[0] {
  const reader = hexToBytes(escrowKey);
  const escrow = reader && sealBox(databaseKey, reader, nodeBox);
  return {
    code,
    publicKey: bytesToHex(ports.publicKey),
    boxKey: bytesToHex(createBoxKey(signingSeed).publicKey),
    app,
    escrow: escrow === undefined ? null : Buffer.from(escrow).toString('base64'),
  };
}

type Answered = {
  readonly url: string;
  readonly code: string;
  readonly hello: HelloAnswer;
  readonly answer: JoinAnswer;
};

/** The fingerprint is worked out here: the one that HQ answers with would prove nothing. */
function fileFor({ former, ports }: JoinDeps, { url, code, hello, answer }: Answered): HqFile {
  const hqKey = hexToBytes(hello.key.publicKey);
  invariant(hqKey !== undefined, 'the key of an HQ is hexadecimal');
  const { joinId, deviceId, tillName, storeName, chainName } = answer;
  return {
    format: 1,
    step: 'waiting',
    url,
    hqId: hello.hqId,
    keys: [hello.key],
    escrowKey: hello.escrowKey,
    joinId,
    fingerprint: fingerprintOf({ hqKey, tillKey: ports.publicKey, code }, ports),
    deviceId,
    tillName,
    storeName,
    chainName,
    former,
    askedAtMs: ports.clock.nowMs(),
  };
}

function joinError(trouble: HqTrouble): AppError<JoinCode> {
  if (trouble.kind !== 'refused') return appError('hq_not_reached', { cause: causeOf(trouble) });
  const code = refusals[trouble.code];
  return code === undefined ? appError('hq_not_reached', { cause: causeOf(trouble) }) : appError(code);
}

const refusals: Readonly<Record<string, JoinCode>> = {
  code_wrong: 'join_code_wrong',
  not_found: 'join_code_wrong',
  code_expired: 'join_code_expired',
  join_refused: 'join_refused',
};
