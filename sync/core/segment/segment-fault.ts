/** What can be wrong with a segment that came from outside. */

export type SegmentFaultCode =
  /** Longer than a segment may be, as it was sent. */
  | 'too_large'
  /** Unpacks to more than a segment may hold. */
  | 'bomb'
  /** Ends before what it announces. */
  | 'truncated'
  /** Not what any writer makes. */
  | 'malformed'
  /** Of a format that this reader does not know. */
  | 'format_unknown'
  /** Holds more or fewer entries than was said. */
  | 'count_differs'
  /** The entries do not lead from the hash before to the head. */
  | 'head_differs'
  /** The head is not signed by this key. */
  | 'signature_invalid';

export type SegmentFault = {
  readonly code: SegmentFaultCode;
  /** How many entries had been read: the fault lies in the one after them, or in the segment as a whole where it is 0. */
  readonly afterEntries: number;
};

/** Ends the reading of a segment from any depth; `decodeSegment` turns it into a value. */
export class BadSegment extends Error {
  override readonly name = 'BadSegment';
  readonly code: SegmentFaultCode;

  constructor(code: SegmentFaultCode) {
    super(code);
    this.code = code;
  }
}
