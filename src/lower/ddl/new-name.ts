import type { Analysis } from '../../analyze/analysis.js';
import { lastName } from '../../ir/dotted.js';
import { firstText } from '../../ir/literals.js';
import type { Identifier, ScriptUnit } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nodesOf } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { remembered } from '../remembered.js';
import { literal } from './names.js';
import { runtimeStatement } from './runtime-statement.js';

/**
 * `select ora.new_name('SCOTT', 'S')`: ORA-00955 where the name of what a program makes is that of a private synonym,
 * which PostgreSQL does not have. (SQL Language Reference, "Database Object Naming Rules"; Database Error Messages,
 * ORA-00955)
 */
export function newName({ analysis }: UnitContext, node: ScriptUnit): PgStatement[] {
  const [own, owner] = [...nameMade(node)].reverse();
  if (!own || !privateSynonyms(analysis).has(own.name)) return [];
  return [runtimeStatement(node.span, 'new_name', owner ? literal(owner.name) : 'null', literal(own.name))];
}

/** The name in the space that tables, views, sequences, synonyms and programs share. */
function nameMade(node: ScriptUnit): readonly Identifier[] {
  switch (node.kind) {
    case 'CreateTable':
      return node.temporary === 'PRIVATE' || node.ifNotExists ? [] : node.name.parts;
    case 'CreateView':
    case 'CreateMaterializedView':
    case 'CreateSequence':
    case 'CreatePackage':
    case 'CreateType':
      return node.name.parts;
    case 'CreateRoutine':
      return [...(node.owner ? [node.owner] : []), node.routine.name];
    default:
      return [];
  }
}

/** The names of synonyms that statements or texts make. */
const privateSynonyms = remembered(({ units }: Analysis): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const unit of units) {
    if (unit.kind === 'CreateSynonym' && !unit.public) names.add(lastName(unit.name));
    for (const { text } of nodesOf(unit, 'ExecuteImmediate')) {
      const name = made.exec(firstText(text))?.[1];
      if (name !== undefined) names.add(name.startsWith('"') ? name.slice(1, -1) : name.toUpperCase());
    }
  }
  return names;
});

const made = /^\s*create\s+(?:or\s+replace\s+)?synonym\s+(?:[^\s.]+\s*\.\s*)?("[^"]+"|[\w$#]+)/i;
