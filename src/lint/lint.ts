import type { Analysis } from '../analyze/analysis.js';
import type { RoutineSymbol } from '../analyze/model/symbols.js';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { internalFailure } from '../diagnostics/op9.js';
import { noSpan, type Span } from '../ir/span.js';
import { valuesAt } from './attributes.js';
import { type LintFacts, statusFrom } from './facts.js';
import type { LintUnit } from './lint-unit.js';
import { compileSelector, type Matcher } from './matcher.js';
import { PageError, type PageMatch, type RulePage, sectionOf } from './page.js';
import { schemaOf } from './schema.js';
import { SelectorError } from './selector/ast.js';
import { below, type Entry, entryOf, spanOf } from './tree.js';

/** A page whose selector is ready to run. */
interface Rule {
  readonly page: RulePage;
  readonly match: PageMatch;
  readonly matcher: Matcher;
  readonly help: string;
}

/** The rules among pages. Throws a `PageError` at the place of a bad selector. */
export function rulesOf(pages: Iterable<RulePage>): readonly Rule[] {
  const rules: Rule[] = [];
  for (const page of pages) {
    const { match } = page;
    if (!match) continue;
    try {
      const matcher = compileSelector(match.selector, match.selectors);
      rules.push({ page, match, matcher, help: firstSentence(sectionOf(page, 'What to do by hand')) });
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      throw new PageError(
        page.path,
        match.selectorLine + error.line - 1,
        `${error.reason} (column ${error.column} of the selector)`,
      );
    }
  }
  return rules;
}

interface LintInput {
  readonly units: readonly LintUnit[];
  readonly analysis: Analysis;
  /** What conversion said. */
  readonly diagnostics: readonly Diagnostic[];
  isToldApart(routine: RoutineSymbol): boolean;
  textOf(span: Span): string;
}

/** What the rules say of the inputs, in order of place. Each rule speaks once of a place. */
export function lint(input: LintInput, rules: readonly Rule[]): readonly Diagnostic[] {
  if (rules.length === 0) return [];
  const facts: LintFacts = {
    analysis: input.analysis,
    schema: schemaOf(input.units, input.analysis),
    statusOf: statusFrom(input.units, input.diagnostics),
    isToldApart: input.isToldApart,
    textOf: input.textOf,
  };
  const rulesFor = byKind(rules);
  const found: Diagnostic[] = [];
  const places = new Set<string>();
  for (const { unit } of input.units) {
    for (const entry of below(entryOf(unit))) {
      for (const rule of rulesFor(entry.node.kind)) {
        const diagnostic = outcome(rule, entry, facts);
        if (!diagnostic) continue;
        const { code, span, message } = diagnostic;
        const place = rule.match.once === 'run' ? code : `${code} ${span.file} ${span.start} ${message}`;
        if (places.has(place)) continue;
        places.add(place);
        found.push(diagnostic);
      }
    }
  }
  return found.sort(compareDiagnostics);
}

/** The rules that can mean a node of a kind. */
function byKind(rules: readonly Rule[]): (kind: string) => readonly Rule[] {
  const lists = new Map<string, readonly Rule[]>();
  return (kind) => {
    const known = lists.get(kind);
    if (known) return known;
    const own = rules.filter((r) => r.matcher.kinds?.has(kind) ?? true);
    lists.set(kind, own);
    return own;
  };
}

/** What a rule says of a node. A rule that breaks costs its finding, not the assessment. */
function outcome(rule: Rule, entry: Entry, facts: LintFacts): Diagnostic | undefined {
  try {
    return rule.matcher.matches(entry, facts) ? diagnosticOf(rule, entry, facts) : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return internalFailure(spanOf(entry) ?? noSpan, `rule ${rule.page.code} on ${entry.node.kind}`, reason);
  }
}

function diagnosticOf(rule: Rule, entry: Entry, facts: LintFacts): Diagnostic | undefined {
  const { page, match } = rule;
  const span = (match.at === undefined ? undefined : spanAt(entry.node, match.at.split('.'))) ?? spanOf(entry);
  if (!span) return undefined;
  const { code, name, severity, effort } = page;
  const message = fill(match.message, entry, facts);
  const about = match.once === 'unit' ? { about: unitName(entry) ?? 'the script' } : {};
  return { code, name, severity, effort, span, message, help: rule.help, ...about };
}

function spanAt(node: object, path: readonly string[]): Span | undefined {
  let value: unknown = node;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return (value as { readonly span?: Span } | undefined)?.span;
}

/**
 * The message with what stands in braces filled in from the node: attributes (`{privileges.name=/ANY/}`: those values
 * that fit), `{text}` (its source) and `{unit}` (the routine or object around it).
 */
function fill(message: string, entry: Entry, facts: LintFacts): string {
  return message.replaceAll(
    /\{([\w.]+)(?:=\/((?:[^/\\]|\\.)*)\/)?\}/g,
    (_, path: string, wanted: string | undefined, at: number) => {
      if (path === 'text') return excerpt(entry, facts);
      if (path === 'unit') return unitName(entry) ?? (at === 0 ? 'The script' : 'the script');
      const fits = wanted === undefined ? undefined : new RegExp(wanted);
      return valuesAt(entry.node, path.split('.'))
        .filter((value) => fits?.test(String(value)) ?? true)
        .join(', ');
    },
  );
}

function excerpt(entry: Entry, facts: LintFacts): string {
  const span = spanOf(entry);
  const text = span ? facts.textOf(span).replaceAll(/\s+/g, ' ').trim() : '';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The name of the nearest thing around a node that has one. */
function unitName(entry: Entry): string | undefined {
  for (let e: Entry | undefined = entry; e; e = e.parent) {
    const { kind } = e.node;
    if (kind === 'RoutineDefinition' || kind === 'AlterTable' || kind.startsWith('Create')) {
      const [name] = valuesAt(e.node, ['name']);
      if (name !== undefined) return String(name);
    }
  }
  return undefined;
}

function firstSentence(section: string): string {
  const [paragraph = ''] = section.split(/\n(?:\n|```)/);
  return paragraph.replaceAll('\n', ' ').trim();
}
