// A publication with printer profiles in a temporary folder, its press job, and ICC profiles with one thing wrong.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import { loadPressJob } from '../../../src/press/load-press-job.ts';
import type { PressJob } from '../../../src/press/press-job.ts';

/** The uncoated profile of the program. */
export const ICC: Uint8Array = readFileSync(
  join(import.meta.dirname, '../../../src/press/profiles/fogra47l-uncoated.icc'),
);

/** A copy of the profile with some bytes replaced. */
export function iccWith(offset: number, bytes: string | readonly number[]): Uint8Array {
  const changed = Uint8Array.from(ICC);
  changed.set(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, offset);
  return changed;
}

/** Where the entry of a tag stands in the table. */
export function tagEntry(name: string): number {
  return Buffer.from(ICC).indexOf(name, 132, 'latin1');
}

/** A manifest with these lines as its press edition. */
export function manifestWithPress(press: string): string {
  return `issue: one
number: 7
date: 2024-05-08
language: fa
title: { fa: نشریه, en: Paper }
template: plain
sections:
  - articles: [articles/a.md]
editions:
  press: ${press}
`;
}

export interface Found {
  readonly job: PressJob | null;
  /** `file:line:column CODE message`, the folder left out of it. */
  readonly findings: readonly string[];
  readonly hints: readonly string[];
}

/** The press job of a publication with these files beside its manifest; `press` is YAML in flow style. */
export function pressJob(press: string, files: Readonly<Record<string, string | Uint8Array>> = {}): Found {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nashr-press-')));
  const diagnostics = new Diagnostics();
  const all = {
    'issues/1.yaml': manifestWithPress(press),
    'issues/articles/a.md': '---\ntitle: آب\n---\n\nمتن.\n',
    'templates/plain/issue.hbs': '',
    ...files,
  };
  try {
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const issue = loadIssue(join(folder, 'issues/1.yaml'), folder, diagnostics);
    const job = loadPressJob(issue, 'right', diagnostics);
    const findings = diagnostics.list.map(({ code, message, place }) => {
      const file = place?.file.replaceAll(`${folder}/`, '') ?? '';
      return `${file}:${place?.line}:${place?.column} ${code} ${message.replace(/\S*nashr-press-\w*\//g, '')}`;
    });
    return { job, findings, hints: diagnostics.list.map(({ hint }) => hint ?? '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
