import type { Expr } from '../../ir/oracle/index.js';
import type { ExprContext } from '../context.js';
import type { XPath } from '../expressions/xquery.js';

/*
 * Oracle looks into several elements side by side as into a document: a column of one XMLTABLE is what the next one is passed. PostgreSQL's XMLTABLE
 * takes documents only, so such elements get a root. (XML DB Developer's Guide, "Chaining Calls to SQL/XML Function XMLTable")
 */

const gathering: ReadonlySet<string> = new Set(['EXTRACT', 'XMLAGG', 'XMLCONCAT', 'XMLFOREST', 'XMLQUERY']);

/** May the value be several elements? A column of XMLTABLE, or what gathers nodes. */
export function mayBeFragment(ex: ExprContext, value: Expr): boolean {
  switch (value.kind) {
    case 'NamedFunctionSyntax':
      return gathering.has(value.name);
    case 'Subquery': {
      const { body } = value.query;
      const item = body.kind === 'Select' ? body.items[0] : undefined;
      return item?.kind === 'SelectItem' && mayBeFragment(ex, item.value);
    }
    case 'Name':
    case 'Member':
    case 'Call': {
      const { base, steps } = ex.unit.analysis.resolve(value);
      const last = steps.at(-1);
      if (last) return last.kind === 'xmlMethod' && last.method === 'EXTRACT';
      if (base.kind === 'column') return base.source.kind === 'function' && base.column.name !== 'COLUMN_VALUE';
      return base.kind === 'builtin' && gathering.has(base.name);
    }
    default:
      return false;
  }
}

/** The path below the root `x`; undefined where a part of it speaks of the root itself. */
export function belowRoot({ pieces, namespaces }: XPath): XPath | undefined {
  const [first, ...rest] = pieces;
  if (typeof first !== 'string') return undefined;
  const texts = pieces.map((p) => (typeof p === 'string' ? p.replace(/"[^"]*"|'[^']*'/g, "''") : ''));
  // A path with more than one beginning, or one that a function or a parenthesis begins.
  if (
    texts.some((t) => /\||[[(,=<>+]\s*\/|\b(and|or|div|mod)\s*\/|\.\.|::/.test(t)) ||
    /^\s*(\(|[\w-]+\s*\()/.test(first)
  )
    return undefined;
  const path = first.trimStart();
  if (/^\/\s*$/.test(path) && rest.length === 0) return { pieces: ['/x'], namespaces };
  return { pieces: [`/x${path.startsWith('/') ? '' : '/'}${path}`, ...rest], namespaces };
}
