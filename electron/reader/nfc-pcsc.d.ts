/** What the adapter uses of nfc-pcsc 0.8.1, which has no types of its own; read from its source. */
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events';

  /** The native reader under nfc-pcsc's own. */
  export interface NativeReader extends EventEmitter {
    readonly name: string;
    /** False after a disconnect that succeeded; stays true after one that failed. */
    connected: boolean;
    readonly SCARD_STATE_PRESENT: number;
    connect(options: { readonly share_mode: number }, done: (failure: Error | null) => void): void;
  }

  export interface NfcReader extends EventEmitter {
    readonly name: string;
    readonly reader: NativeReader;
    /** `transmit` refuses while this is null. */
    card: object | null;
    connection: { readonly protocol: number | undefined } | null;
    connect(mode?: 'CONNECT_MODE_CARD' | 'CONNECT_MODE_DIRECT'): Promise<unknown>;
    disconnect(): Promise<unknown>;
    transmit(command: Buffer, replyBytesMax: number): Promise<Buffer>;
    control(command: Buffer, replyBytesMax: number): Promise<Buffer>;
  }

  export class NFC extends EventEmitter {
    constructor();
  }
}
