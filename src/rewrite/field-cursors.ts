import { addUnder } from '../ir/lists-by-key.js';
import { identifier, nameNode, qualifiedName } from '../ir/made-nodes.js';
import { replaceNodes } from '../ir/map-tree.js';
import type {
  Block,
  CloseCursor,
  Declaration,
  Expr,
  Fetch,
  Identifier,
  OpenFor,
  ScriptUnit,
  TypeRef,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';
import { nodesOf } from '../ir/walk.js';
import { around } from './replaced-statement.js';

/*
 * OPEN, FETCH and CLOSE of a cursor in a record are those of a cursor variable that names the same cursor:
 * FETCH job.c INTO x   ->   DECLARE c SYS_REFCURSOR := job.c; BEGIN FETCH c INTO x; END
 * (PL/SQL Language Reference, "Cursor Variables", "Record Variables")
 */

type CursorStatement = OpenFor | Fetch | CloseCursor;

/** The units with cursors of records under names of their own. */
export function withFieldCursors<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const statements = nodesOf(one.unit, 'OpenFor', 'Fetch', 'CloseCursor').filter(({ cursor }) => isPart(cursor));
    if (statements.length === 0) return one;
    const scopes = scopesOf(one.unit);
    const given = new Set(
      nodesOf(one.unit, 'Parameter').flatMap(({ mode, name }) => (mode === 'IN' ? [name.name] : [])),
    );
    const replaced = new Map<OracleNode, OracleNode>();
    for (const s of statements) {
      const first = s.cursor.kind === 'Name' ? s.cursor.parts[0]?.name : undefined;
      if (first !== undefined && scopes.get(first)?.some((scope) => holds(scope, s.span)))
        replaced.set(s, under(s, given.has(first)));
    }
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

const isPart = (cursor: Expr): boolean => cursor.kind === 'Name' && cursor.parts.length > 1;

/** Where each name of the unit is one of a variable or parameter: in the block, routine or package that has it. */
function scopesOf(unit: ScriptUnit): ReadonlyMap<string, readonly Span[]> {
  const scopes = new Map<string, Span[]>();
  const note = (name: Identifier, scope: Span): void => addUnder(scopes, name.name, scope);
  const inside = new Set<OracleNode>();
  const noteAll = (declarations: readonly Declaration[], scope: Span): void => {
    for (const d of declarations) {
      inside.add(d);
      if (d.kind === 'VariableDeclaration') note(d.name, scope);
    }
  };
  for (const block of nodesOf(unit, 'Block')) noteAll(block.declarations, block.span);
  for (const { parameters, span } of nodesOf(unit, 'RoutineDefinition')) for (const p of parameters) note(p.name, span);
  noteAll(
    nodesOf(unit, 'VariableDeclaration').filter((d) => !inside.has(d)),
    unit.span,
  );
  return scopes;
}

const holds = (scope: Span, { start, end }: Span): boolean => scope.start <= start && end <= scope.end;

/** `readOnly`: the record may be one that nothing is assigned to. */
function under(s: CursorStatement, readOnly: boolean): Block {
  const { span } = s;
  // No name that anybody would choose.
  const name = identifier(span, 'FIELD$CURSOR');
  const refCursor = qualifiedName(span, identifier(span, 'SYS_REFCURSOR'));
  const type: TypeRef = { kind: 'NamedTypeRef', span, name: refCursor };
  const cursor = nameNode(span, name);
  const bare = { comments: undefined, trailingComment: undefined, blankBefore: undefined };
  const nothing: Expr = { kind: 'NullLiteral', span };
  // What is closed stays so, whatever becomes of its cursor with the transaction.
  const left = s.kind === 'OpenFor' ? cursor : s.kind === 'Fetch' || readOnly ? undefined : nothing;
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations: [
      { kind: 'VariableDeclaration', span, name, constant: false, type, notNull: false, initial: s.cursor },
    ],
    body: [
      { ...s, ...bare, cursor },
      ...(left && s.cursor.kind === 'Name'
        ? [{ kind: 'Assignment' as const, span, target: s.cursor, value: left }]
        : []),
    ],
    handlers: [],
    ...around(s),
  };
}
