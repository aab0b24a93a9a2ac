import type { ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { literal } from '../alter/alter-place.js';
import { regclassText } from '../names.js';
import type { NotesContext } from './definition-notes.js';

/** Attributes that a composite has and its type has no more, or not yet: ALTER TYPE stands between the code of the script. */
export function absentAttributes(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  const symbol =
    unit.kind === 'CreateType'
      ? cx.analysis.declared(unit)
      : unit.kind === 'AlterObject' && unit.merged && unit.name
        ? cx.analysis.objectAt(unit.name.parts, unit.name.span)
        : undefined;
  if (symbol?.kind !== 'objectType' || symbol.supertype || !cx.reads('TYPE_ATTRS')) return [];
  if (unit.kind === 'CreateType' && !symbol.stored) return [];
  const absent = (symbol.stored ?? []).filter((a) => a.absent).map((a) => foldName(a.name));
  const args = [regclassText(cx.naming.of(symbol)), 'absent', absent.join(',')].map(literal).join(', ');
  return [{ kind: 'PgFixedStatement', span: unit.span, text: `select ora.note_definition(${args})` }];
}
