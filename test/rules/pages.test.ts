import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allDefinitions, categories } from '../../src/diagnostics/registry.js';
import { fault, readPages } from './page.js';

const pages = readPages();
const definitions = new Map(allDefinitions.map((d) => [d.code, d]));
const sections = [
  '## In Oracle',
  '## In PostgreSQL',
  '## What oraphant does',
  '## What to do by hand',
  '## Examples',
  '## References',
];

/**
 * Pages with an example that the compiler does not answer as the page says, with the reason. May only shrink:
 * one that holds again fails here.
 */
const expectedFailures: Readonly<Record<string, string>> = {};

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** A definition's code as it stands in the text of a module. */
const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^ {2}code: '(OP\d{4})'/gm)].map((m) => m[1] ?? '');

describe('the codes', () => {
  it('are all in the registry', () => {
    const files = readdirSync(source('diagnostics')).map((f) => join(source('diagnostics'), f));
    const defined = files.flatMap((f) => codesIn(readFileSync(f, 'utf8')));
    expect(allDefinitions.map((d) => d.code)).toEqual([...defined].sort());
  });

  it('are used once, and so are their names', () => {
    expect(repeated(allDefinitions.map((d) => d.code))).toEqual([]);
    expect(repeated(allDefinitions.map((d) => d.name))).toEqual([]);
  });

  it('have names in kebab case, and a family', () => {
    expect(allDefinitions.filter((d) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(d.name))).toEqual([]);
    expect(allDefinitions.filter((d) => !Object.values(categories).includes(d.category))).toEqual([]);
  });

  it('that the runtime raises are defined', () => {
    const root = source('runtime/sql');
    const raised = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.sql'))
      .flatMap((f) => readFileSync(join(root, f), 'utf8').match(/\bOP\d{4}\b/g) ?? []);
    expect([...new Set(raised)].filter((code) => !definitions.has(code))).toEqual([]);
  });
});

describe('the pages', () => {
  it('are one for each code, and no others', () => {
    const ofCompiler = pages.filter((p) => !p.match);
    expect(ofCompiler.map((p) => p.fileName.slice(0, 6)).sort()).toEqual(allDefinitions.map((d) => d.code));
    expect(pages.filter((p) => p.match && definitions.has(p.code)).map((p) => p.code)).toEqual([]);
    expect(repeated(pages.map((p) => p.name))).toEqual([]);
  });
});

describe.each(pages)('$file', (page) => {
  const code = page.fileName.slice(0, 6);
  const definition = page.match ? page : definitions.get(code);

  it('says what the definition says', () => {
    const {
      example: _,
      reason: __,
      selector: ___,
      message: ____,
      at: _____,
      once: ______,
      ...front
    } = page.frontMatter;
    const category = Object.entries(categories).find(([digit]) => digit === code[2])?.[1];
    expect(front).toEqual(
      definition && {
        code: definition.code,
        name: definition.name,
        severity: definition.severity,
        category,
        effort: String(definition.effort),
        since: definition.since,
      },
    );
    expect(page.file).toBe(`op${code[2]}-${category}/${code}-${definition?.name}.md`);
  });

  it('has its sections', () => {
    const [title, ...rest] = page.headings;
    expect(title).toMatch(/^# \S/);
    const none = page.frontMatter.example === 'none';
    expect(rest).toEqual(none ? sections.filter((s) => s !== '## Examples') : sections);
    if (none) expect(page.frontMatter.reason).toMatch(/\S/);
    else expect([...new Set(page.examples.map((e) => e.kind))].sort()).toEqual(['flag', 'pass']);
  });

  if (page.examples.length > 0) {
    it('has examples that the compiler answers as they say', () => {
      const faults = page.examples.flatMap((e) => {
        const wrong = fault(code, e, page);
        return wrong === undefined ? [] : [`the ${e.kind} example ${wrong}`];
      });
      if (code in expectedFailures) expect(faults, `${code} holds: take it off expectedFailures`).not.toEqual([]);
      else expect(faults).toEqual([]);
    });
  }
});

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((v, i) => values.indexOf(v) !== i);
}
