import { synonymResolved, synonymUnknown } from '../../diagnostics/op6.js';
import type { CreateSynonym } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import type { UnitContext } from '../context.js';
import { noteOfSynonym } from './dictionary/synonym-notes.js';
import { written } from './names.js';

/** CREATE SYNONYM: nothing is left of it, since names are resolved when code is converted; in a program the name may be taken. */
export function lowerCreateSynonym(unit: UnitContext, node: CreateSynonym, inProgram: boolean): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const target = symbol?.kind === 'synonym' ? symbol.target : unit.analysis.objectAt(node.target.parts, node.span);
  const known = target !== undefined || /^(SYS|PUBLIC|DBMS_|UTL_)/.test(written(node.target));
  unit.report(known ? synonymResolved(node.span) : synonymUnknown(node.span, written(node.name), written(node.target)));
  return inProgram ? [noteOfSynonym(unit.analysis, node, 'create_synonym', String(node.replace))] : [];
}
