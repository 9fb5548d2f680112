/** Asks a manager only after the till has said that one is needed. */

import { useState } from 'react';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';

export type ApprovalAtHand = {
  readonly isApproving: boolean;
  readonly stopApproving: () => void;
  /** Null when it was done. */
  readonly send: (approval?: Approval) => Promise<AppError | null>;
};

export function useApproval(run: (approval?: Approval) => Promise<AppError | null>): ApprovalAtHand {
  const [isApproving, setIsApproving] = useState(false);
  return {
    isApproving,
    stopApproving: () => setIsApproving(false),
    send: async (approval) => {
      const refused = await run(approval);
      if (refused?.code === 'approval_needed' && approval === undefined) setIsApproving(true);
      if (refused === null) setIsApproving(false);
      return refused;
    },
  };
}
