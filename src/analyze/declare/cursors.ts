import type { Declaration } from '../../ir/oracle/index.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { childScope, declare } from '../model/scope.js';
import type { CursorSymbol } from '../model/symbols.js';
import type { RecordType } from '../model/types.js';
import type { DeclarativePart } from './declarative-part.js';
import { parameter } from './parameters.js';
import { fieldsOf } from './tables/column-names.js';
import { columnsTakenOver } from './tables/columns-taken-over.js';

type CursorDeclaration = Extract<Declaration, { kind: 'CursorDeclaration' }>;

/**
 * `CURSOR c IS …`; one in the body of a package completes that of its specification. (PL/SQL Language Reference,
 * "Explicit Cursor Declaration and Definition")
 */
export function declareCursor(cx: AnalyzeContext, declaration: CursorDeclaration, part: DeclarativePart): CursorSymbol {
  const { scope } = part;
  const earlier = scope.names.get(declaration.name.name)?.find((s) => s.kind === 'cursor');
  const symbol = cursor(cx, declaration, part);
  if (earlier) {
    Object.assign(earlier, { declaration: symbol.declaration, parameters: symbol.parameters, query: symbol.query });
    return earlier;
  }
  declare(scope, symbol);
  return symbol;
}

function cursor(
  cx: AnalyzeContext,
  declaration: CursorDeclaration,
  { scope, container, block }: DeclarativePart,
): CursorSymbol {
  const inner = childScope(scope, { qualifier: declaration.name.name });
  const parameters = declaration.parameters.map((p) => parameter(cx, p, inner, container, 'cursorParameter'));
  for (const p of parameters) declare(inner, p.variable);
  const row = lazy<RecordType>(
    () => {
      if (declaration.returns) {
        const type = cx.typeOfRef(declaration.returns, scope);
        if (type.kind === 'record') return type;
      }
      const columns = declaration.query ? columnsTakenOver(cx, declaration.query, inner) : [];
      return {
        kind: 'record',
        identity: { kind: 'cursor', cursor: symbol },
        fields: fieldsOf(columns),
      };
    },
    { kind: 'record', identity: { kind: 'query' }, fields: [] },
  );
  const symbol: CursorSymbol = deferred(
    {
      kind: 'cursor',
      variable: {
        kind: 'variable',
        name: declaration.name.name,
        span: declaration.name.span,
        storage: container?.kind === 'package' && !block ? 'package' : 'local',
        type: { kind: 'refCursor' },
        constant: false,
        notNull: false,
        container,
        block,
      },
      name: declaration.name.name,
      span: declaration.name.span,
      declaration,
      parameters,
      query: declaration.query,
      rowType: deferred(
        {
          kind: 'recordType',
          name: `${declaration.name.name}__ROW`,
          owner: container?.owner ?? '',
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
          query: declaration.query,
        },
        { fields: () => row().fields },
      ),
      container,
    },
    { row },
  );
  return symbol;
}
