// Translucent colours of a design in PDF/X-1a, from the command line: each is complained about where the style sheet writes it.
import { expect, test } from 'vitest';
import { SOUND, buildWith, styleWith } from './cli-kit.ts';

test('a translucent colour is an error at its line, also where nothing of it is seen', async () => {
  const { findings, status } = await buildWith(
    {
      'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  press: { standard: pdfx-1a }\n`,
      'templates/plain/style.css': styleWith('h1 { color: transparent }\np { color: rgb(0 0 0 / 50%);\n  border-bottom: 1pt solid #ff000080 }\n'), // prettier-ignore
    },
    { editions: ['press'] },
  );
  expect(status).toBe(1);
  const places = findings.filter(({ code }) => code === 'K003').map(({ file, line, column }) => `${file}:${line}:${column}`); // prettier-ignore
  const sheet = 'templates/plain/style.css';
  expect(places.toSorted()).toEqual([`${sheet}:5:6`, `${sheet}:6:5`, `${sheet}:7:3`]);
});
