import type { Catalog } from '../../analyze/analysis.js';
import type { Symbol as OracleSymbol, RelationSymbol } from '../../analyze/model/symbols.js';
import { InternalError } from '../../diagnostics/diagnostic.js';
import { renamedObject } from '../../diagnostics/op1.js';
import { dotted, lastName } from '../../ir/dotted.js';
import type { Identifier, QualifiedName } from '../../ir/oracle/index.js';
import { quoteIdent, quoteLiteral } from '../../print/index.js';
import type { UnitContext } from '../context.js';
import { foldName, type Naming, shorten } from '../naming/naming.js';
import { rememberedOf } from '../remembered.js';
import { keptByPartitions } from './tables/partition-keys.js';

/** The name as PostgreSQL has it. */
export const fold = (id: Identifier): string => foldName(id.name);

/** The object's own name. @throws InternalError */
export function lastPart(name: QualifiedName): Identifier {
  const last = name.parts.at(-1);
  if (!last) throw new InternalError('lower', 'a name without parts', name.span);
  return last;
}

/** A text in a statement that is given as text. */
export const literal = quoteLiteral;

/** `array['a', 'b']` */
export const textArray = (texts: readonly string[]): string =>
  texts.length === 0 ? "'{}'::text[]" : `array[${texts.map(literal).join(', ')}]`;

/** As written in Oracle, for messages. */
export const written = (name: Pick<QualifiedName, 'parts'>): string => dotted(name);

/** The object that a name of a statement means. */
export function symbolNamed(
  { analysis }: Pick<UnitContext, 'analysis'>,
  name: QualifiedName,
): OracleSymbol | undefined {
  return analysis.symbolOf(name) ?? analysis.objectAt(name.parts, name.span);
}

/** The table or view that a name of a statement means. */
export function relationNamed(unit: UnitContext, name: QualifiedName): RelationSymbol | undefined {
  const symbol = symbolNamed(unit, name);
  return symbol?.kind === 'relation' ? symbol : undefined;
}

/** The qualified PostgreSQL name: that of the object, or what an object of that name would have. */
export function nameOf(unit: UnitContext, name: QualifiedName): readonly string[] {
  const symbol = symbolNamed(unit, name);
  if (symbol && symbol.kind !== 'synonym') return unit.naming.of(symbol);
  return nameAsWritten(unit, name);
}

/** What an object of that name would be called in PostgreSQL, whether there is one or not. */
export function nameAsWritten(unit: UnitContext, name: QualifiedName): readonly string[] {
  const owner = name.parts.length > 1 ? (name.parts[0]?.name ?? '') : unit.analysis.ownerAt(name.span);
  return [unit.naming.schemaOf(owner), fold(lastPart(name))];
}

/** `SYS_C0012345`: made up by Oracle, so PostgreSQL may make up its own. */
export function isGeneratedName(name: string): boolean {
  return /^SYS_(C|IL|IOT)/.test(name);
}

// ---------- one name space ----------

interface Taken {
  /** Tables, views, sequences and composite types by schema. */
  readonly relations: ReadonlySet<string>;
  /** Names of primary keys and unique constraints, which name an index. */
  readonly keys: ReadonlySet<string>;
}

const takenIn = rememberedOf((catalog: Catalog, naming: Naming): Taken => {
  const relations = new Set<string>();
  for (const s of [...catalog.relations, ...catalog.sequences]) relations.add(naming.of(s).join('.'));
  for (const t of catalog.types) if (!t.container) relations.add(naming.of(t).join('.'));
  const keys = new Set<string>();
  for (const r of catalog.relations) {
    const schema = naming.of(r)[0] ?? '';
    for (const name of keyNames(r)) {
      const own = `${schema}.${foldName(name)}`;
      keys.add(relations.has(own) ? `${own}_key` : own);
    }
  }
  return { relations, keys };
});

const taken = (unit: UnitContext): Taken => takenIn(unit.analysis.catalog, unit.naming);

function keyNames(relation: RelationSymbol): string[] {
  const names: string[] = [];
  // A key that partitions cannot keep is left out, and its name is free.
  const isMade = (columns: readonly Identifier[]): boolean =>
    keptByPartitions(
      relation,
      columns.map((c) => c.name),
    );
  for (const c of relation.constraints)
    if ((c.kind === 'PrimaryKey' || c.kind === 'Unique') && c.state.name && isMade(c.columns))
      names.push(c.state.name.name);
  if (relation.definition?.kind === 'CreateTable') {
    for (const column of relation.definition.columns) {
      for (const c of column.constraints)
        if ((c.kind === 'ColumnPrimaryKey' || c.kind === 'ColumnUnique') && c.state.name && isMade([column.name]))
          names.push(c.state.name.name);
    }
  }
  return names;
}

/**
 * The name of a primary key or unique constraint: its index shares a name space with tables, views and sequences in
 * PostgreSQL, in Oracle not. (PostgreSQL manual, CREATE TABLE, "Compatibility": "Constraint Naming")
 */
export function keyName(unit: UnitContext, schema: string, name: Identifier): string {
  const own = foldName(name.name);
  if (!taken(unit).relations.has(`${schema}.${own}`)) return own;
  const chosen = shorten(`${own}_key`);
  unit.report(renamedObject(name.span, `Key ${name.name}`, chosen));
  return chosen;
}

/** The name of an index that is made: free of tables, views, sequences and keys. */
export function indexName(unit: UnitContext, schema: string, name: Identifier): string {
  const chosen = nameOfIndex(unit, schema, name);
  if (chosen !== foldName(name.name)) unit.report(renamedObject(name.span, `Index ${name.name}`, chosen));
  return chosen;
}

function nameOfIndex(unit: UnitContext, schema: string, name: Identifier): string {
  const own = foldName(name.name);
  const { relations, keys } = taken(unit);
  const free = (candidate: string): boolean =>
    !relations.has(`${schema}.${candidate}`) && !keys.has(`${schema}.${candidate}`);
  if (free(own)) return own;
  let chosen = shorten(`${own}_idx`);
  for (let i = 2; !free(chosen); i++) chosen = shorten(`${own}_idx${i}`);
  return chosen;
}

/** The index that DROP or ALTER INDEX means: one of the inputs may have another name than Oracle's. */
export function indexNamed(unit: UnitContext, name: QualifiedName): readonly string[] {
  const written = nameAsWritten(unit, name);
  const last = lastPart(name);
  const isMade = unit.analysis.units.some((u) => u.kind === 'CreateIndex' && lastName(u.name) === last.name);
  const schema = written.at(-2);
  return isMade && schema !== undefined ? [schema, nameOfIndex(unit, schema, last)] : written;
}

/**
 * A name in a fixed text as PostgreSQL's own `quote_identifier` writes it: in quotes where it has a `$`,
 * too, and where it is a key word.
 */
export const identifierText = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? quoteIdent(name) : `"${name.replaceAll('"', '""')}"`;

/** A name as text that PostgreSQL reads as a regclass: `nextval('hr.s')`. */
export function regclassText(parts: readonly string[]): string {
  return parts.map(identifierText).join('.');
}
