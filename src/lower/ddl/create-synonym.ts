import type { Analysis } from '../../analyze/analysis.js';
import { synonymMoved, synonymResolved, synonymUnknown } from '../../diagnostics/op6-objects.js';
import { lastName } from '../../ir/dotted.js';
import { isAnyOf } from '../../ir/kinds.js';
import { firstText } from '../../ir/literals.js';
import type { CreateSynonym, ScriptUnit } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nodesOf } from '../../ir/walk.js';
import { remembered } from '../remembered.js';
import { type DdlContext, mayStand } from './ddl-context.js';
import { noteOfSynonym } from './dictionary/synonym-notes.js';
import { uses } from './drop/left-standing.js';
import { written } from './names.js';

/**
 * CREATE SYNONYM: nothing is left of it, since names are resolved when code is converted; in a
 * program the name may be taken.
 */
export function lowerCreateSynonym(unit: DdlContext, node: CreateSynonym): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const target = symbol?.kind === 'synonym' ? symbol.target : unit.analysis.objectAt(node.target.parts, node.span);
  const known = target !== undefined || /^(SYS|PUBLIC|DBMS_|UTL_)/.test(written(node.target));
  const before = movedFrom(unit, node);
  if (before) unit.report(synonymMoved(node.span, lastName(node.name), written(before.target), written(node.target)));
  unit.report(known ? synonymResolved(node.span) : synonymUnknown(node.span, written(node.name), written(node.target)));
  return unit.inProgram ? [noteOfSynonym(unit.analysis, node, 'create_synonym', String(node.replace))] : [];
}

/**
 * The synonym as it was before, where views or programs that are there already use it for another object: Oracle
 * compiles them again, for the new one.
 */
function movedFrom(unit: DdlContext, node: CreateSynonym): CreateSynonym | undefined {
  const { units } = unit.analysis;
  const name = lastName(node.name);
  const isBefore = (u: ScriptUnit): boolean => mayStand(unit, u.span, node);
  const before = (synonymsIn(unit.analysis).get(name) ?? [])
    .filter((u) => u !== node && isBefore(u) && u.public === node.public)
    .at(-1);
  if (!before || written(before.target) === written(node.target)) return undefined;
  if (!node.replace && !(unit.inProgram && isDropped(units, name))) return undefined;
  const isUsed = units.some((u) => isStored(u) && isBefore(u) && u.span.start > before.span.start && uses(u, name));
  return isUsed ? before : undefined;
}

/** The synonyms that are made, in order, by their names without the owner. */
const synonymsIn = remembered(({ units }: Analysis): ReadonlyMap<string, readonly CreateSynonym[]> => {
  const found = new Map<string, CreateSynonym[]>();
  for (const u of units) {
    if (u.kind !== 'CreateSynonym') continue;
    const name = lastName(u.name);
    const list = found.get(name);
    if (list) list.push(u);
    else found.set(name, [u]);
  }
  return found;
});

/** Does a text drop a synonym of the name? */
function isDropped(units: readonly ScriptUnit[], name: string): boolean {
  const dropped = /^\s*drop\s+(?:public\s+)?synonym\s+(?:[^\s.]+\s*\.\s*)?"?([\w$#]+)/i;
  return units.some((u) =>
    nodesOf(u, 'ExecuteImmediate').some(({ text }) => dropped.exec(firstText(text))?.[1]?.toUpperCase() === name),
  );
}

const isStored = (unit: ScriptUnit): boolean =>
  isAnyOf(
    unit.kind,
    'CreateView',
    'CreateRoutine',
    'CreatePackage',
    'CreatePackageBody',
    'CreateTrigger',
    'CreateTypeBody',
    'CreateMaterializedView',
  );
