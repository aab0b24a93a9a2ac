import { unreachable } from '../../../diagnostics/diagnostic.js';
import type { Declaration, Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { CursorDeclaration } from '../../../ir/oracle/plsql.js';
import { contains } from '../../../ir/walk.js';
import type { AnalyzeContext } from '../../context.js';
import { childScope, declare, type Scope } from '../../model/scope.js';
import type { VariableSymbol } from '../../model/symbols.js';
import { noteFieldDefaults } from '../../names/uses.js';
import { resolveExpr } from '../expressions/expressions.js';
import { resolveQuery } from '../queries/queries.js';
import { forgetWritten, markWrites, noteAssigned, withoutPresence } from './presence.js';
import { resolveHeading, resolveRoutine } from './routines.js';

/** Initial values, cursor queries, nested routines: everything in a declarative part that is not a type. */
export function resolveDeclarations(around: AnalyzeContext, declarations: readonly Declaration[], scope: Scope): void {
  // What else is declared is evaluated later, as often as it is used.
  const cx = withoutPresence(around);
  for (const [i, d] of declarations.entries()) {
    switch (d.kind) {
      case 'VariableDeclaration': {
        const symbol = cx.facts.declared.get(d) as VariableSymbol | undefined;
        const type = symbol?.type;
        if (!d.initial) {
          if (type) noteFieldDefaults(cx, type, scope);
          break;
        }
        resolveInitial(around, d.initial, scopeBefore(scope, d.initial, declarations.slice(i)), symbol);
        break;
      }
      case 'CursorDeclaration': {
        resolveCursor(cx, d, scope);
        break;
      }
      case 'RecordTypeDeclaration':
        for (const f of d.fields) {
          cx.typeOfRef(f.type, scope);
          if (f.initial) resolveExpr(cx, f.initial, scope);
        }
        break;
      case 'SubtypeDeclaration':
        cx.typeOfRef(d.base, scope);
        break;
      case 'CollectionTypeDeclaration':
        cx.typeOfRef(d.element, scope);
        if (d.indexBy) cx.typeOfRef(d.indexBy, scope);
        break;
      case 'RoutineDeclaration': {
        const symbol = cx.facts.declared.get(d);
        if (symbol?.kind === 'routine') resolveHeading(cx, symbol, scope);
        break;
      }
      case 'RoutineDefinition':
        resolveRoutine(cx, d, scope);
        break;
      case 'RefCursorTypeDeclaration':
      case 'ExceptionDeclaration':
      case 'Pragma':
      case 'UnsupportedDeclaration':
        break;
      default:
        unreachable(d, 'analyze');
    }
  }
}

/** The initial value; what it writes is no longer known afterwards. */
function resolveInitial(cx: AnalyzeContext, initial: Expr, scope: Scope, symbol: VariableSymbol | undefined): void {
  const mark = markWrites(cx);
  resolveExpr(cx, initial, scope);
  forgetWritten(cx, mark);
  noteAssigned(cx, symbol, initial);
}

function resolveCursor(cx: AnalyzeContext, d: CursorDeclaration, scope: Scope): void {
  const symbol = cx.facts.declared.get(d);
  if (symbol?.kind === 'cursor') {
    for (const p of symbol.parameters) {
      void p.variable.type;
      if (p.initial) resolveExpr(cx, p.initial, scope);
    }
    // The row's getter resolves the query in the cursor's own scope; a declared RETURN type would leave it
    // unresolved.
    void symbol.row;
    if (d.query && !cx.facts.outputs.has(d.query)) {
      const inner = childScope(scope, { qualifier: d.name.name });
      for (const p of symbol.parameters) declare(inner, p.variable);
      resolveQuery(cx, d.query, inner);
    }
  }
}

/**
 * A variable is not there before its declaration: until then its name means what it does in the enclosing scope.
 * (PL/SQL Language Reference, "Scope and Visibility of Identifiers")
 */
function scopeBefore(scope: Scope, value: Expr, later: readonly Declaration[]): Scope {
  const hidden = new Set(later.flatMap((d) => (d.kind === 'VariableDeclaration' ? [d.name.name] : [])));
  if (hidden.size === 0) return scope;
  const names = (node: OracleNode): boolean => node.kind === 'Name' && hidden.has(node.parts[0]?.name ?? '');
  if (!contains(value, names)) return scope;
  return { ...scope, names: new Map([...scope.names].filter(([name]) => !hidden.has(name))) };
}
