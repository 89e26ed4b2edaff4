import { expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { buildIssue } from '../../../src/build-issue.ts';
import { checkStructure } from '../../../src/preflight/check-structure.ts';
import { articleOf, inFolder, makePublication, manifestOf, styleWith } from '../../cli/cli-kit.ts';

const LIST = '1. One turn of the water.\n2. Another turn, at night.\n3. A third that nobody wants.';
const SENTENCE = 'On Wednesday morning the shops are still closed when the blue cart leaves the market. ';

test('numbers that stand in many lists are no sign of a wrong reading order, when an article goes on behind another', async () => {
  const files = {
    'issues/1.yaml': manifestOf('articles/a.md', 'articles/b.md'),
    'issues/articles/a.md': articleOf(
      `${SENTENCE.repeat(30)}\n\nThe rules of the ditch:\n\n${LIST}`,
      'title: Long\nlanguage: en',
    ),
    'issues/articles/b.md': articleOf(
      `A word before.\n\n${LIST.replaceAll('turn', 'day')}\n\nA word behind.`,
      'title: Short\nlanguage: en',
    ),
    'templates/plain/issue.hbs': `<!doctype html><html lang="{{language}}" dir="{{direction}}"><head><title>{{t issue.title language}}</title></head><body>
{{#with articles.[0]}}<article lang="en" dir="ltr"><h1>{{t title language}}</h1><div class="text">{{html}}</div><div class="start"></div></article>{{/with}}
{{#with articles.[1]}}<article lang="en" dir="ltr"><h1>{{t title language}}</h1>{{html}}</article>{{/with}}
<div class="rest"></div>
</body></html>`,
    'templates/plain/style.css': styleWith(
      '.text { flow-into: t } .start, .rest { flow-from: t } .start { height: 50mm } .rest { break-before: page }',
    ),
  };
  await inFolder(makePublication(files), async () => {
    const { pdf, text } = await buildIssue('issues/1.yaml');
    const found = await checkStructure(pdf, {
      file: 'one.pdf',
      diagnostics: new Diagnostics(),
      expected: text,
    });
    expect(found).toEqual([]);
    // Sentences that stand only once still tell it.
    const exchanged = text.replace('One turn of the water.', 'X').replace('Another turn, at night.', 'One turn of the water.').replace('X', 'Another turn, at night.'); // prettier-ignore
    const told = await checkStructure(pdf, { file: 'one.pdf', diagnostics: new Diagnostics(), expected: exchanged }); // prettier-ignore
    expect(told?.map(({ rule }) => rule)).toEqual(['structure.reading-order']);
  });
});
