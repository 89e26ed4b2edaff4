// An inspected PDF and a target → the report: every rule that applies is asked about each page and about the file, and what it
// finds more than once on a page is told once, with a count.
import type { InspectedPdf } from './inspect/inspected-pdf.ts';
import { TicketWriter } from './job-ticket.ts';
import type { Finding, PreflightReport, PreflightRule, PreflightTarget, RuleContext } from './report-types.ts'; // prettier-ignore
import { createRules } from './rules/registry.ts';
import type { NewFinding } from './rules/rule-kit.ts';

export interface JudgeOptions {
  /** Named in the report. */
  readonly file: string;
  /** Text of the pages in reading order, when the source is known. */
  readonly expectedText?: readonly string[] | undefined;
  /** Rules that are asked of those that apply; default: all. */
  readonly only?: ((rule: PreflightRule) => boolean) | undefined;
}

/** Judges a file. Reads each page once, and holds none. */
export async function judge(
  pdf: InspectedPdf,
  target: PreflightTarget,
  { file, expectedText, only }: JudgeOptions,
): Promise<PreflightReport> {
  const rules = createRules().filter((rule) => rule.applies(target) && only?.(rule) !== false);
  const findings = new Findings(rules);
  const ticket = new TicketWriter();
  const context = (rule: PreflightRule): RuleContext => ({
    target,
    inspected: pdf.file,
    expectedText: expectedText ?? null,
    tags: () => pdf.tags(),
    find: (finding) => findings.add(rule, finding),
  });
  const readsText = rules.some((rule) => rule.readsText === true);
  const asked = rules.map((rule) => ({ rule, context: context(rule) }));
  for await (const page of pdf.pages({ pieces: rules.some(({ readsPieces }) => readsPieces === true) })) {
    ticket.page(page);
    // Reading the text costs more than everything else: not for pages without any, nor where their fonts leave no doubt.
    const isInDoubt = page.readsWell !== true && page.events.some(({ kind }) => kind === 'text');
    const asksText = readsText && (expectedText !== undefined || isInDoubt);
    const text = asksText ? await page.text() : null;
    for (const each of asked) each.rule.page?.(page, { ...each.context, text });
  }
  for (const each of asked) each.rule.file?.(pdf.file, each.context);
  const found = findings.sorted();
  return {
    file,
    target,
    passed: found.every(({ severity }) => severity !== 'error'),
    findings: found,
    ticket: ticket.finish(pdf.file, target),
  };
}

/** Findings by page; the same one on a page once, with the place and the figures of the first. */
class Findings {
  readonly #order: ReadonlyMap<string, number>;
  readonly #byKey = new Map<string, { readonly finding: NewFinding; readonly rule: string; count: number }>();

  constructor(rules: readonly PreflightRule[]) {
    this.#order = new Map(rules.map(({ name }, index) => [name, index]));
  }

  add({ name }: PreflightRule, finding: NewFinding): void {
    const key = `${finding.page ?? 0} ${name} ${finding.severity} ${finding.message}`;
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, { finding, rule: name, count: 1 });
    else known.count++;
  }

  /** Those of the file first, then page by page, in the order of the rules. */
  sorted(): readonly Finding[] {
    return [...this.#byKey.values()]
      .map(({ finding, rule, count }): Finding => ({ rule, ...finding, count }))
      .toSorted((a, b) => (a.page ?? 0) - (b.page ?? 0) || this.#rank(a) - this.#rank(b));
  }

  #rank({ rule }: Finding): number {
    return this.#order.get(rule) ?? 0;
  }
}
