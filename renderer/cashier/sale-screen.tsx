/** The screen that a cashier works on all day: basket beside member, score and pay, in two columns or in three. */

import { useNotice, useTill } from './cashier-context.tsx';
import { Banners } from './features/banners/banners.tsx';
import { FailureNotice } from './features/banners/failure-notice.tsx';
import { AmountDialog } from './features/basket/amount-dialog.tsx';
import { BasketPanel } from './features/basket/basket-panel.tsx';
import { ClearDialog } from './features/basket/clear-dialog.tsx';
import { CodesDialog } from './features/codes/codes-dialog.tsx';
import { AdjustDialog } from './features/corrections/adjust-dialog.tsx';
import { CancelBatchDialog } from './features/corrections/cancel-batch-dialog.tsx';
import { CorrectionsDialog } from './features/corrections/corrections-dialog.tsx';
import { DemoTray } from './features/demo-tray/demo-tray.tsx';
import { KeysDialog } from './features/keys/keys-dialog.tsx';
import { LineDialog } from './features/line/line-dialog.tsx';
import { EnrolDialog } from './features/member/enrol-dialog.tsx';
import { MemberPanel } from './features/member/member-panel.tsx';
import { PaymentMeansChips } from './features/pay/payment-means.tsx';
import { PayBar } from './features/pay/pay-bar.tsx';
import { PaymentStrip } from './features/pay/payment-strip.tsx';
import { PaymentDialog } from './features/payment/payment-dialog.tsx';
import { TopUpDialog } from './features/wallet/top-up-dialog.tsx';
import { NoReceiptDialog } from './features/receipt/no-receipt-dialog.tsx';
import { ReceiptOverlay } from './features/receipt/receipt-overlay.tsx';
import { RewardsDialog } from './features/rewards/rewards-dialog.tsx';
import { SafetyDialog } from './features/safety/safety-dialog.tsx';
import { ScorePanel } from './features/score/score-panel.tsx';
import { MemberFileDialog } from './features/standing/member-file-dialog.tsx';
import { WhyNotDialog } from './features/why-not/why-not-dialog.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { useKeyboard } from './use-keyboard.ts';

export function SaleScreen() {
  useKeyboard();
  return (
    <div className="flex h-full flex-col overflow-clip">
      <TopBar />
      <Banners />
      <main className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] grid-cols-[minmax(0,1fr)_24rem] gap-4 px-4 pt-4 pb-4 wide:grid-cols-[minmax(0,1fr)_24rem_27rem]">
        <div className="relative flex min-h-0 flex-col gap-3">
          <BasketPanel />
          <FailurePlace />
          <DemoTray />
        </div>
        <div className="flex min-h-0 flex-col gap-3 wide:contents">
          <MemberPanel />
          <div className="flex min-h-0 flex-1 flex-col gap-3">
            <ScorePanel />
            <div className="flex shrink-0 flex-col gap-2">
              <PaymentMeansChips />
              <PaymentStrip />
              <PayBar />
            </div>
          </div>
        </div>
      </main>
      <AmountDialog />
      <ClearDialog />
      <CodesDialog />
      <AdjustDialog />
      <CancelBatchDialog />
      <CorrectionsDialog />
      <EnrolDialog />
      <KeysDialog />
      <LineDialog />
      <MemberFileDialog />
      <NoReceiptDialog />
      <PaymentDialog />
      <TopUpDialog />
      <ReceiptOverlay />
      <SafetyDialog />
      <RewardsDialog />
      <WhyNotDialog />
    </div>
  );
}

function FailurePlace() {
  const failure = useNotice((state) => state.failure);
  const bannerCode = useTill(({ ledger }) => (ledger.kind === 'readOnly' ? ledger.code : null));
  // What a banner already says need not be said twice.
  return failure === null || failure.error.code === bannerCode ? null : (
    <FailureNotice key={failure.count} error={failure.error} />
  );
}
