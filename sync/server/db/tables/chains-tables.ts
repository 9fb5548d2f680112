/** What tills sent, as it came; the migration says what each column means. */

import type { Generated } from 'kysely';

export type ChainsTables = {
  readonly chain_head: {
    device_id: string;
    epoch: number;
    branch: number;
    forked_after_seq: number;
    forked_from: Generated<number>;
    seq: number;
    hash: Uint8Array;
    durable_seq: Generated<number>;
    durable_hash: Uint8Array | null;
    projected_seq: Generated<number>;
    unfrozen_seq: Generated<number>;
    received_ms: number;
  };
  readonly segment: {
    device_id: string;
    epoch: number;
    branch: number;
    from_seq: number;
    to_seq: number;
    previous_hash: Uint8Array;
    head_hash: Uint8Array;
    head_signature: Uint8Array;
    received_ms: number;
    is_after_revocation: Generated<boolean>;
    bytes: Uint8Array;
  };
  readonly attachment: {
    device_id: string;
    record_hash: Uint8Array;
    ciphertext: Uint8Array;
    sealed_key: Uint8Array;
    received_ms: number;
  };
  readonly quarantine: {
    device_id: string;
    epoch: number;
    branch: number;
    seq: number;
    reason: string;
    at_ms: number;
    body: Uint8Array;
  };
  readonly missing_attachment: { device_id: string; record_hash: Uint8Array };
  readonly named_rule_set: { device_id: string; rule_set_hash: Uint8Array };
};
