/** Bytes that grow as they are written, up to a limit. */

import { BadSegment } from './segment-fault.ts';

export type ByteWriter = {
  /** The bytes written so far stand at its beginning. It is another array after it had to grow. */
  buffer: Uint8Array;
  length: number;
  readonly bytesMax: number;
};

const firstBytes = 1024;

export function createByteWriter(bytesMax: number = Number.MAX_SAFE_INTEGER): ByteWriter {
  return { buffer: new Uint8Array(Math.min(firstBytes, bytesMax)), length: 0, bytesMax };
}

/** The place where `count` bytes can now be written. Throws `bomb` past the limit. */
export function extend(writer: ByteWriter, count: number): number {
  const at = writer.length;
  const end = at + count;
  if (end > writer.buffer.length) grow(writer, end);
  writer.length = end;
  return at;
}

export function writeByte(writer: ByteWriter, byte: number): void {
  if (writer.length === writer.buffer.length) grow(writer, writer.length + 1);
  writer.buffer[writer.length] = byte;
  writer.length += 1;
}

export function writeBytes(writer: ByteWriter, bytes: Uint8Array): void {
  const at = extend(writer, bytes.length);
  writer.buffer.set(bytes, at);
}

/** LEB128 of a safe integer that is not negative. */
export function writeVarint(writer: ByteWriter, value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    writeByte(writer, (rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  writeByte(writer, rest);
}

/** 0 behind the end. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** 0 behind the end. */
export function numberAt(numbers: Float64Array, at: number): number {
  return numbers[at] ?? 0;
}

export function writtenBytes({ buffer, length }: ByteWriter): Uint8Array {
  return buffer.subarray(0, length);
}

function grow(writer: ByteWriter, end: number): void {
  if (end > writer.bytesMax) throw new BadSegment('bomb');
  const larger = new Uint8Array(Math.min(Math.max(end, writer.buffer.length * 2), writer.bytesMax));
  larger.set(writtenBytes(writer));
  writer.buffer = larger;
}
