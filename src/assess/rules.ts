import { readFileSync } from 'node:fs';
import { compile, defaultOptions } from '../compile.js';
import type { RuleSummary, RuleTestResult } from '../contract/compiler-api.js';
import { rulesOf } from '../lint/lint.js';
import { parsePage, type RulePage } from '../lint/page.js';
import { builtInRules, pagePaths, readRulePages } from '../output/rule-pages.js';
import { splitText } from '../source/index.js';
import { lintDiagnostics } from './collect.js';
import { exampleFault, type Reported } from './examples.js';

/**
 * Our rules, and those of the folders, which are added or take the place of ours. Throws
 * `PageError` for a page that is none.
 */
export function listRules(folders: readonly string[]): readonly RuleSummary[] {
  const pages = [...readRulePages([builtInRules, ...folders]).values()];
  rulesOf(pages);
  return pages.map(({ code, name, severity, category, effort, title, match, path }) => ({
    code,
    name,
    severity,
    category,
    effort,
    title,
    by: match ? 'selector' : 'compiler',
    path,
  }));
}

/** The text of a rule's page; undefined for a code that does not exist. */
export function explainRule(code: string, folders: readonly string[] = []): string | undefined {
  const path = readRulePages([builtInRules, ...folders]).get(code.toUpperCase())?.path;
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

/**
 * Runs the examples of the pages in the folders and files. A page with a selector needs one that
 * is reported and one that is not.
 */
export function testRules(paths: readonly string[]): readonly RuleTestResult[] {
  return paths
    .flatMap((path) => pagePaths(path))
    .map((path) => {
      const page = parsePage(readFileSync(path, 'utf8'), path);
      rulesOf([page]);
      const faults = page.examples.flatMap((example, i) => {
        const fault = exampleFault(page.code, example, reportedFor(page, example.text));
        return fault === undefined ? [] : [`example ${i + 1} (${example.kind}) ${fault}`];
      });
      const missing = (['flag', 'pass'] as const)
        .filter((kind) => page.match && !page.examples.some((e) => e.kind === kind))
        .map((kind) => `there is no '${kind}' example`);
      return { code: page.code, path, examples: page.examples.length, faults: [...missing, ...faults] };
    });
}

/** What the compiler and the rule of the page say of a script. */
function reportedFor(page: RulePage, text: string): readonly Reported[] {
  const { file, units, diagnostics } = splitText(text, 'example.sql');
  const compilation = compile({ files: [file], units, diagnostics }, defaultOptions);
  const linted = lintDiagnostics(compilation, new Map([[page.code, page]]));
  return [...compilation.diagnostics, ...linted].map((d) => ({
    code: d.code,
    message: d.message,
    start: d.span.start,
  }));
}
