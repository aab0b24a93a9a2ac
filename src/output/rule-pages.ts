import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDefinitions } from '../diagnostics/registry.js';
import { PageError, parsePage, type RulePage } from '../lint/page.js';
import { parseSelector } from '../lint/selector/parser.js';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder `rules/`, which stands beside `src/` and `dist/`. */
export const builtInRules = join(here, '..', '..', 'rules');

/**
 * The pages of `rules/` as the build has taken them apart, for every start to have them: there are hundreds of
 * files. Sources have no such file.
 */
const preparedPages = join(here, 'rule-pages.json');

/** The text of that file. */
export function prepareRulePages(): string {
  const prepared = pagesOf(builtInRules).map(({ match, ...page }) => ({
    ...page,
    path: relative(builtInRules, page.path),
    ...(match && { match: { ...match, selectors: parseSelector(match.selector) } }),
  }));
  return JSON.stringify(prepared);
}

/**
 * Paths of the pages at and below a folder, by name; README.md is none. Throws a `PageError`
 * where there is no such folder.
 */
export function pagePaths(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new PageError(folder, 0, 'no such folder');
  if (!statSync(folder).isDirectory()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.md') && e.name !== 'README.md')
    .map((e) => join(e.parentPath, e.name))
    .sort();
}

/**
 * The pages of folders by their codes: those of a later folder take the place of earlier ones. Two pages of one
 * folder for one code are an error.
 */
export function readRulePages(folders: readonly string[]): ReadonlyMap<string, RulePage> {
  const pages = new Map<string, RulePage>();
  for (const folder of folders) {
    const own = new Map<string, RulePage>();
    for (const page of pagesOf(folder)) {
      const other = own.get(page.code);
      if (other) throw new PageError(page.path, 1, `${page.code} has a page already: ${other.path}`);
      own.set(page.code, page);
    }
    for (const [code, page] of own) pages.set(code, checked(page));
  }
  return new Map([...pages].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pagesOf(folder: string): readonly RulePage[] {
  if (folder === builtInRules && existsSync(preparedPages)) {
    const pages = JSON.parse(readFileSync(preparedPages, 'utf8')) as readonly RulePage[];
    return pages.map((page) => ({ ...page, path: join(folder, page.path) }));
  }
  return pagePaths(folder).map((path) => parsePage(readFileSync(path, 'utf8'), path));
}

/**
 * What the compiler reports stays what it is: a page of one's own may say something else
 * about it and change the effort.
 */
function checked(page: RulePage): RulePage {
  const definition = allDefinitions.find((d) => d.code === page.code);
  if (!definition) return page;
  if (page.match) throw new PageError(page.path, 1, `the compiler reports ${page.code}: its page has no selector`);
  if (page.severity !== definition.severity)
    throw new PageError(page.path, 1, `the compiler reports ${page.code}: its severity stays ${definition.severity}`);
  return page;
}
