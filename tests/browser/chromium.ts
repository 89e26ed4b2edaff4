// Debian's Chromium, driven through its debugging protocol: where it is, whether it is there, and how it is started. Without
// a display it runs headless (the new kind, which is the whole browser with its PDF viewer); on one it shows its windows,
// and then its own find bar can be reached with keys.
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';

/** How long a test waits for what the browser does in a moment, in milliseconds. */
export const PATIENCE = 20_000;

/** Options of tests that click and type: a loaded machine may swallow a key, while a fault of the file fails every time. */
export const AGAIN = { retry: 2 } as const;
/** How long a browser and an issue may take to be ready, in milliseconds, where much else runs. */
export const BEGINNING = 120_000;
export const WINDOW = { width: 1280, height: 1240 } as const;

/** The program: `NASHR_CHROMIUM`, or what Debian and others call it. */
const CHROMIUM = process.env['NASHR_CHROMIUM'] || (located('chromium') ?? located('google-chrome'));

/** Why a test cannot run, or false when it can. */
export const MISSING = {
  chromium: CHROMIUM === undefined && 'Chromium is not installed (NASHR_CHROMIUM may say where it is)',
  display:
    (located('Xvfb') === undefined && 'Xvfb is not installed') ||
    (located('xdotool') === undefined && 'xdotool is not installed'),
} as const;

export interface ChromiumOptions {
  /** An X display such as `:7`, on which it shows its window; headless without. */
  readonly display?: string;
  /** More of its own switches. */
  readonly args?: readonly string[];
}

/** Starts Chromium with a fresh profile. The caller closes it, which ends all its processes. */
export async function launchChromium({ display, args = [] }: ChromiumOptions = {}): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(`${MISSING.chromium}`);
  const environment = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return chromium.launch({
    executablePath: CHROMIUM,
    // Playwright's own headless mode is a browser without a PDF viewer.
    headless: false,
    args: [...(display === undefined ? ['--headless=new'] : []), '--disable-gpu', ...args],
    // The PDF viewer is an extension.
    ignoreDefaultArgs: ['--disable-extensions'],
    env: { ...environment, ...(display !== undefined && { DISPLAY: display }) },
    timeout: 20_000,
  });
}

/** A context of its own that may use the clipboard. */
export function openContext(browser: Browser, display?: string): Promise<BrowserContext> {
  return browser.newContext({
    viewport: display === undefined ? WINDOW : null,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

function located(program: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
