import type { CreateMaterializedView, CreateView } from '../../../ir/oracle/index.js';
import { ownerAndName } from '../../../ir/owned-units.js';
import { type AnalyzeContext, lazy } from '../../context.js';
import { deferred } from '../../deferred.js';
import { childScope, standingAlone } from '../../model/scope.js';
import { subtypeRows } from '../../model/subtype-rows.js';
import type { ColumnInfo, RelationSymbol } from '../../model/symbols.js';
import { unknown } from '../../model/types.js';
import type { UnitScopes } from '../../model/unit-scopes.js';
import { objectTypeNamed } from '../types.js';
import { columnsTakenOver } from './columns-taken-over.js';

/** Enters the columns of CREATE VIEW, as far as its text tells. */
export function declareView(
  cx: AnalyzeContext,
  unit: CreateView | CreateMaterializedView,
  owner: string,
  scopes: UnitScopes,
): RelationSymbol {
  const id = ownerAndName(unit.name, owner);
  const scope = childScope(standingAlone(scopes.schema, id.owner, unit.span), { fixedAt: unit.span, view: id });
  const typeName = unit.kind === 'CreateView' ? unit.ofType : undefined;
  const ofType = lazy(() => objectTypeNamed(cx, typeName, id.owner), undefined);
  const columns = lazy<readonly ColumnInfo[]>(() => {
    const queried = columnsTakenOver(cx, unit.query, scope, { inferred: true });
    // An object view has the attributes of its type; one of XMLTYPE a single column of Oracle's.
    const object = ofType();
    if (object) {
      const subtypes = queried.length === 1 && queried[0]?.type.kind === 'object' ? subtypeRows(object) : undefined;
      const own = object.attributes.map((a) => ({ name: a.name, type: a.type, nullable: true }));
      return subtypes ? [...own, subtypes] : own;
    }
    if (typeName?.parts[typeName.parts.length - 1]?.name === 'XMLTYPE')
      return [{ name: 'SYS_NC_ROWINFO$', type: { kind: 'xml' }, nullable: true }];
    const hidden = unit.kind === 'CreateView' ? unit.hidden : undefined;
    return unit.columns
      ? unit.columns.map((c, i) => ({
          ...(queried[i] ?? { type: unknown, nullable: true }),
          name: c.name,
          ...(hidden?.includes(c.name) && { hidden: true }),
        }))
      : queried;
  }, []);
  return deferred(
    {
      kind: 'relation',
      relation: unit.kind === 'CreateView' ? 'view' : 'materialized view',
      ...id,
      span: unit.name.span,
      temporary: false,
      external: false,
      constraints: [],
      keys: [],
      definition: unit,
    },
    { columns, ofType },
  );
}
