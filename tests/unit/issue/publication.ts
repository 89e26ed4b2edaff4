// A publication in a temporary folder, for tests of everything that reads files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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
