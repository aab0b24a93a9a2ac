import type {
  Block,
  Declaration,
  ExecuteImmediate,
  Identifier,
  Name,
  Statement,
  TypeRef,
} from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';

interface DynamicLoop {
  readonly span: Span;
  readonly label?: Identifier;
  readonly iterand: Identifier;
  readonly type: TypeRef;
  readonly source: ExecuteImmediate;
  readonly body: readonly Statement[];
}

/**
 * A loop over the rows of dynamic SQL is one over a cursor variable that is opened for it.
 * In:  FOR r rec_t IN (EXECUTE IMMEDIATE text USING 1) LOOP … END LOOP
 * Out: DECLARE c SYS_REFCURSOR; r rec_t; BEGIN OPEN c FOR text USING 1; LOOP FETCH c INTO r; EXIT WHEN c%NOTFOUND; … END LOOP; CLOSE c; END
 * (PL/SQL Language Reference 21c, "Cursor Iteration Controls")
 */
export function dynamicLoop({ span, label, iterand, type, source, body }: DynamicLoop): Block {
  // No name that anybody would choose.
  const name: Identifier = { kind: 'Identifier', span, name: 'ITERATION$CURSOR', quoted: false };
  const cursor = (): Name => ({ kind: 'Name', span, parts: [name] });
  const variable = (of: Identifier, its: TypeRef): Declaration => ({
    kind: 'VariableDeclaration',
    span,
    name: of,
    constant: false,
    type: its,
    notNull: false,
  });
  const anyCursor: TypeRef = {
    kind: 'NamedTypeRef',
    span,
    name: {
      kind: 'QualifiedName',
      span,
      parts: [{ kind: 'Identifier', span, name: 'SYS_REFCURSOR', quoted: false }],
    },
  };
  const row: Name = { kind: 'Name', span: iterand.span, parts: [iterand] };
  const over: Statement[] = [
    { kind: 'Fetch', span, cursor: cursor(), into: { kind: 'IntoClause', span, bulk: false, targets: [row] } },
    { kind: 'Exit', span, when: { kind: 'CursorAttribute', span, cursor: cursor(), attribute: 'NOTFOUND' } },
  ];
  return {
    kind: 'Block',
    span,
    labels: [],
    declarations: [variable(name, anyCursor), variable(iterand, type)],
    body: [
      {
        kind: 'OpenFor',
        span,
        cursor: cursor(),
        source: { kind: 'DynamicText', span: source.text.span, text: source.text },
        using: source.using,
      },
      { kind: 'BasicLoop', span, ...(label && { label }), body: [...over, ...body] },
      { kind: 'CloseCursor', span, cursor: cursor() },
    ],
    handlers: [],
  };
}
