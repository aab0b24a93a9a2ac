import type { RulePage } from '../../lint/page.js';

/** A rule's page as the report shows it. */
interface Help {
  readonly title: string;
  readonly category: string;
  /** Markdown without the front matter and the title. */
  readonly text: string;
}

/** Pages of the rules by code. */
export type Pages = ReadonlyMap<string, RulePage>;

/** The help of a code; undefined where it has no page. */
export function helpOf(pages: Pages, code: string): Help | undefined {
  const page = pages.get(code);
  return page && { title: page.title, category: page.category, text: page.body.replace(/^\s*# .+\n/, '').trim() };
}
