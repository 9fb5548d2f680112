/** The window that is open about one till. */

import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { ChangeTillDialog } from './change-till-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { FreezeDialog, UnfreezeDialog } from './stop-dialogs.tsx';
import type { TillDialogProps } from './till-dialog-props.ts';

export type TillMatter = 'report' | 'change' | 'replace' | 'freeze' | 'unfreeze' | 'revoke';

export type TillDialogsProps = TillDialogProps & {
  readonly matter: TillMatter;
  readonly onCode: (code: CodeAnswer) => void;
};

export function TillDialogs({ matter, onCode, ...about }: TillDialogsProps) {
  switch (matter) {
    case 'report':
      return <ReportDialog till={about.till} onClose={about.onClose} />;
    case 'change':
      return <ChangeTillDialog {...about} />;
    case 'replace':
      return <ReplaceDialog till={about.till} onClose={about.onClose} onCode={onCode} />;
    case 'freeze':
      return <FreezeDialog {...about} />;
    case 'unfreeze':
      return <UnfreezeDialog {...about} />;
    case 'revoke':
      return <RevokeDialog {...about} />;
  }
}
