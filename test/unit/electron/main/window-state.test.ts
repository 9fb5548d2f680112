import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseWindowState,
  placeWindow,
  windowSizeDefault,
  windowSizeMin,
} from '#electron/main/window-state.ts';
import type { Area } from '#electron/main/window-state.ts';

const screen: Area = { x: 0, y: 0, width: 1920, height: 1080 };
const rightScreen: Area = { x: 1920, y: 0, width: 1600, height: 900 };

describe('placeWindow', () => {
  it('opens at the default size, where the system likes, the first time', () => {
    expect(placeWindow(undefined, null, [screen])).toEqual({ bounds: windowSizeDefault, maximised: false });
  });

  it('puts the window back where it was', () => {
    const saved = { bounds: { x: 2000, y: 40, width: 1200, height: 800 }, maximised: true };
    expect(placeWindow(saved, null, [screen, rightScreen])).toEqual(saved);
  });

  it('lets the system choose the place when the display is gone, and keeps the size', () => {
    const saved = { bounds: { x: 2000, y: 40, width: 1200, height: 800 }, maximised: false };
    expect(placeWindow(saved, null, [screen]).bounds).toEqual({ width: 1200, height: 800 });
  });

  it.each([
    { x: 100, y: -60, width: 1200, height: 800 },
    { x: 1900, y: 10, width: 1200, height: 800 },
    { x: -1150, y: 10, width: 1200, height: 800 },
    { x: 100, y: 1070, width: 1200, height: 800 },
  ])('does not restore a window whose title bar would be out of reach (%o)', (bounds) => {
    expect(placeWindow({ bounds, maximised: false }, null, [screen]).bounds).not.toHaveProperty('x');
  });

  it('makes a window from a larger display fit the one that it is on', () => {
    const saved = { bounds: { x: 1920, y: 0, width: 3000, height: 2000 }, maximised: false };
    expect(placeWindow(saved, null, [rightScreen]).bounds).toEqual({
      x: 1920,
      y: 0,
      width: 1600,
      height: 900,
    });
  });

  it('takes the size named on the command line, but none below the least', () => {
    const saved = { bounds: screen, maximised: true };
    expect(placeWindow(saved, { width: 1400, height: 900 }, [screen])).toEqual({
      bounds: { width: 1400, height: 900 },
      maximised: false,
    });
    expect(placeWindow(undefined, { width: 300, height: 200 }, [screen]).bounds).toEqual(windowSizeMin);
  });

  it('never gives less than the least size, and never a place that no display shows', () => {
    const number = fc.integer({ min: -9_000, max: 9_000 });
    const area = fc.record({ x: number, y: number, width: fc.nat(9_000), height: fc.nat(9_000) });
    fc.assert(
      fc.property(area, fc.array(area, { maxLength: 3 }), (bounds, areas) => {
        const placed = placeWindow({ bounds, maximised: false }, null, areas).bounds;
        expect(placed.width).toBeGreaterThanOrEqual(windowSizeMin.width);
        expect(placed.height).toBeGreaterThanOrEqual(windowSizeMin.height);
        if (!('x' in placed)) return;
        const isGraspable = ({ x, y, width, height }: Area): boolean =>
          placed.y >= y && placed.y < y + height && placed.x < x + width && placed.x + placed.width > x;
        expect(areas.some(isGraspable)).toBe(true);
      }),
    );
  });
});

describe('parseWindowState', () => {
  it('reads back what was written', () => {
    const state = { bounds: { x: -5, y: 7, width: 1024, height: 700 }, maximised: true };
    expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  });

  it.each(['', '{', 'null', '[]', '{"bounds":{"x":1}}', '{"bounds":null,"maximised":true}'])(
    'ignores %j',
    (text) => {
      expect(parseWindowState(text)).toBeUndefined();
    },
  );

  it.each(['1e99', '0.5', '"1"', 'null'])('ignores a place of %s', (x) => {
    const text = `{"bounds":{"x":${x},"y":0,"width":1024,"height":700},"maximised":false}`;
    expect(parseWindowState(text)).toBeUndefined();
  });
});
