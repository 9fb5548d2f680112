/** One thing to look at: what happened, where, and what to do now. */

import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '#shared/contracts/hq/admin-truth.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { MemberDialog } from '#renderer/console/member-dialogs/member-dialog.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { MemberLink } from '#renderer/console/parts/member-link.tsx';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { tell } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';
import { mergeIn, noticeKind, numberIn } from '#renderer/console/notice-kinds.ts';

export type NoticeRowProps = {
  readonly notice: NoticeView;
  readonly till: TillView | undefined;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
};

export function NoticeRow({ notice, till, mayChange, onChanged }: NoticeRowProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { api, store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const kind = noticeKind(notice.kind);
  const closeNotice = (): void =>
    run(
      () => api.closeNotice(notice.noticeId),
      () => {
        tell(store, t('console.told.notice'));
        onChanged();
      },
    );
  return (
    <li
      data-testid={`notice-${notice.noticeId}`}
      data-kind={notice.kind}
      className="flex flex-col gap-3 rounded-3xl bg-surface p-5 shadow-low"
    >
      <div className="flex items-start gap-3">
        <TriangleAlert aria-hidden="true" size={22} className="mt-0.5 shrink-0 text-warn" />
        <div className="min-w-0 flex-1">
          <h3 className="text-lg font-bold text-balance">{t(`console.notices.kinds.${kind}.sentence`)}</h3>
          <p className="mt-0.5">{t(`console.notices.kinds.${kind}.nextStep`)}</p>
        </div>
        <p className="shrink-0 text-sm text-ink-soft">{date.dateTime(notice.atMs)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3 ps-8.5">
        <div className="min-w-56 flex-1">
          <NoticeFacts notice={notice} till={till} />
        </div>
        <NextSteps notice={notice} till={till} mayChange={mayChange} onChanged={onChanged} />
        {mayChange ? (
          <Button onPress={closeNotice} isDisabled={isBusy} testId="close-notice">
            <Check aria-hidden="true" size={18} />
            {t('console.notices.close')}
          </Button>
        ) : null}
      </div>
      <FailureNote failure={failure} />
    </li>
  );
}

function NoticeFacts({ notice, till }: Pick<NoticeRowProps, 'notice' | 'till'>) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  const { facts } = notice;
  const points = numberIn(facts, 'points');
  const walletMinor = numberIn(facts, 'walletMinor');
  const seq = numberIn(facts, 'seq');
  return (
    <Facts>
      {notice.deviceId === null ? null : (
        <Fact name={t('console.notices.of')} testId="notice-till">
          <bdi>{till?.name ?? t('console.unknownTill')}</bdi>
        </Fact>
      )}
      {notice.memberRef === null ? null : (
        <Fact name={t('console.notices.member')}>
          <MemberLink memberRef={notice.memberRef} />
        </Fact>
      )}
      {notice.entryId === null ? null : (
        <Fact name={t('console.notices.entry')}>
          <ShortId id={notice.entryId} />
        </Fact>
      )}
      {points === undefined ? null : <Fact name={t('console.notices.points')}>{number.count(points)}</Fact>}
      {walletMinor === undefined ? null : (
        <Fact name={t('console.notices.wallet')}>{money.text(walletMinor)}</Fact>
      )}
      {seq === undefined ? null : <Fact name={t('console.notices.places')}>{number.count(seq)}</Fact>}
    </Facts>
  );
}

function NextSteps({ notice, till, mayChange, onChanged }: NoticeRowProps) {
  const { t } = useTranslation();
  const { store } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const merge = notice.kind === 'membersMerged' ? mergeIn(notice) : undefined;
  const memberRef = notice.kind === 'overdraft' ? notice.memberRef : (merge?.from ?? null);
  const matter = merge === undefined ? 'lift' : 'unmerge';
  return (
    <>
      {till === undefined ? null : (
        <Button
          look="quiet"
          onPress={() => store.setState({ place: 'tills', tillSearch: till.deviceId })}
          testId="to-till"
        >
          {t('console.notices.toTill')}
        </Button>
      )}
      {mayChange && memberRef !== null ? (
        <Button onPress={() => setIsOpen(true)} testId={`notice-${matter}`}>
          {t(`console.members.${matter}`)}
        </Button>
      ) : null}
      {isOpen && memberRef !== null ? (
        <MemberDialog
          matter={matter}
          memberRef={memberRef}
          onClose={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false);
            onChanged();
          }}
        />
      ) : null}
    </>
  );
}
