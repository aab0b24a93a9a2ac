import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import type { XPath } from './xquery.js';

/*
 * Oracle looks into several elements side by side as into a document: a column of one XMLTABLE is what the next one is
 * passed. PostgreSQL's XMLTABLE and its functions of XPath take documents only, so such elements get a root. (XML DB
 * Developer's Guide, "Chaining Calls to SQL/XML Function XMLTable")
 */

const gathering: ReadonlySet<string> = new Set(['EXTRACT', 'XMLAGG', 'XMLCONCAT', 'XMLFOREST', 'XMLQUERY']);

/** May the value be several elements? A column of XMLTABLE, what gathers nodes, a variable that is given such. */
export const mayBeFragment = (ex: ExprContext, value: Expr): boolean => isFragment(ex, value, new Set());

function isFragment(ex: ExprContext, value: Expr, seen: Set<VariableSymbol>): boolean {
  switch (value.kind) {
    case 'NamedFunctionSyntax':
      return gathering.has(value.name);
    case 'Subquery': {
      const { body } = value.query;
      const item = body.kind === 'Select' ? body.items[0] : undefined;
      return item?.kind === 'SelectItem' && isFragment(ex, item.value, seen);
    }
    case 'Name':
    case 'Member':
    case 'Call': {
      const { base, steps } = ex.unit.analysis.resolve(value);
      const last = steps.at(-1);
      if (last) return last.kind === 'xmlMethod' && last.method === 'EXTRACT';
      if (base.kind === 'column') return base.source.kind === 'function' && base.column.name !== 'COLUMN_VALUE';
      if (base.kind === 'variable') return isGivenFragment(ex, base.variable, seen);
      return base.kind === 'builtin' && gathering.has(base.name);
    }
    default:
      return false;
  }
}

/** Do an assignment or SELECT INTO of the variable's block or package, or its declaration, give it several elements? */
function isGivenFragment(ex: ExprContext, variable: VariableSymbol, seen: Set<VariableSymbol>): boolean {
  const { initial, container } = variable;
  const place = variable.block ?? (container?.kind === 'package' ? container.body : undefined);
  if (seen.has(variable) || !place) return false;
  seen.add(variable);
  const isTarget = (target: Expr | undefined): boolean => {
    if (target?.kind !== 'Name') return false;
    const { base, steps } = ex.unit.analysis.resolve(target);
    return base.kind === 'variable' && base.variable === variable && steps.length === 0;
  };
  const gives = (node: OracleNode): boolean => {
    if (node.kind === 'Assignment') return isTarget(node.target) && isFragment(ex, node.value, seen);
    if (node.kind !== 'Select') return false;
    return (node.into?.targets ?? []).some((target, i) => {
      const item = node.items[i];
      return isTarget(target) && item?.kind === 'SelectItem' && isFragment(ex, item.value, seen);
    });
  };
  return (initial !== undefined && isFragment(ex, initial, seen)) || contains(place, gives);
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
  if (/^\/\s*$/.test(path) && rest.length === 0) return { pieces: ['/x'], namespaces, singles: [] };
  return { pieces: [`/x${path.startsWith('/') ? '' : '/'}${path}`, ...rest], namespaces, singles: [] };
}
