/** What a virtual card does with each command: the good ones, and those that break readers in the field. */

export type CardAnswer =
  | { readonly kind: 'reply'; readonly bytes: Uint8Array; readonly delayMs?: number }
  /** Never answers; the reader waits until the card is lifted. */
  | { readonly kind: 'silence' }
  /** Leaves the field instead of answering. */
  | { readonly kind: 'leave' };

/** `index` counts the commands of this placement from 0. */
export type CardBehaviour = (command: Uint8Array, index: number) => CardAnswer;

/** NTAG or Ultralight behind a contactless reader. */
export const storageCardAtr = bytesOf('3b8f8001804f0ca0000003060300030000000068');
/** MIFARE Classic 1K behind a contactless reader. */
export const classicCardAtr = bytesOf('3b8f8001804f0ca000000306030001000000006a');
/** A contactless card with a processor and no telling name: may be a bank card. */
export const processorCardAtr = bytesOf('3b80800101');

const statusDone = [0x90, 0x00];
const statusNotFound = bytesOf('6a82');
const getUid = bytesOf('ffca000000');
const selectClass = 0x00;

/** Answers "your UID?", and refuses everything else. */
export function normalCard(uidHex: string): CardBehaviour {
  const reply = Uint8Array.from([...bytesOf(uidHex), ...statusDone]);
  return (command) => ({ kind: 'reply', bytes: isGetUid(command) ? reply : statusNotFound });
}

/** Has a UID and a payment directory. */
export function bankCard(uidHex: string): CardBehaviour {
  const other = normalCard(uidHex);
  return (command, index) =>
    command[0] === selectClass ? { kind: 'reply', bytes: bytesOf('6f009000') } : other(command, index);
}

export function silentCard(): CardBehaviour {
  return () => ({ kind: 'silence' });
}

/** Answers every command with exactly these bytes. */
export function fixedReply(hex: string): CardBehaviour {
  const bytes = bytesOf(hex);
  return () => ({ kind: 'reply', bytes });
}

/** Behaves until command `index`, then leaves the field. */
export function leavesAt(index: number, until: CardBehaviour): CardBehaviour {
  return (command, at) => (at >= index ? { kind: 'leave' } : until(command, at));
}

/** Answers late. */
export function delayed(delayMs: number, behaviour: CardBehaviour): CardBehaviour {
  return (command, index) => {
    const answer = behaviour(command, index);
    return answer.kind === 'reply' ? { ...answer, delayMs } : answer;
  };
}

function isGetUid(command: Uint8Array): boolean {
  return command.length === getUid.length && getUid.every((byte, index) => command[index] === byte);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
