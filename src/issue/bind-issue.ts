// `binding` of the manifest and `front` of its sections → the bound edge, and the front from which each section is read.
// An issue bound `dual` has two: pages of its own direction from the beginning of the file, those of the other from its end.
import type { Direction } from '../base/direction.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { DataPath } from './plain-data.ts';
import type { Issue, IssueBinding, IssueSection, SectionFront } from './issue-types.ts';
import type { Manifest } from './schema.ts';

export interface BoundIssue {
  readonly binding: IssueBinding;
  readonly sections: readonly IssueSection[];
}

type Warn = (message: string, path: DataPath, hint: string) => void;

/** `sections` are those of the manifest, in order. */
export function bindIssue(manifest: Manifest, sections: readonly IssueSection[], warn: Warn): BoundIssue {
  const direction = directionOfLanguage(manifest.language ?? 'und');
  const ofLanguage: IssueBinding = direction === 'rtl' ? 'right' : 'left';
  const asked = manifest.binding ?? 'auto';
  if (asked !== 'dual') {
    for (const { front, index } of manifest.sections ?? [])
      if (front === 'back')
        warn('front: back is for issues with two fronts', ['sections', index, 'front'], 'write binding: dual in the manifest'); // prettier-ignore
    return { binding: asked === 'left' || asked === 'right' ? asked : ofLanguage, sections };
  }
  const placed = sections.map((section, i): IssueSection => {
    const front = manifest.sections?.[i]?.front ?? frontOf(section, direction);
    return { ...section, front: front === 'back' ? 'back' : 'main' };
  });
  const has = (front: SectionFront): boolean => placed.some((s) => s.front === front && s.articles.length > 0); // prettier-ignore
  if (has('main') && has('back')) return { binding: 'dual', sections: placed };
  const message = `binding: dual, but every section is read from the ${has('main') ? 'main front' : 'back'}: the issue has one front`;
  warn(message, ['binding'], 'give a section a language of the other direction, or front: back');
  return { binding: ofLanguage, sections };
}

/** The bound edge seen from the first front; that of an issue with two is its language's. */
export function boundEdge({ binding, direction }: Issue): 'right' | 'left' {
  return binding === 'dual' ? (direction === 'rtl' ? 'right' : 'left') : binding;
}

/** Articles of the other direction are read from the back; a section of both stays. */
function frontOf({ language, articles }: IssueSection, direction: Direction): SectionFront {
  if (language !== undefined) return directionOfLanguage(language) === direction ? 'main' : 'back';
  const other = articles.length > 0 && articles.every((article) => article.direction !== direction);
  return other ? 'back' : 'main';
}
