/** A device that asks HQ to join over HTTP, with keys of its own. */

import { joinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { JoinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { noDeviceYet, newTillKeys, signRequest } from '#test/support/hq/test-till.ts';
import type { TillRequest } from '#test/support/hq/test-till.ts';

export type JoiningDevice = {
  readonly join: (code: string) => Promise<JoinAnswer>;
  readonly stateOf: (joinId: string) => Promise<JoinAnswer>;
};

export function joiningDevice(url: string): JoiningDevice {
  const keys = newTillKeys();
  const ask = async (request: TillRequest): Promise<JoinAnswer> => {
    const { method, url: target, headers, payload } = signRequest(keys, noDeviceYet, request);
    const body = payload.length > 0 ? { body: new Uint8Array(payload) } : {};
    const answer = await fetch(`${url}${target}`, { method, headers, ...body });
    return joinAnswer.parse(await answer.json());
  };
  return {
    join: (code) =>
      ask({
        method: 'POST',
        path: '/join',
        body: {
          code,
          publicKey: bytesToHex(keys.publicKey),
          boxKey: bytesToHex(keys.boxKey),
          app: 'Vafa 0.1.0',
          escrow: Buffer.from('sealed').toString('base64'),
        },
      }),
    stateOf: (joinId) => ask({ method: 'GET', path: `/joins/${joinId}` }),
  };
}
