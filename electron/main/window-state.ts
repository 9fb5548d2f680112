/** Where the window was last time, and where it may be this time. Pure; device-independent pixels. */

import type { WindowSize } from './start-options.ts';

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type WindowState = { readonly bounds: Area; readonly maximised: boolean };

/** `bounds` without a place lets the system put the window in the middle. */
export type WindowPlacement = { readonly bounds: WindowSize | Area; readonly maximised: boolean };

export const windowSizeMin: WindowSize = { width: 1024, height: 700 };
export const windowSizeDefault: WindowSize = { width: 1280, height: 800 };

/** So much of the title bar must be in sight that a person can grasp the window. */
const visibleMin: WindowSize = { width: 160, height: 40 };
const sizeMax = 16_384;

/** `workAreas` are those of the displays present now; `asked` is the size named on the command line. */
export function placeWindow(
  saved: WindowState | undefined,
  asked: WindowSize | null,
  workAreas: readonly Area[],
): WindowPlacement {
  if (asked !== null) return { bounds: atLeast(asked), maximised: false };
  if (saved === undefined) return { bounds: windowSizeDefault, maximised: false };
  const { x, y } = saved.bounds;
  for (const area of workAreas) {
    // Made to fit first: a window that becomes narrower may leave the display by that alone.
    const { width, height } = saved.bounds;
    const size = atLeast({ width: Math.min(width, area.width), height: Math.min(height, area.height) });
    const bounds = { x, y, ...size };
    if (showsTitleBar(bounds, area)) return { bounds, maximised: saved.maximised };
  }
  return { bounds: atLeast(saved.bounds), maximised: saved.maximised };
}

/** `undefined` for anything that this program would not have written. */
export function parseWindowState(text: string): WindowState | undefined {
  const found = parseJson(text);
  if (!isRecord(found) || !isRecord(found['bounds']) || typeof found['maximised'] !== 'boolean')
    return undefined;
  const { x, y, width, height } = found['bounds'];
  if (!isPlace(x) || !isPlace(y) || !isPlace(width) || !isPlace(height)) return undefined;
  return { bounds: { x, y, width, height }, maximised: found['maximised'] };
}

function showsTitleBar(bounds: Area, area: Area): boolean {
  const shownWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopShown = bounds.y >= area.y && bounds.y + visibleMin.height <= area.y + area.height;
  return isTopShown && shownWidth >= visibleMin.width;
}

function atLeast(size: WindowSize): WindowSize {
  return {
    width: Math.max(size.width, windowSizeMin.width),
    height: Math.max(size.height, windowSizeMin.height),
  };
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= sizeMax;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a file cut off by a power cut: the window simply opens at its default place
  }
}
