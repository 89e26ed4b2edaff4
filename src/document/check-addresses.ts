// The links and names of an HTML tree → what is wrong with them, with their places. Links that are not allowed lose their address
// here, before anything is made of them: their words stay.
import { formatPlace } from '../base/diagnostic.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { isSafeAddress, LINKS_ALLOWED } from '../base/link-address.ts';
import type { HtmlElement } from './html-tree.ts';
import { sourcePlace } from './list-images.ts';

export interface AddressCheck {
  readonly diagnostics: Diagnostics;
  /** Named for what stands in no article. */
  readonly file: string;
  /** Where the manifest says a text that a template prints. */
  readonly textPlace?: ((text: string) => Place | undefined) | undefined;
}

/** Reports links with schemes that are not allowed (P001), and names that stand for two places (L009). */
export function checkAddresses(root: HtmlElement, { diagnostics, file, textPlace }: AddressCheck): void {
  /** Name → `data-source` of its place. */
  const named = new Map<string, string | undefined>();
  const walk = (element: HtmlElement, outer: string | undefined): void => {
    const { attributes, id } = element;
    const source = attributes.get('data-source') ?? outer;
    const href = element.tag === 'a' ? attributes.get('href') : undefined;
    if (href !== undefined && !isSafeAddress(href)) {
      (attributes as Map<string, string>).delete('href');
      if (href.trim() !== '')
        diagnostics.warning('P001', `The link to ${JSON.stringify(href.slice(0, 80))} is removed, its text stays`, placeOf(source) ?? textPlace?.(href) ?? { file }, LINKS_ALLOWED); // prettier-ignore
    }
    if (id !== '' && named.has(id)) {
      const first = placeOf(named.get(id));
      const message = `Two places are named “${id}”: links and #${id} lead to the first${first === undefined ? '' : `, in ${formatPlace(first)}`}`;
      diagnostics.warning('L009', message, placeOf(source) ?? { file }, 'give one of them another id');
    } else if (id !== '') named.set(id, source);
    for (const child of element.children) if (child.kind === 'element') walk(child, source);
  };
  walk(root, undefined);
}

function placeOf(source: string | undefined): Place | undefined {
  return source === undefined ? undefined : sourcePlace(source);
}
