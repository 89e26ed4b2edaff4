// The links and names of an HTML tree → what is wrong with them, with their places. Links that are not allowed lose their address
// here, before anything is made of them: their words stay.
import { formatPlace } from '../base/diagnostic.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { isSafeAddress, LINKS_ALLOWED, readLinkAddress } from '../base/link-address.ts';
import { NameSuggestions } from '../base/nearest-name.ts';
import type { HtmlElement } from './html-tree.ts';
import { sourcePlace } from './list-images.ts';

export interface AddressCheck {
  readonly diagnostics: Diagnostics;
  /** Named for what stands in no article. */
  readonly file: string;
  /** Where the manifest says a text that a template prints. */
  readonly textPlace?: ((text: string) => Place | undefined) | undefined;
}

const NAMES_HINT =
  'names are those of the articles’ files, the ids of sections, and {#name} behind a heading';

/** A link of an article to a name. */
interface NameLink {
  readonly element: HtmlElement;
  readonly href: string;
  readonly source: string;
}

/**
 * Reports links with schemes that are not allowed (P001), names that stand for two places (L009), and links of articles to names that
 * nothing has (L004). Those of templates may be for pages that this issue has not; what becomes of them is decided when they are painted.
 */
export function checkAddresses(root: HtmlElement, { diagnostics, file, textPlace }: AddressCheck): void {
  /** Name → `data-source` of its place. */
  const named = new Map<string, string | undefined>();
  const links: NameLink[] = [];
  const walk = (element: HtmlElement, outer: string | undefined): void => {
    const { attributes, id } = element;
    const source = attributes.get('data-source') ?? outer;
    const href = element.tag === 'a' ? attributes.get('href') : undefined;
    if (href !== undefined && !isSafeAddress(href)) {
      (attributes as Map<string, string>).delete('href');
      if (href.trim() !== '')
        diagnostics.warning('P001', `The link to ${JSON.stringify(href.slice(0, 80))} is removed, its text stays`, placeOf(source) ?? textPlace?.(href) ?? { file }, LINKS_ALLOWED); // prettier-ignore
    }
    if (href?.startsWith('#') === true && source !== undefined) links.push({ element, href, source });
    if (id !== '' && named.has(id)) {
      const first = placeOf(named.get(id));
      const message = `Two places are named “${id}”: links and #${id} lead to the first${first === undefined ? '' : `, in ${formatPlace(first)}`}`;
      diagnostics.warning('L009', message, placeOf(source) ?? { file }, 'give one of them another id');
    } else if (id !== '') named.set(id, source);
    for (const child of element.children) if (child.kind === 'element') walk(child, source);
  };
  walk(root, undefined);
  const suggestions = new NameSuggestions();
  for (const { element, href, source } of links) {
    if (named.has(href.slice(1))) continue;
    const target = readLinkAddress(href);
    if (target.kind !== 'name' || named.has(target.name)) continue;
    (element.attributes as Map<string, string>).delete('href');
    const message = `The link to “${href.slice(0, 80)}”, which is nowhere in the issue, is removed; its text stays`;
    diagnostics.warning(
      'L004',
      message,
      placeOf(source),
      suggestions.hint(target.name, named.keys()) ?? NAMES_HINT,
    );
  }
}

function placeOf(source: string | undefined): Place | undefined {
  return source === undefined ? undefined : sourcePlace(source);
}
