// A browser's accessibility tree → what a screen reader meets, in its order: roles, names, levels.
import type { CDPSession } from 'playwright-core';

export interface AxItem {
  readonly role: string;
  readonly name: string;
  /** Of headings. */
  readonly level?: number;
  /** Of links out of the document, where the tree has it. */
  readonly url?: string;
}

interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** The tree of a page, flattened in reading order. */
export async function readAxTree(session: CDPSession): Promise<readonly AxItem[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { readonly nodes: readonly AxNode[] }; // prettier-ignore
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const items: AxItem[] = [];
  const visit = (node: AxNode | undefined): void => {
    if (node === undefined) return;
    if (!node.ignored) items.push(itemOf(node));
    for (const id of node.childIds ?? []) visit(byId.get(id));
  };
  visit(nodes[0]);
  return items;
}

function itemOf({ role, name, properties }: AxNode): AxItem {
  const level = properties?.find((property) => property.name === 'level')?.value.value;
  return { role: role?.value ?? '', name: name?.value ?? '', ...(typeof level === 'number' && { level }) };
}

/**
 * The tree of the PDF in a tab as `chrome://accessibility` prints it. Chromium's debugging protocol ends at the plugin; this page
 * goes on into the tree that PDFium's renderer makes.
 */
export function readPrintedTree(printed: string): readonly AxItem[] {
  const lines = printed.split('\n');
  return lines.slice(lines.findIndex((line) => / pdfRoot /.test(line))).flatMap((line) => {
    const role = /^\+*id#=-?\d+ (\w+)/.exec(line)?.[1];
    if (role === undefined) return [];
    const name = / name='(.*?)'(?= \w+=|$)/.exec(line)?.[1] ?? '';
    const url = / url='(.*?)'(?= \w+=|$)/.exec(line)?.[1];
    return [{ role, name: name.replaceAll('<newline>', '\n'), ...(url !== undefined && { url }) }];
  });
}
