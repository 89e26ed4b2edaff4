// The manifest that the README shows, with the articles and designs of this repository, as a newcomer would try it.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import type { Publication } from '../unit/issue/publication.ts';
import { publication } from '../unit/issue/publication.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the manifest of the README', () => {
  let open: Publication;
  let shown = '';
  beforeAll(() => {
    open = publication({});
    for (const part of ['issues', 'templates', 'fonts']) cpSync(join(ROOT, part), join(open.folder, part), { recursive: true }); // prettier-ignore
    shown = /```yaml\n(# yaml-language-server[^`]*)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? ''; // prettier-ignore
  });
  afterAll(() => open.remove());

  async function build(manifest: string): Promise<BuiltIssue> {
    writeFileSync(open.manifest, manifest);
    return buildIssue(open.manifest);
  }

  test('builds without a warning, and all of its selection is found', async () => {
    const { diagnostics, articles, text } = await build(shown);
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(articles.length).toBeGreaterThan(3);
    // Without `halves` the nameplate is the title.
    expect(text.split('\n')[0]).toBe('افغانستان آزاد');
  });

  test('needs no number', async () => {
    const { text, articles } = await build(shown.replace(/^number:.*\n/m, ''));
    expect(articles.length).toBeGreaterThan(3);
    expect(text).not.toMatch(/شمارهٔ *(?:·|$)|No\. *(?:·|$)/m);
  });
});
