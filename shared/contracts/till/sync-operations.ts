/** The line to HQ: its state, sending now, joining, and carrying by hand what could not be sent. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { carriedBacklogView, joinView, syncView } from './sync-views.ts';

const command = z.object({ commandId: uuidSchema });
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;
/** HQ is asked on the way, over whatever line there is. */
const joinDeadlineMs = 30_000;
/** Every entry that was not sent is read and compressed. */
const exportDeadlineMs = 120_000;

export const syncOperations = {
  syncState: {
    input: z.object({}),
    output: syncView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  /** Asks HQ at once instead of at the next try. Answers before HQ does; `syncChanged` tells the rest. */
  sendNow: {
    input: command,
    output: z.object({}),
    errors: ['not_signed_in', 'not_joined'],
    deadlineMs: queryDeadlineMs,
  },
  /** Asks HQ to take this till. What is done for good is done when a person at HQ has approved it. */
  joinHq: {
    input: command.extend({ url: z.string().max(300), code: z.string().max(64) }),
    output: joinView,
    errors: [
      'not_signed_in',
      'manager_needed',
      'already_joined',
      'address_invalid',
      'join_code_wrong',
      'join_code_expired',
      'join_refused',
      /** `cause`: one of `syncCauses`. */
      'hq_not_reached',
      'unsent_to_other_hq',
      'file_unwritable',
    ],
    deadlineMs: joinDeadlineMs,
  },
  joinState: {
    input: z.object({}),
    output: joinView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  cancelJoin: {
    input: command,
    output: joinView,
    errors: ['not_signed_in', 'manager_needed', 'already_joined'],
    deadlineMs: queryDeadlineMs,
  },
  /** Writes everything that HQ has not acknowledged into a file that only HQ can open. Nothing counts as sent by it. */
  exportBacklog: {
    input: command,
    output: carriedBacklogView,
    errors: ['not_signed_in', 'not_joined', 'nothing_to_send', 'file_unwritable', 'disk_full'],
    deadlineMs: exportDeadlineMs,
  },
} as const;
