/** The few switches that the till understands on its command line; all others belong to Chromium. */

import path from 'node:path';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Device-independent pixels. */
export type WindowSize = { readonly width: number; readonly height: number };

export type StartOptions = {
  /** Absolute; where the ledger, the keys and the window's state live. One till per folder. */
  readonly dataDir: string;
  /** Demo chain, scripted cards, and a key file where the system keeps no keys. */
  readonly demo: boolean;
  readonly language: 'fa' | 'en' | null;
  /** Overrides the remembered size. */
  readonly windowSize: WindowSize | null;
  /** False starts no reader service at all. */
  readonly reader: boolean;
  /** Never true in a packaged application. */
  readonly devTools: boolean;
};

export type StartPlace = {
  readonly userFolder: string;
  readonly workFolder: string;
  readonly packaged: boolean;
};

export const startOptionsHelp = `Options of the till:
  --data-dir=DIR        folder of the ledger and its keys (one till per folder)
  --demo                opens the demo chain, with demo cards to tap
  --lang=fa|en          language of the screen at the start
  --window-size=WxH     size of the window, at least 1024x700
  --no-reader           starts without the card reader
  --dev-tools           developer tools (ignored in a packaged till)
`;

/** The error is a sentence for the person at the command line. */
export function parseStartOptions(args: readonly string[], place: StartPlace): Result<StartOptions, string> {
  const demo = args.includes('--demo');
  const language = valueOf(args, 'lang');
  if (language !== null && language !== 'fa' && language !== 'en') return err('--lang is fa or en');
  const sizeText = valueOf(args, 'window-size');
  const windowSize = sizeText === null ? null : parseSize(sizeText);
  if (sizeText !== null && windowSize === null) return err('--window-size looks like 1280x800');
  const folder = valueOf(args, 'data-dir');
  if (folder === '') return err('--data-dir needs a folder');
  return ok({
    dataDir: path.resolve(place.workFolder, folder ?? path.join(place.userFolder, demo ? 'demo' : 'till')),
    demo,
    language,
    windowSize,
    reader: !args.includes('--no-reader'),
    devTools: args.includes('--dev-tools') && !place.packaged,
  });
}

/** The last one counts, as everywhere on a command line. */
function valueOf(args: readonly string[], name: string): string | null {
  const prefix = `--${name}=`;
  return args.findLast((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? null;
}

function parseSize(text: string): WindowSize | null {
  const found = /^([1-9][0-9]{2,4})x([1-9][0-9]{2,4})$/.exec(text);
  return found === null ? null : { width: Number(found[1]), height: Number(found[2]) };
}
