import type {
  Block,
  Declaration,
  ExecuteImmediate,
  Identifier,
  Name,
  Statement,
  TypeRef,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';

interface RowsLoop {
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
  // No name that anybody would choose.
  const name: Identifier = { kind: 'Identifier', span, name: 'ITERATION$CURSOR', quoted: false };
  const parts: Identifier[] = [{ kind: 'Identifier', span, name: 'SYS_REFCURSOR', quoted: false }];
  const anyCursor: TypeRef = { kind: 'NamedTypeRef', span, name: { kind: 'QualifiedName', span, parts } };
  const cursor = (): Name => ({ kind: 'Name', span, parts: [name] });
  const rows = openCursorLoop(loop, name);
  return {
    ...rows,
    declarations: [variable(name, anyCursor), ...rows.declarations],
    body: [
      {
        kind: 'OpenFor',
        span,
        cursor: cursor(),
        source: { kind: 'DynamicText', span: source.text.span, text: source.text },
        using: source.using,
      },
      ...rows.body,
      { kind: 'CloseCursor', span, cursor: cursor() },
    ],
  };
}

/** The rows of a cursor variable that is open, and stays so. */
export function openCursorLoop({ span, label, iterand, type, body }: RowsLoop, cursor: Identifier): Block {
  const its = (): Name => ({ kind: 'Name', span, parts: [cursor] });
  const row: Name = { kind: 'Name', span: iterand.span, parts: [iterand] };
  const over: Statement[] = [
    { kind: 'Fetch', span, cursor: its(), into: { kind: 'IntoClause', span, bulk: false, targets: [row] } },
    { kind: 'Exit', span, when: { kind: 'CursorAttribute', span, cursor: its(), attribute: 'NOTFOUND' } },
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

const variable = (name: Identifier, type: TypeRef): Declaration => ({
  kind: 'VariableDeclaration',
  span: name.span,
  name,
  constant: false,
  type,
  notNull: false,
});
