import type { Analysis } from '../../analyze/analysis.js';
import type { Symbol } from '../../analyze/symbols.js';
import type { CursorForLoop, OpenCursor } from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import type { BodyBuilder } from './body-builder.js';
import { raiseError } from './capture.js';

/*
 * A loop over a named cursor opens it, but what is made of it is a loop over its query. So ORA-06511 has to be looked for where OPEN and such a loop may meet.
 * (PL/SQL Language Reference, "Cursor FOR LOOP Statement", "OPEN Statement")
 */

interface Opens {
  /** Cursors that OPEN names somewhere. */
  readonly opened: ReadonlySet<Symbol>;
  /** OPEN inside of a loop over the same cursor. */
  readonly inLoop: ReadonlySet<AnyNode>;
}

const known = new WeakMap<Analysis, Opens>();

function opensOf(analysis: Analysis): Opens {
  const found = known.get(analysis);
  if (found) return found;
  const opened = new Set<Symbol>();
  const inLoop = new Set<AnyNode>();
  const opensIn = (tree: AnyNode, visit: (open: OpenCursor, symbol: Symbol) => void): void =>
    walk(tree, (node) => {
      if (node.kind !== 'OpenCursor') return;
      const open = node as unknown as OpenCursor;
      const symbol = analysis.symbolOf(open.cursor);
      if (symbol) visit(open, symbol);
    });
  for (const unit of analysis.units) {
    opensIn(unit as AnyNode, (_, symbol) => opened.add(symbol));
    walk(unit as AnyNode, (node) => {
      if (node.kind !== 'CursorForLoop') return;
      const { source, body } = node as unknown as CursorForLoop;
      const cursor = source.kind === 'NamedCursor' ? analysis.symbolOf(source.cursor) : undefined;
      if (!cursor) return;
      for (const statement of body)
        opensIn(statement as AnyNode, (open, symbol) => {
          if (symbol === cursor) inLoop.add(open as unknown as AnyNode);
        });
    });
  }
  const made = { opened, inLoop };
  known.set(analysis, made);
  return made;
}

/** What OPEN is inside of a loop over its cursor: always an error. */
export function openInItsLoop(rc: BodyBuilder, s: OpenCursor): PlStatement[] | undefined {
  return opensOf(rc.unit.analysis).inLoop.has(s as unknown as AnyNode) ? alreadyOpen(rc, s.span) : undefined;
}

/** What stands before a loop over the cursor, where OPEN may have been there. */
export function refuseOpenCursor(rc: BodyBuilder, cursor: Symbol, portal: () => PgExpr, span: Span): PlStatement[] {
  if (!opensOf(rc.unit.analysis).opened.has(cursor)) return [];
  const isOpen = b.ora(span, 'cursor_is_open', b.cast(span, portal(), pgTypes.text));
  return [b.ifThen(span, isOpen, alreadyOpen(rc, span))];
}

const alreadyOpen = (rc: BodyBuilder, span: Span): PlStatement[] => [
  ...raiseError(rc, span, sqlstateOf(6511), 'ORA-06511: PL/SQL: cursor already open'),
];
