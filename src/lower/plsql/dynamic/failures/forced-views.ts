import { objectMissing } from '../../../../diagnostics/op6-objects.js';
import { lastName } from '../../../../ir/dotted.js';
import type { DdlStatement, ExecuteImmediate } from '../../../../ir/oracle/index.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { nodesOf } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import { nameOf, regclassText } from '../../../ddl/names.js';
import type { BodyBuilder } from '../../body/body-builder.js';

/**
 * `if to_regclass('app.t') is null then raise … end if;` in front of CREATE FORCE VIEW over a table that is not among
 * the inputs: Oracle makes the view without it. (SQL Language Reference, CREATE VIEW, "FORCE")
 */
export function forcedOverMissing(rc: BodyBuilder, s: ExecuteImmediate, unit: DdlStatement): PlStatement[] {
  if (unit.kind !== 'CreateView' || !unit.force) return [];
  const { analysis } = rc.unit;
  const missing = nodesOf(unit.query, 'TableRef').filter((ref) => {
    const source = analysis.sourceOf(ref);
    return source?.kind === 'relation' && !source.relation && ref.name.link === undefined;
  });
  const tables = new Set(missing.map(({ name }) => regclassText(nameOf(rc.unit, name))));
  return [...tables].map((table) => {
    const what = `View ${lastName(unit.name)}`;
    const said = objectMissing(s.text.span, what, table, 'while it is missing, CREATE FORCE VIEW raises P0004');
    rc.unit.report(said);
    const found = b.call(s.span, 'to_regclass', b.text(s.span, table));
    return b.ifThen(s.span, b.isNull(s.span, found), [b.notConverted(s.span, said)]);
  });
}
