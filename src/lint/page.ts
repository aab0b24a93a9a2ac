import { type Severity, severities } from '../diagnostics/diagnostic.js';
import type { SelectorList } from './selector/ast.js';

/** A page of rules taken apart: front matter, title, text and examples. (rules/README.md) */
export interface RulePage {
  /** Where it was read from; for messages. */
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly category: string;
  /** Minutes of work by hand. */
  readonly effort: number;
  readonly since: string;
  readonly title: string;
  /** Present where the page itself says what is reported, and the compiler does not. */
  readonly match?: PageMatch;
  /** Every line of the front matter as it stands. */
  readonly frontMatter: Readonly<Record<string, string>>;
  /** The page below the front matter. */
  readonly body: string;
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

/** What a rule of a page looks for, and what it says there. */
export interface PageMatch {
  readonly selector: string;
  /** The selector taken apart, where that was done before. */
  readonly selectors?: SelectorList;
  /** The line of the page that the selector begins in, for messages. */
  readonly selectorLine: number;
  /** `{name}`, `{text}` and attributes of the node in braces are filled in. */
  readonly message: string;
  /** The attribute of the node whose place is shown: `name`. The node itself where absent. */
  readonly at?: string;
  /**
   * Report the first place only (a habit of the whole schema), or that of each routine or
   * object with the number of places.
   */
  readonly once: 'run' | 'unit' | undefined;
}

/** A code block of a page that its rule has to flag, or to pass. */
export interface Example {
  readonly kind: 'flag' | 'pass';
  /** Oracle code without the marks. */
  readonly text: string;
  /** What stands between « and »: offsets in `text`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** What is wrong with a page, with the line in it. */
export class PageError extends Error {
  override readonly name = 'PageError';
  constructor(
    readonly path: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${path}:${line}: ${reason}`);
  }
}

/** Codes of house rules are letters and digits: `ACME001`. */
const codePattern = /^[A-Z][A-Z0-9]*[0-9]$/;

/** Takes a page apart. Throws a `PageError` for what a rule cannot do without. */
export function parsePage(source: string, path: string): RulePage {
  const text = source.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const cut = /^---\n([\s\S]*?)\n---(?:\n([\s\S]*))?$/.exec(text);
  if (!cut) throw new PageError(path, 1, 'a page begins with front matter between two lines of three dashes');
  const [, head = '', body = ''] = cut;
  const { values, lines } = frontMatterOf(head, path);
  const need = (key: string): string => {
    const value = values[key];
    if (value === undefined || value === '') throw new PageError(path, 1, `the front matter has no '${key}'`);
    return value;
  };
  const fail = (key: string, reason: string): never => {
    throw new PageError(path, lines[key] ?? 1, reason);
  };
  const code = need('code');
  if (!codePattern.test(code)) fail('code', `'${code}' is not a code: capital letters and digits, such as ACME001`);
  const severity =
    severities.find((s) => s === need('severity')) ?? fail('severity', 'severity is error, warning or info');
  const effort = Number(values.effort ?? '0');
  if (!Number.isFinite(effort) || effort < 0) fail('effort', 'effort is a number of minutes');
  const { selector } = values;
  if (selector !== undefined && values.message === undefined)
    fail('selector', "a page with a selector needs a 'message'");
  if (values.once !== undefined && !/^(true|unit)$/.test(values.once))
    fail('once', "once is 'true' or 'unit', or is left out");
  return {
    path,
    code,
    name: need('name'),
    severity,
    category: values.category ?? 'house',
    effort,
    since: values.since ?? '',
    title: /^# (.+)$/m.exec(body)?.[1]?.trim() ?? need('name'),
    match:
      selector === undefined
        ? undefined
        : {
            selector,
            selectorLine: lines.selector ?? 1,
            message: values.message ?? '',
            at: values.at,
            once: values.once === 'true' ? 'run' : values.once === 'unit' ? 'unit' : undefined,
          },
    frontMatter: values,
    body,
    headings: [...body.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#{1,2} .+)$/gm)].map((m) => m[1] ?? ''),
    examples: [...body.matchAll(/^```oracle (flag|pass)\n([\s\S]*?)^```$/gm)].map((m) =>
      example(m[1] === 'flag' ? 'flag' : 'pass', m[2] ?? ''),
    ),
  };
}

/** `key: value` lines; a value goes on in lines that are indented. */
function frontMatterOf(
  head: string,
  path: string,
): { values: Record<string, string>; lines: Readonly<Record<string, number>> } {
  const values: Record<string, string> = {};
  const lines: Record<string, number> = {};
  let last = '';
  for (const [i, line] of head.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (/^\s/.test(line) && last !== '') {
      values[last] = `${values[last] ?? ''}\n${line.trim()}`.trim();
      continue;
    }
    const [, key, value] = /^([a-z][a-z-]*):(.*)$/.exec(line) ?? [];
    if (key === undefined) throw new PageError(path, i + 2, `'${line}' is not 'key: value'`);
    last = key;
    values[key] = (value ?? '').trim();
    lines[key] = i + 2;
  }
  return { values, lines };
}

function example(kind: Example['kind'], source: string): Example {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  let open = 0;
  for (const part of source.split(/([«»])/)) {
    if (part === '«') open = text.length;
    else if (part === '»') marks.push({ start: open, end: text.length });
    else text += part;
  }
  return { kind, text, marks };
}

/** A section of the page by its heading, without it; '' where there is none. */
export function sectionOf(page: RulePage, heading: string): string {
  const [, after] = page.body.split(`\n## ${heading}\n`);
  return (after ?? '').split(/\n## /)[0]?.trim() ?? '';
}
