import type { Analysis } from '../../analyze/analysis.js';
import { shorten } from '../../ir/postgres/name-length.js';
import type { UnitContext } from '../context.js';
import { rememberedOf } from '../remembered.js';
import type { Naming } from './naming.js';

/** Tables, views and sequences have one name space in PostgreSQL. (PostgreSQL manual, CREATE TABLE, "Description") */
const relationNames = rememberedOf(({ catalog }: Analysis, naming: Naming): ReadonlySet<string> => {
  const named = [...catalog.relations, ...catalog.sequences];
  return new Set(named.map((symbol) => naming.of(symbol).join('.')));
});

/** The name for a relation that the conversion makes beside those of the program: another one where it has it. */
export function unusedRelationName({ analysis, naming }: UnitContext, schema: string, name: string): readonly string[] {
  const taken = relationNames(analysis, naming);
  let free = shorten(name);
  for (let number = 2; taken.has(`${schema}.${free}`); number++) free = shorten(`${name}_${number}`);
  return [schema, free];
}
