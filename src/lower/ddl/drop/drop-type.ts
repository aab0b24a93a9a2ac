import type { CollectionTypeSymbol, ObjectTypeSymbol, Symbol as OracleSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { runAt } from '../../../analyze/names/places.js';
import { droppedWithTable } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import type { DropObject, ScriptUnit } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';
import { isMadeLater } from './made-later.js';
import { typesNamed } from './types-named.js';

/**
 * DROP TYPE … FORCE makes routines and types that use the type invalid until it is there again; PostgreSQL's CASCADE
 * drops them. (SQL Language Reference, "DROP TYPE"; PostgreSQL, "Dependency Tracking")
 */
export function reportGoneWithType(
  unit: UnitContext,
  node: DropObject,
  type: ObjectTypeSymbol | CollectionTypeSymbol,
): void {
  const { analysis } = unit;
  const { routines, packages, types } = analysis.catalog;
  const place = runAt(node.span);
  const uses = (symbols: readonly OracleSymbol[]): boolean => symbols.flatMap(typesNamed).some((t) => isOf(t, type));
  const goneWith = [
    ...routines
      .filter((r) => uses([r]))
      .map((r) => ({
        what: r.name,
        kinds: /^(PROCEDURE|FUNCTION|CreateRoutine)$/,
        span: r.declaration.span,
      })),
    ...packages.flatMap((p) => {
      const made = p.specification ?? p.body;
      const isUser = made && uses([...p.members.values()].flat());
      return isUser ? [{ what: p.name, kinds: /^(PACKAGE|CreatePackage)$/, span: made.span }] : [];
    }),
    ...types.flatMap((t) => {
      const made = t !== type && uses([t]) ? creationOf(unit, t.name) : undefined;
      return made ? [{ what: t.name, kinds: /^(TYPE|CreateType)$/, span: made.span }] : [];
    }),
  ];
  for (const { what, kinds, span } of goneWith)
    if (analysis.precedes(span, place) && !isMadeLater(unit, what, kinds, place))
      unit.report(droppedWithTable(node.span, lastName(node.name), what, 'type'));
}

const creationOf = ({ analysis }: UnitContext, name: string): ScriptUnit | undefined =>
  analysis.units.find((u) => u.kind === 'CreateType' && lastName(u.name) === name);

function isOf(type: OracleType | undefined, wanted: ObjectTypeSymbol | CollectionTypeSymbol): boolean {
  switch (type?.kind) {
    case 'object':
      return type.object === wanted;
    case 'collection':
      return type.collection === wanted;
    default:
      return false;
  }
}
