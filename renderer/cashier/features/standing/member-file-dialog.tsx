/** The file of the member at the till: what they hold and until when, where they stand, and whom they share with. */

import { FileUser, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components';
import { useStore } from 'zustand';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { useVouchersMadeHere } from '#renderer/cashier/codes/use-vouchers-made-here.ts';
import { VoucherPane } from '#renderer/cashier/codes/voucher-pane.tsx';
import { Empty } from './empty.tsx';
import { LotsTab } from './lots-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { StatementTab } from './statement-tab.tsx';
import { TierTab } from './tier-tab.tsx';

export function MemberFileDialog() {
  return useOverlay().kind === 'memberFile' ? <OpenDialog /> : null;
}

const tabs = ['overview', 'lots', 'statement', 'tier', 'people'] as const;
type Tab = (typeof tabs)[number];

function OpenDialog() {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const { stores, actions } = useCashier();
  const memberRef = useBasket(({ basket }) => basket?.member?.memberRef);
  const file = useStore(stores.standing, (state) => state.file);
  // A tap may bring another member meanwhile: the file is that of who stands at the till.
  useEffect(() => void actions.loadMemberFile(), [actions, memberRef]);
  const isOwn = file !== null && file.member.memberRef === memberRef;
  return (
    <Dialog
      title={isOwn ? personName(file.member) : t('standing.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<FileUser aria-hidden="true" size={24} className="text-brand" />}
      className="w-[58rem]"
      testId="member-file-dialog"
    >
      {memberRef === undefined ? (
        <Empty icon={UserRound} title={t('standing.nobody')} hint={t('standing.nobodyHint')} />
      ) : isOwn ? (
        <OpenFile file={file} />
      ) : (
        <p className="py-14 text-center text-ink-soft" role="status">
          {t('standing.loading')}
        </p>
      )}
      <Failure />
    </Dialog>
  );
}

function OpenFile({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('overview');
  const vouchers = useVouchersMadeHere();
  if (vouchers.length > 0) return <VoucherPane vouchers={vouchers} />;
  return (
    <>
      <div
        role="group"
        aria-label={t('standing.title')}
        className="mb-4 grid auto-cols-fr grid-flow-col gap-1.5"
      >
        {tabs.map((candidate) => (
          <ToggleButton
            key={candidate}
            isSelected={tab === candidate}
            onChange={() => setTab(candidate)}
            data-testid={`member-file-${candidate}`}
            className="h-11 rounded-xl border border-hairline bg-surface text-sm font-medium text-ink-soft transition-colors data-hovered:border-edge data-selected:border-brand data-selected:bg-brand-soft data-selected:font-semibold data-selected:text-brand-ink"
          >
            {t(`standing.${candidate}`)}
          </ToggleButton>
        ))}
      </div>
      <div className="h-[26rem] max-h-[calc(100vh-14rem)] overflow-y-auto">
        {tab === 'overview' ? <OverviewTab file={file} /> : null}
        {tab === 'lots' ? <LotsTab file={file} /> : null}
        {tab === 'statement' ? <StatementTab file={file} /> : null}
        {tab === 'tier' ? <TierTab file={file} /> : null}
        {tab === 'people' ? <PeopleTab file={file} /> : null}
      </div>
    </>
  );
}

function Failure() {
  const { t } = useTranslation();
  const failure = useStore(useCashier().stores.standing, (state) => state.failure);
  if (failure === null) return null;
  return (
    <p
      role="alert"
      data-testid="standing-failure"
      data-code={failure.code}
      className="mt-3 rounded-xl bg-danger-soft px-4 py-3 text-sm leading-snug text-danger"
    >
      <strong className="font-semibold">{t(`errors.${failure.code}.sentence`)}</strong>{' '}
      {t(`errors.${failure.code}.nextStep`)}
    </p>
  );
}
