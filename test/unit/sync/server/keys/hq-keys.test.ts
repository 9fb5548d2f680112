/** HQ's keys and their file. */

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFormerHqKeys, openHqKeys } from '#sync/server/keys/hq-keys.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { serviceKeyEndorsement } from '#sync/server/service-keys.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

function place(passphrase: string | null = null) {
  return { ...nodeHqPorts, file: path.join(temporaryFolder(), 'hq-keys.json'), passphrase };
}

const message = new Uint8Array([1, 2, 3]);

describe('the keys of HQ', () => {
  it('are the same at each opening, in a file for its owner alone', () => {
    const at = place();
    const first = expectOk(openHqKeys(at)).serviceKeys;
    const second = expectOk(openFormerHqKeys(at)).serviceKeys;
    expect(second.current.keyId).toBe(first.current.keyId);
    expect(second.escrow.publicKey).toEqual(first.escrow.publicKey);
    expect(second.dataSeal.open(first.dataSeal.seal(message, 'here'), 'here')).toEqual(message);
    expect(statSync(at.file).mode & 0o777).toBe(0o600);
  });

  it('sign what the public key of their id verifies', () => {
    const { current } = expectOk(openHqKeys(place())).serviceKeys;
    const { publicKey } = current;
    const signature = current.sign(message);
    expect(nodeHqPorts.verifySignature({ publicKey, message, signature })).toBe(true);
    expect(nodeHqPorts.verifySignature({ publicKey, message: new Uint8Array([1]), signature })).toBe(false);
    const digest = Buffer.from(nodeHqPorts.sha256(publicKey)).toString('hex');
    expect(current.keyId).toBe(digest.slice(0, 16));
  });

  it('after a rotation are led by a new one that the one before vouches for, and keep that one', () => {
    const at = place('a sentence');
    const keys = expectOk(openHqKeys(at));
    const former = keys.serviceKeys.current;
    expectOk(keys.rotate());
    const { current, retired } = keys.serviceKeys;
    expect(retired.map(({ keyId }) => keyId)).toEqual([former.keyId]);
    expect(current.endorsement?.keyId).toBe(former.keyId);
    const signature = current.endorsement?.signature ?? new Uint8Array();
    const check = {
      publicKey: former.publicKey,
      message: serviceKeyEndorsement(current.publicKey),
      signature,
    };
    expect(nodeHqPorts.verifySignature(check)).toBe(true);
    expectOk(keys.rotate());
    const reopened = expectOk(openHqKeys(at)).serviceKeys;
    expect(reopened.current.keyId).toBe(keys.serviceKeys.current.keyId);
    expect(reopened.retired.map(({ keyId }) => keyId)).toEqual([current.keyId]);
  });

  it('open nothing that was changed, cut or sealed for another place', () => {
    const { dataSeal } = expectOk(openHqKeys(place())).serviceKeys;
    const sealed = dataSeal.seal(message, 'member.phone/1');
    const changed = sealed.with(14, (sealed[14] ?? 0) ^ 1);
    expect(dataSeal.open(sealed, 'member.phone/2')).toBeUndefined();
    expect(dataSeal.open(changed, 'member.phone/1')).toBeUndefined();
    expect(dataSeal.open(sealed.slice(0, 20), 'member.phone/1')).toBeUndefined();
    expect(dataSeal.derive('one')).not.toEqual(dataSeal.derive('other'));
  });

  it('agree with the other side of an escrow, and with no point of small order', () => {
    const one = expectOk(openHqKeys(place())).serviceKeys.escrow;
    const other = expectOk(openHqKeys(place())).serviceKeys.escrow;
    expect(one.agree(other.publicKey)).toEqual(other.agree(one.publicKey));
    expect(one.agree(new Uint8Array(32))).toBeUndefined();
    expect(one.agree(new Uint8Array(31))).toBeUndefined();
  });
});

describe('the key file', () => {
  it('is sealed from the first start on at which there is a passphrase', () => {
    const open = place();
    const first = expectOk(openHqKeys(open)).serviceKeys.current.keyId;
    const sealed = { ...open, passphrase: 'a sentence' };
    expect(expectOk(openHqKeys(sealed)).serviceKeys.current.keyId).toBe(first);
    expect(readFileSync(open.file, 'utf8')).not.toContain('seed');
    expect(expectCode(openHqKeys(open))).toBe('keys_passphrase_missing');
    expect(expectCode(openHqKeys({ ...open, passphrase: 'another' }))).toBe('keys_passphrase_wrong');
    expect(expectOk(openHqKeys(sealed)).serviceKeys.current.keyId).toBe(first);
  });

  it('that is damaged is named and never replaced by new keys', () => {
    const at = place();
    expectOk(openHqKeys(at));
    for (const text of ['', '{', '[]', '{"format":"vafa-hq-keys-1","sealed":false,"keys":{}}']) {
      writeFileSync(at.file, text);
      expect(expectCode(openHqKeys(at))).toBe('keys_unreadable');
      expect(readFileSync(at.file, 'utf8')).toBe(text);
    }
  });

  it('that must be there is asked for by its name', () => {
    expect(expectCode(openFormerHqKeys(place()))).toBe('keys_missing');
  });
});
