import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventStream } from '#sync/client/event-stream.ts';
import type { StreamEvent } from '#sync/client/event-stream.ts';

function eventsOf(...pieces: readonly string[]): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  const feed = createEventStream((event) => void events.push(event));
  for (const piece of pieces) feed(piece);
  return events;
}

const hint = { event: 'changed', data: '{"cursor": "e.7"}' };
const hintText = 'event: changed\ndata: {"cursor": "e.7"}\n\n';

test.each([
  ['a line feed', '\n'],
  ['a carriage return and a line feed', '\r\n'],
  ['a carriage return', '\r'],
])('events whose lines end with %s are read the same, wherever the text is cut', (_name, end) => {
  const text = `: hello\n\n${hintText}retry: 10\n\n${hintText}`.replaceAll('\n', end);
  // Behind a carriage return at the very end, a line feed could still come.
  const expected = eventsOf(`${text} `);
  expect(expected).toEqual([hint, hint]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
      const pieces = places.map((place, index) => text.slice(place, places[index + 1] ?? text.length));
      expect(eventsOf(...pieces, ' ')).toEqual(expected);
    }),
  );
});

test('comments, other fields and events without data are nothing', () => {
  expect(eventsOf(': alive\n\n:\n\nretry: 1\n\nid: 5\n\nevent: changed\n\ndata\n\n')).toEqual([
    { event: 'message', data: '' },
  ]);
});

test('an event that was not finished when the line broke is not told', () => {
  expect(eventsOf('event: changed\ndata: {"cursor"')).toEqual([]);
});

test('a line without an end is kept to a bound, and the event behind it is read', () => {
  const endless = Array.from({ length: 200 }, () => 'x'.repeat(10_000));
  const events = eventsOf('data: ', ...endless, '\n\n', hintText);
  expect(events).toHaveLength(2);
  expect(events[0]?.data.length).toBeLessThanOrEqual(16_384);
  expect(events[1]).toEqual(hint);
});

test('an event of endless lines is kept to a bound', () => {
  const [event] = eventsOf('data: x\n'.repeat(5_000), '\n');
  expect(event?.data.split('\n')).toHaveLength(100);
});
