/** Where, who, and in what state: always in view. */

import {
  BookCheck,
  BookX,
  FileWarning,
  FlaskConical,
  Keyboard,
  Lock,
  MessageCircleQuestionMark,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Mark } from '#renderer/ui/mark.tsx';
import { useActions, useCashier, useConnection, useTill } from '#renderer/cashier/cashier-context.tsx';
import { BrandStripe } from '#renderer/cashier/brand/brand-stripe.tsx';
import { LineChip } from './line-chip.tsx';
import { PreferenceButtons } from './preference-buttons.tsx';
import { ReaderChip } from './reader-chip.tsx';

export function TopBar() {
  const { t } = useTranslation();
  const { overlay } = useCashier().stores;
  return (
    <header className="relative flex h-16 shrink-0 items-center gap-2 border-b border-hairline bg-surface ps-4 pe-3">
      <BrandStripe className="absolute inset-x-0 top-0 h-1" />
      <StoreName />
      <div className="ms-2 flex min-w-0 flex-1 items-center gap-2">
        <ReaderChip mayFold />
        <LedgerChip />
        <LineChip />
        <RulesChip />
        <DemoChip />
      </div>
      <Button
        look="quiet"
        size="icon"
        label={t('whyNot.open')}
        onPress={() => overlay.setState({ overlay: { kind: 'whyNot' } })}
        className="wide:hidden"
        testId="why-not-button"
      >
        <MessageCircleQuestionMark aria-hidden="true" size={21} />
      </Button>
      <PreferenceButtons />
      <Button
        look="quiet"
        size="icon"
        label={t('topBar.keys')}
        onPress={() => overlay.setState({ overlay: { kind: 'keys' } })}
        testId="keys-button"
      >
        <Keyboard aria-hidden="true" size={21} />
      </Button>
      <OperatorButton />
    </header>
  );
}

function StoreName() {
  const { t } = useTranslation();
  const format = useFormat();
  const storeName = useTill((till) => till.storeName);
  const chainName = useTill((till) => till.chainName);
  const tillName = useTill((till) => till.tillName);
  const store = format.local(storeName);
  const till = t('topBar.till', { name: tillName });
  const chain = chainName === undefined ? null : format.local(chainName);
  return (
    <div className="flex max-w-[34vw] shrink-0 items-center gap-3">
      <Mark size={40} />
      <div className="min-w-0 leading-tight">
        <h1 className="truncate font-bold" title={store} data-testid="store-name">
          <bdi>{store}</bdi>
        </h1>
        <p
          className="truncate text-[0.8125rem] text-ink-faint"
          title={chain === null ? till : `${till} · ${chain}`}
        >
          {till}
          {chain === null ? null : (
            <>
              <span className="mx-1.5">·</span>
              <bdi>{chain}</bdi>
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function LedgerChip() {
  const { t } = useTranslation();
  const isWritable = useTill((till) => till.ledger.kind === 'writable');
  if (useConnection().kind !== 'open') return null; // nobody knows, and the reader's chip says why
  return (
    <Chip
      icon={isWritable ? BookCheck : BookX}
      tone={isWritable ? 'neutral' : 'danger'}
      isLive
      isFolded={isWritable}
      title={t(isWritable ? 'topBar.ledgerReady' : 'topBar.ledgerReadOnly')}
      testId="ledger-state"
      state={isWritable ? 'writable' : 'readOnly'}
    >
      {t(isWritable ? 'topBar.ledgerReady' : 'topBar.ledgerReadOnly')}
    </Chip>
  );
}

/** Stays when the banner was put away. */
function RulesChip() {
  const { t } = useTranslation();
  const isRefused = useTill((till) => till.rules.refused !== null);
  return isRefused ? (
    <Chip icon={FileWarning} tone="warn" title={t('banners.rulesRefused')} testId="rules-state">
      {t('topBar.rulesRefused')}
    </Chip>
  ) : null;
}

function DemoChip() {
  const { t } = useTranslation();
  const isDemo = useTill((till) => till.demo !== null);
  const isKeyInFile = useTill((till) => till.keyKeeping === 'demoFile');
  if (!isDemo && !isKeyInFile) return null;
  const notice = isKeyInFile ? t('topBar.demoKeyFile') : t('signIn.demoNote');
  return (
    <Chip icon={FlaskConical} tone="saffron" isFolded title={notice} testId="demo-notice">
      {t('topBar.demo')}
      <span className="sr-only">{notice}</span>
    </Chip>
  );
}

function OperatorButton() {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const operator = useTill((till) => till.signedIn);
  if (operator === null) return null;
  const name = format.personName(operator);
  return (
    <Button
      look="quiet"
      label={`${name} – ${t('topBar.lock')}`}
      onPress={() => void actions.signOut()}
      className="max-w-52 px-2"
      testId="lock-button"
    >
      <Avatar name={name} className="size-9 bg-brand-soft text-sm text-brand-ink" />
      <bdi className="hidden truncate font-medium text-ink wide:block">{name}</bdi>
      <Lock aria-hidden="true" size={18} className="shrink-0" />
    </Button>
  );
}
