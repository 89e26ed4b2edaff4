// CSS in a drawing (a `style` attribute, a <style> element) → the declarations that painting needs and that cannot load
// or run anything. Rules keep the form `selector{property:value;…}`; at-rules go.
import { ALLOWED_ATTRIBUTES } from './svg-vocabulary.ts';

/** UTF-16 units; no drawing program writes more. */
const MAXIMUM_SHEET = 200_000;

export interface CleanDeclarations {
  readonly text: string;
  /** Properties whose values were refused. */
  readonly unsafe: readonly string[];
}

export interface CleanStyleSheet {
  readonly text: string;
  readonly unsafe: readonly string[];
  /** Elements (by id) that the elements of a class refer to. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

/** Only `url(#id)`; no scripts; no escapes that could hide either. */
export function isHarmlessValue(value: string): boolean {
  if (/javascript:|expression\s*\(|-moz-binding|behaviou?r\s*:|\\/i.test(value)) return false;
  for (const [, target] of value.matchAll(/url\(\s*['"]?([^'")]*)/gi))
    if (!(target ?? '').trim().startsWith('#')) return false;
  return true;
}

/** Ids of `url(#id)` in a value. */
export function referredIds(value: string): string[] {
  return [...value.matchAll(/url\(\s*['"]?#([^'")\s]+)/gi)].map(([, id]) => id ?? '');
}

/** Unknown properties go, as unknown attributes do. */
export function cleanDeclarations(declarations: string): CleanDeclarations {
  const kept: string[] = [];
  const unsafe: string[] = [];
  for (const declaration of declarations.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim();
    const value = declaration.slice(colon + 1).trim();
    if (property === 'style' || !ALLOWED_ATTRIBUTES.has(property)) continue;
    if (isHarmlessValue(value)) kept.push(`${property}:${value}`);
    else unsafe.push(`value of ${property}`);
  }
  return { text: kept.join(';'), unsafe };
}

/** References are kept in rules for classes only, so that cycles through them can be found. */
export function cleanStyleSheet(sheet: string): CleanStyleSheet {
  const references = new Map<string, string[]>();
  const unsafe: string[] = [];
  if (sheet.length > MAXIMUM_SHEET) return { text: '', unsafe: ['<style> of that size'], references };
  if (/@import|@font-face/i.test(sheet)) unsafe.push('<style> with external references');
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[^;{]*;/g, '');
  let text = '';
  for (const [, selector = '', declarations = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selector.includes('@')) continue;
    const clean = cleanDeclarations(declarations);
    unsafe.push(...clean.unsafe);
    const ids = referredIds(clean.text);
    const classes = selector.split(',').map((part) => /^\s*\.([\w-]+)\s*$/.exec(part)?.[1]);
    const isForClasses = !classes.includes(undefined);
    const kept = ids.length > 0 && !isForClasses ? withoutReferences(clean.text) : clean.text;
    if (ids.length > 0 && isForClasses)
      for (const name of classes) references.set(name ?? '', [...(references.get(name ?? '') ?? []), ...ids]);
    text += `${selector.trim()}{${kept}}`;
  }
  return { text, unsafe, references };
}

function withoutReferences(declarations: string): string {
  return declarations
    .split(';')
    .filter((declaration) => referredIds(declaration).length === 0)
    .join(';');
}
