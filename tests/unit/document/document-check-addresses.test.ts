import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { checkAddresses } from '../../../src/document/check-addresses.ts';
import type { HtmlElement } from '../../../src/document/html-tree.ts';
import { textContent } from '../../../src/document/html-tree.ts';
import { parseHtml } from '../../../src/document/parse-html.ts';

function check(html: string): { readonly root: HtmlElement; readonly found: readonly string[] } {
  const root = parseHtml(html);
  const diagnostics = new Diagnostics();
  checkAddresses(root, { diagnostics, file: 'templates/t/issue.hbs', textPlace: (text) => (text === 'data:x' ? { file: 'issues/1.yaml', line: 9 } : undefined) }); // prettier-ignore
  return { root, found: diagnostics.list.map(({ code, place, hint }) => `${code} ${place?.file}:${place?.line ?? ''} ${hint}`) }; // prettier-ignore
}

/** Addresses of all links, `-` for those without. */
function addresses(element: HtmlElement): readonly string[] {
  const own = element.tag === 'a' ? [element.attributes.get('href') ?? '-'] : [];
  return [...own, ...element.children.flatMap((child) => (child.kind === 'element' ? addresses(child) : []))];
}

describe('links of a page', () => {
  it('that are not allowed lose their address and keep their words, and are named at their place', () => {
    const { root, found } = check(
      '<article data-source="a.md:7:1"><a href="java&#9;script&colon;alert(1)">one</a> <a href="&#106;avascript:x">two</a></article>' +
        '<a href="data:x">three</a><a href="FILE:///x">four</a><a href="https://example.org">five</a><a href="#six">six</a>',
    );
    expect(addresses(root)).toEqual(['-', '-', '-', '-', 'https://example.org', '#six']);
    expect(textContent(root)).toBe('one twothreefourfivesix');
    const hint = 'links may be http:, https:, mailto:, tel: or #name of a place in the document';
    expect(found).toEqual([`P001 a.md:7 ${hint}`, `P001 a.md:7 ${hint}`, `P001 issues/1.yaml:9 ${hint}`, `P001 templates/t/issue.hbs: ${hint}`]); // prettier-ignore
  });

  it('from an article to a name that nothing has are named at their place, and are text; those of a template are left', () => {
    const { root, found } = check(
      '<div data-source="a.md:3"><p data-source="a.md:7"><a href="#wel">one</a> <a href="#well">two</a> <a href="#%DA%86%D8%A7%D9%87">three</a> <a href="#nowhere-at-all">four</a> <a href="#">five</a></p>' +
        '<h2 id="well">x</h2><h2 id="چاه">y</h2></div><a href="#elsewhere">six</a>',
    );
    expect(addresses(root)).toEqual(['-', '#well', '#%DA%86%D8%A7%D9%87', '-', '-', '#elsewhere']);
    const hint = 'names are those of the articles’ files, the ids of sections, and {#name} behind a heading';
    expect(found).toEqual(['L004 a.md:7 did you mean "well"?', `L004 a.md:7 ${hint}`, `L004 a.md:7 ${hint}`]);
  });

  it('without an address are no links, and nothing is said', () => {
    const { root, found } = check('<a href="">one</a><a>two</a>');
    expect([addresses(root), found]).toEqual([['-', '-'], []]);
  });
});

describe('names of a page', () => {
  it('that stand for two places are reported where the second is', () => {
    const { found } = check(
      '<div data-source="a.md:3"><h2 id="well">x</h2></div><div data-source="b.md:5"><h2 id="well">y</h2><h2 id="spring">z</h2></div>',
    );
    expect(found.map((each) => each.split(' ')[0])).toEqual(['L009']);
    expect(found[0]).toBe('L009 b.md:5 give one of them another id');
  });
});
