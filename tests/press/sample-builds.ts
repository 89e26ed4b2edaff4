// The sample issues as press editions: every manifest in issues/, any standard and printer profile, built once a run into a
// temporary folder. Manifests are those of the samples but for `editions.press.standard` and `profile`.
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { isMap, parseDocument } from 'yaml';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import type { PrinterProfile } from '../../src/base/printer-profile.ts';
import { openPictureCache } from '../../src/commands/picture-cache.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Names of the manifests in issues/. */
export const SAMPLES: readonly string[] = readdirSync(join(ROOT, 'issues'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => basename(name, '.yaml'))
  .toSorted();

export interface WrittenSample {
  readonly name: string;
  /** Files in the order in which they are printed: the cover first, when it has its own. */
  readonly files: readonly string[];
  readonly profile: PrinterProfile;
  readonly built: Pick<BuiltIssue, 'text' | 'pages'>;
}

/** Builds each edition once, however often it is asked for; its bytes are on the disk. */
export class SampleBuilds {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), 'nashr-press-')));
  readonly #press = new Map<string, Promise<WrittenSample>>();
  readonly #web = new Map<string, Promise<string>>();

  constructor() {
    for (const part of ['issues', 'templates', 'fonts'])
      cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
  }

  /** Makes its photographs this wide: where only the form of the files is looked at, they are built and drawn in a tenth of the time. */
  async shrinkPictures(width: number): Promise<void> {
    for (const issue of SAMPLES) {
      const manifest = join(this.folder, 'issues', `${issue}.yaml`);
      writeFileSync(manifest, withPress(readFileSync(manifest, 'utf8'), { pictures: { minimum: 10 } }));
    }
    const media = join(this.folder, 'issues/articles/media');
    for (const name of readdirSync(media).filter((each) => each.endsWith('.jpg')))
      writeFileSync(join(media, name), await sharp(readFileSync(join(media, name))).resize({ width }).jpeg().toBuffer()); // prettier-ignore
  }

  /** The press edition of a sample; `standard` as a manifest has it. */
  press(issue: string, standard: string, profile: string): Promise<WrittenSample> {
    const name = `${issue} ${standard} ${profile}`.replaceAll(/[ +]/g, '_');
    const known = this.#press.get(name) ?? this.#buildPress(name, issue, { standard, profile });
    this.#press.set(name, known);
    return known;
  }

  /** The file of the web edition. */
  web(issue: string): Promise<string> {
    const known = this.#web.get(issue) ?? this.#buildWeb(issue);
    this.#web.set(issue, known);
    return known;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #buildWeb(issue: string): Promise<string> {
    const file = join(this.folder, `${issue}.web.pdf`);
    const { pdf } = await buildIssue(join(this.folder, 'issues', `${issue}.yaml`));
    writeFileSync(file, pdf);
    return file;
  }

  async #buildPress(
    name: string,
    issue: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<WrittenSample> {
    const manifest = join(this.folder, 'issues', `${name}.yaml`);
    writeFileSync(manifest, withPress(readFileSync(join(ROOT, 'issues', `${issue}.yaml`), 'utf8'), settings));
    const pictureCache = openPictureCache(this.folder);
    const { press, text, pages } = await buildIssue(manifest, { edition: 'press', pictureCache });
    if (press === undefined) throw new Error(`${name} has no press edition`);
    const files = press.files.map(({ part, pdf }) => {
      const file = join(this.folder, `${name}.${part}.pdf`);
      writeFileSync(file, pdf);
      return file;
    });
    return { name, files, profile: press.job.profile, built: { text, pages } };
  }
}

function withPress(manifest: string, settings: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(manifest);
  if (!isMap(document.getIn(['editions', 'press']))) document.setIn(['editions', 'press'], {});
  for (const [key, value] of Object.entries(settings)) document.setIn(['editions', 'press', key], value);
  return String(document);
}
