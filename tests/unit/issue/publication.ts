// A publication in a temporary folder, for tests of everything that reads files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { Diagnostics, DiagnosticsError } from '../../../src/base/diagnostic.ts';
import type { Issue } from '../../../src/issue/issue-types.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';

export interface Publication {
  readonly folder: string;
  readonly manifest: string;
  readonly remove: () => void;
}

/** Writes the files (paths relative to the folder); the manifest is issues/1.yaml. */
export function publication(files: Readonly<Record<string, string>>): Publication {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-test-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    folder,
    manifest: join(folder, 'issues/1.yaml'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An issue, if its manifest can be used, and what is wrong with it. */
export interface Loaded {
  readonly issue: Issue | undefined;
  readonly list: readonly Diagnostic[];
}

/** Loads the issue of a publication. */
export function loadPublication({ manifest, folder }: Publication): Loaded {
  const diagnostics = new Diagnostics();
  try {
    return { issue: loadIssue(manifest, folder, diagnostics), list: diagnostics.list };
  } catch (cause) {
    if (!(cause instanceof DiagnosticsError)) throw cause;
    return { issue: undefined, list: diagnostics.list };
  }
}

/** A manifest with these lines under `articles:` of its only section. */
export function manifestWith(articles: string): string {
  return `issue: 2024-19
date: 2024-05-08
language: fa
title: { fa: افغانستان آزاد, en: Free Afghanistan }
template: aa-aa
sections:
  - label: { fa: خبر, en: News }
    articles:
${articles}
`;
}

export function articleFile(frontMatter: string, body = 'متن.\n'): string {
  return `---\n${frontMatter}\n---\n\n${body}`;
}
