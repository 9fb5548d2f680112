import { describe, expect, it } from 'vitest';
import { syncOperations } from '#shared/contracts/till/sync-operations.ts';
import { exportFaultOf } from '#renderer/cashier/line/export-fault.ts';
import { joinFaultOf } from '#renderer/cashier/line/join-fault.ts';

describe('what failed at the line to the head office', () => {
  it('leads to the field that is to be corrected, or to the message where none is', () => {
    const faults = syncOperations.joinHq.errors.map((code) => [code, joinFaultOf(code)]);
    expect(Object.fromEntries(faults)).toEqual({
      not_signed_in: 'message',
      manager_needed: 'message',
      already_joined: 'message',
      address_invalid: 'address',
      join_code_wrong: 'code',
      join_code_expired: 'code',
      join_refused: 'code',
      hq_not_reached: 'message',
      unsent_to_other_hq: 'message',
      file_unwritable: 'message',
    });
  });

  it('is told in words of its own where the disk does not take the file for carrying', () => {
    const faults = syncOperations.exportBacklog.errors.map((code) => [code, exportFaultOf(code)]);
    expect(Object.fromEntries(faults)).toEqual({
      not_signed_in: null,
      not_joined: null,
      nothing_to_send: null,
      file_unwritable: 'unwritable',
      disk_full: 'full',
    });
  });
});
