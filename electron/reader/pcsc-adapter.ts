/**
 * Real readers through nfc-pcsc, with none of its automatic handling.
 *
 * What it does that must not reach the till, and what is done here instead: its constructor hangs while no service
 * answers (the service is probed first); it connects by itself and emits failures under the error object as the
 * event's name, so that nobody hears them (its status listener is removed and connecting is done here); its promises
 * may stay pending (deadlines are the session's); replies are passed on unread (lengths are checked by the session);
 * after a disconnect that failed it would take the old handle for a new connection (its mark is cleared); a card
 * swapped between two looks leaves the same state behind (the event counter of PC/SC tells).
 */

import type { NFC, NfcReader } from 'nfc-pcsc';
import type { Timers } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { replyBytesMax } from './apdu.ts';
import { closeHandle } from './close-handle.ts';
import { connectFailure, describeFailure, transmitFailure } from './pcsc-failure.ts';
import { firstReaderMs, prepareReaderMsMax, probePausesMs } from './reader-limits.ts';
import type {
  CardConnection,
  ConnectFailure,
  ReaderLog,
  ReaderPort,
  ReaderPortEvent,
} from './reader-port.ts';
import { shortenPolling } from './shorten-polling.ts';

export type PcscAdapterDeps = {
  readonly createNfc: () => NFC;
  readonly isServiceAnswering: () => Promise<boolean>;
  readonly timers: Timers;
  readonly log: ReaderLog;
};

type Device = { readonly nfc: NfcReader; readonly prepared: Promise<void> };
type Tell = (event: ReaderPortEvent) => void;
type Adapter = PcscAdapterDeps & {
  readonly tell: Tell;
  readonly deviceByName: Map<string, Device>;
};

export function createPcscAdapter(deps: PcscAdapterDeps): ReaderPort {
  const deviceByName = new Map<string, Device>();
  let lost = false;
  return {
    start: (onEvent) => {
      const tell: Tell = (event) => {
        if (lost) return;
        lost = event.kind === 'serviceLost';
        onEvent(event);
      };
      void findService({ ...deps, tell, deviceByName });
    },
    connect: (readerName) => connectCard(deps, deviceByName.get(readerName)),
  };
}

/** Looks for as long as it takes; nothing else can be done without the service. */
async function findService(adapter: Adapter): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    if ((await adapter.isServiceAnswering()) && listen(adapter)) return;
    adapter.tell({ kind: 'serviceMissing' });
    const pauseMs = probePausesMs[Math.min(failures, probePausesMs.length - 1)] ?? 0;
    await new Promise<void>((resolve) => void adapter.timers.setTimer(pauseMs, resolve));
  }
}

/** False when the service went away between the probe and here. */
function listen(adapter: Adapter): boolean {
  try {
    const nfc = adapter.createNfc();
    nfc.on('reader', (device: NfcReader) => addReader(adapter, device));
    nfc.on('error', (failure: unknown) => {
      adapter.log('cardServiceLost', { reason: describeFailure(failure) });
      adapter.tell({ kind: 'serviceLost' });
    });
  } catch (refused) {
    adapter.log('cardServiceRefused', { reason: describeFailure(refused) });
    return false;
  }
  adapter.timers.setTimer(firstReaderMs, () => {
    if (adapter.deviceByName.size === 0) tellReaders(adapter);
  });
  return true;
}

function addReader(adapter: Adapter, device: NfcReader): void {
  const { name, reader: native } = device;
  // nfc-pcsc's own listener connects by itself and loses the failures.
  native.removeAllListeners('status');
  native.on('status', createStatusReader(adapter, device));
  device.on('error', (failure: unknown) => {
    adapter.log('readerFailed', { reader: name, reason: describeFailure(failure) });
    void checkService(adapter);
  });
  device.on('end', () => {
    if (adapter.deviceByName.get(name)?.nfc !== device) return;
    adapter.deviceByName.delete(name);
    tellReaders(adapter);
    void checkService(adapter);
  });
  const prepared = Promise.race([
    shortenPolling(device, adapter.log),
    new Promise<void>((resolve) => void adapter.timers.setTimer(prepareReaderMsMax, resolve)),
  ]);
  adapter.deviceByName.set(name, { nfc: device, prepared });
  tellReaders(adapter);
}

/** A dying service takes its readers away before it says anything about itself. */
async function checkService(adapter: Adapter): Promise<void> {
  if (!(await adapter.isServiceAnswering())) adapter.tell({ kind: 'serviceLost' });
}

function tellReaders(adapter: Adapter): void {
  adapter.tell({ kind: 'readersChanged', readerNames: [...adapter.deviceByName.keys()] });
}

/** The upper half of a PC/SC state counts insertions and removals; 0 where a platform does not count. */
const eventCounterShift = 16;

type ReaderStatus = { readonly state: number; readonly atr?: Uint8Array };

/** Runs inside the native library's lock: it must not call anything of it that waits. */
function createStatusReader(adapter: Adapter, device: NfcReader): (status: ReaderStatus) => void {
  const readerName = device.name;
  let wasPresent = false;
  let lastCounter = 0;
  return ({ state, atr = new Uint8Array() }) => {
    const isPresent = (state & device.reader.SCARD_STATE_PRESENT) !== 0;
    const counter = state >>> eventCounterShift;
    const isOther = isPresent && wasPresent && counter !== lastCounter;
    if (wasPresent && (!isPresent || isOther)) adapter.tell({ kind: 'cardLifted', readerName });
    if (isPresent && (!wasPresent || isOther)) {
      adapter.tell({ kind: 'cardPlaced', readerName, atr: Uint8Array.from(atr) });
    }
    wasPresent = isPresent;
    lastCounter = counter;
  };
}

async function connectCard(
  deps: PcscAdapterDeps,
  device: Device | undefined,
): Promise<Result<CardConnection, ConnectFailure>> {
  if (device === undefined) return err('failed');
  const { nfc, prepared } = device;
  await prepared;
  try {
    await nfc.connect();
  } catch (failure) {
    deps.log('connectFailed', { reader: nfc.name, reason: describeFailure(failure) });
    return err(connectFailure(failure));
  }
  nfc.card = {}; // nfc-pcsc transmits only while it believes in a card
  return ok({
    transmit: async (command) => {
      try {
        const reply = await nfc.transmit(Buffer.from(command), replyBytesMax);
        // Some drivers answer a card that has just been lifted with nothing at all.
        return reply.length === 0 ? err('lifted') : ok(Uint8Array.from(reply));
      } catch (failure) {
        deps.log('transmitFailed', { reader: nfc.name, reason: describeFailure(failure) });
        return err(transmitFailure(failure));
      }
    },
    close: () => closeHandle(nfc, deps.log),
  });
}
