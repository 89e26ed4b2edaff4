// HTML text, however it is written → element tree. Parsing follows htmlparser2.
import { Parser } from 'htmlparser2';
import type { HtmlElement } from './html-tree.ts';
import type { Spelling } from './tree-builder.ts';
import { TreeBuilder } from './tree-builder.ts';

/** The root element (`html`, or an `html` made around a fragment). `spelling` is applied to every text, when it is given. */
export function parseHtml(html: string, spelling?: Spelling): HtmlElement {
  const tree = new TreeBuilder(spelling);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => tree.open(name, new Map(Object.entries(attributes))),
      onclosetag: () => tree.close(),
      ontext: (text) => tree.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true },
  );
  parser.end(html);
  return tree.finish();
}
