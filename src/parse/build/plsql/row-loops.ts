import { identifier, nameNode, qualifiedName } from '../../../ir/made-nodes.js';
import type {
  Block,
  CursorDeclaration,
  CursorForLoop,
  Declaration,
  ExecuteImmediate,
  Identifier,
  Name,
  Query,
  Statement,
  TypeRef,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';

/** A loop over rows, which go into an iterand of a type of its own. */
export interface RowsLoop {
  readonly span: Span;
  readonly label?: Identifier;
  readonly iterand: Identifier;
  readonly type: TypeRef;
  readonly body: readonly Statement[];
}

/**
 * A loop over the rows of dynamic SQL is one over a cursor variable that is opened for it.
 * In:  FOR r rec_t IN (EXECUTE IMMEDIATE text USING 1) LOOP … END LOOP
 * Out: DECLARE c SYS_REFCURSOR; r rec_t; BEGIN OPEN c FOR text USING 1; LOOP FETCH c INTO r; EXIT WHEN c%NOTFOUND; …
 * END LOOP; CLOSE c; END (PL/SQL Language Reference 21c, "Cursor Iteration Controls")
 */
export function dynamicLoop(loop: RowsLoop, source: ExecuteImmediate): Block {
  const { span } = loop;
  const name = iterationName('CURSOR', span);
  const anyCursor: TypeRef = {
    kind: 'NamedTypeRef',
    span,
    name: qualifiedName(span, identifier(span, 'SYS_REFCURSOR')),
  };
  const rows = openCursorLoop(loop, name);
  return {
    ...rows,
    declarations: [variable(name, anyCursor), ...rows.declarations],
    body: [
      {
        kind: 'OpenFor',
        span,
        cursor: use(name),
        source: { kind: 'DynamicText', span: source.text.span, text: source.text },
        using: source.using,
      },
      ...rows.body,
      { kind: 'CloseCursor', span, cursor: use(name) },
    ],
  };
}

/**
 * The rows of a query, by position, in an iterand whose type is given.
 * In:  FOR r rec_t IN (SELECT a, b FROM t) LOOP … END LOOP
 * Out: DECLARE CURSOR c IS SELECT a, b FROM t; BEGIN OPEN c; DECLARE r rec_t; BEGIN LOOP FETCH c INTO r; EXIT WHEN
 * c%NOTFOUND; … END LOOP; END; CLOSE c; END
 */
export function typedQueryLoop(loop: RowsLoop, query: Query): Block {
  const { span } = loop;
  const declared = cursorDeclaration('CURSOR', query, span);
  const { name } = declared;
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations: [declared],
    body: [
      { kind: 'OpenCursor', span, cursor: qualifiedName(span, name), args: [] },
      openCursorLoop(loop, name),
      { kind: 'CloseCursor', span, cursor: use(name) },
    ],
    handlers: [],
  };
}

/**
 * The rows of an explicit cursor in an iterand that is a record of a type that is given.
 * In:  FOR r rec_t IN c LOOP … END LOOP
 * Out: DECLARE r rec_t; BEGIN FOR row IN c LOOP r := row; … END LOOP; END
 */
export function typedCursorLoop(
  { span, label, iterand, type, body }: RowsLoop,
  source: CursorForLoop['source'],
): Block {
  const row = iterationName('ROW', span);
  const given: Statement = { kind: 'Assignment', span, target: use(iterand), value: use(row) };
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations: [variable(iterand, type)],
    body: [{ kind: 'CursorForLoop', span, ...(label && { label }), record: row, source, body: [given, ...body] }],
    handlers: [],
  };
}

/** The rows of a cursor variable that is open, and stays so. */
export function openCursorLoop({ span, label, iterand, type, body }: RowsLoop, cursor: Identifier): Block {
  const over: Statement[] = [
    {
      kind: 'Fetch',
      span,
      cursor: use(cursor),
      into: { kind: 'IntoClause', span, bulk: false, targets: [use(iterand)] },
    },
    { kind: 'Exit', span, when: { kind: 'CursorAttribute', span, cursor: use(cursor), attribute: 'NOTFOUND' } },
  ];
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations: [variable(iterand, type)],
    body: [{ kind: 'BasicLoop', span, ...(label && { label }), body: [...over, ...body] }],
    handlers: [],
  };
}

/** A cursor without parameters. */
export const cursorDeclaration = (what: string, query: Query, span: Span): CursorDeclaration => ({
  kind: 'CursorDeclaration',
  span,
  name: iterationName(what, span),
  parameters: [],
  query,
});

/** No name that anybody would choose. */
export const iterationName = (what: string, span: Span): Identifier => identifier(span, `ITERATION$${what}`);

const use = (name: Identifier): Name => nameNode(name.span, name);

const variable = (name: Identifier, type: TypeRef): Declaration => ({
  kind: 'VariableDeclaration',
  span: name.span,
  name,
  constant: false,
  type,
  notNull: false,
});
