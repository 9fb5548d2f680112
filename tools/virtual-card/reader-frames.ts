/** Frames between the virtual reader (vsmartcard's vpcd) and a card: a 2-byte big-endian length, then the payload. */

const headerBytes = 2;
const payloadBytesMax = 0xffff;

/** One-byte payloads from the reader are controls, never commands. */
export const readerControls = { powerOff: 0, powerOn: 1, reset: 2, giveAtr: 4 } as const;

/** Throws a RangeError when the payload does not fit a frame. */
export function encodeFrame(payload: Uint8Array): Uint8Array {
  if (payload.length > payloadBytesMax) throw new RangeError('a frame carries at most 65,535 bytes');
  return Uint8Array.from([payload.length >> 8, payload.length & 0xff, ...payload]);
}

/** Cuts a byte stream into payloads, whatever pieces it arrives in. */
export function createFrameCutter(): (piece: Uint8Array) => readonly Uint8Array[] {
  let rest = new Uint8Array(0);
  return (piece) => {
    rest = Uint8Array.from([...rest, ...piece]);
    const payloads: Uint8Array[] = [];
    for (let length = payloadLength(rest); length !== undefined; length = payloadLength(rest)) {
      payloads.push(rest.slice(headerBytes, headerBytes + length));
      rest = rest.slice(headerBytes + length);
    }
    return payloads;
  };
}

/** `undefined` while the frame is not complete. */
function payloadLength(bytes: Uint8Array): number | undefined {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return undefined;
  const length = (high << 8) | low;
  return bytes.length < headerBytes + length ? undefined : length;
}
