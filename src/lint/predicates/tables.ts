import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { lastName } from '../../ir/dotted.js';
import type { Identifier, QualifiedName, ScriptUnit } from '../../ir/oracle/index.js';
import { shorten } from '../../ir/postgres/name-length.js';
import type { LintFacts } from '../facts.js';
import { type Entry, enclosing } from '../tree.js';
import { type Predicate, plain } from './predicate.js';

/** The table whose definition or change a node stands in. */
function tableAround(entry: Entry, facts: LintFacts): RelationSymbol | undefined {
  const around = entry.node.kind === 'CreateTable' ? entry : enclosing(entry, 'CreateTable', 'AlterTable');
  if (!around) return undefined;
  if (around.node.kind === 'AlterTable') return facts.schema.tableOf(around.node.name);
  const symbol = facts.analysis.declared(around.node as ScriptUnit);
  return symbol?.kind === 'relation' ? symbol : undefined;
}

interface ForeignKey {
  readonly columns: readonly string[];
  readonly target: QualifiedName;
  readonly referenced: readonly string[] | undefined;
}

function foreignKeyOf({ node, parent }: Entry): ForeignKey | undefined {
  const names = (list: readonly Identifier[] | undefined) => list?.map((i) => i.name);
  if (node.kind === 'ForeignKey') {
    const key = node;
    return { columns: key.columns.map((c) => c.name), target: key.table, referenced: names(key.referenced) };
  }
  if (node.kind === 'ColumnReferences' && parent?.node.kind === 'ColumnDefinition') {
    const key = node;
    const column = parent.node.name.name;
    return { columns: [column], target: key.table, referenced: names(key.columns) };
  }
  return undefined;
}

/** A foreign key whose columns do not begin an index, in any order. */
function isUnindexed(entry: Entry, facts: LintFacts): boolean {
  const key = foreignKeyOf(entry);
  const table = tableAround(entry, facts);
  if (!key || !table) return false;
  return !facts.schema.indexesOf(table).some((index) => {
    const first = index.columns.slice(0, key.columns.length);
    return key.columns.every((c) => first.includes(c));
  });
}

/** A foreign key with a column of another type than the one it refers to. */
function differsFromTarget(entry: Entry, facts: LintFacts): boolean {
  const key = foreignKeyOf(entry);
  const table = tableAround(entry, facts);
  const target = key && facts.schema.tableOf(key.target);
  if (!key || !table || !target) return false;
  const referenced = key.referenced ?? target.keys.find((k) => k.primary)?.columns ?? [];
  return key.columns.some((name, i) => {
    const [own, other] = [column(table, name), column(target, referenced[i] ?? '')];
    return own !== undefined && other !== undefined && !sameType(own.type, other.type);
  });
}

const column = (table: RelationSymbol, name: string): ColumnInfo | undefined =>
  table.columns.find((c) => c.name === name);

function sameType(a: OracleType, b: OracleType): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'number' && b.kind === 'number')
    return a.precision === b.precision && (a.scale ?? 0) === (b.scale ?? 0);
  if ((a.kind === 'varchar2' || a.kind === 'char') && a.kind === b.kind) return a.length === b.length;
  return true;
}

/** A table for rows that stay, without primary key or unique key over all inputs. */
function hasNoKey(entry: Entry, facts: LintFacts): boolean {
  if (entry.node.kind !== 'CreateTable') return false;
  const { temporary, organization, ofType, cluster } = entry.node;
  const table = tableAround(entry, facts);
  if (!table || temporary || organization === 'EXTERNAL' || ofType || cluster) return false;
  return !facts.schema.indexesOf(table).some((index) => index.unique);
}

/** An index whose columns begin another one: that serves the same queries. */
function isRedundant({ node }: Entry, facts: LintFacts): boolean {
  if (node.kind !== 'CreateIndex') return false;
  const own = node;
  const table = facts.schema.tableOf(own.table);
  if (!table || own.unique || own.special) return false;
  const indexes = facts.schema.indexesOf(table);
  const mine = indexes.find((i) => i.node === own);
  if (!mine || mine.columns.some((c) => c === undefined)) return false;
  const position = indexes.indexOf(mine);
  return indexes.some(
    (other, i) =>
      other !== mine &&
      !other.node?.special &&
      mine.columns.every((c, at) => other.columns[at] === c) &&
      // Of two that are the same the later one is too many.
      (other.columns.length > mine.columns.length || !other.node || i < position),
  );
}

/** An entry of a B-tree holds at most 2704 bytes. (PostgreSQL, "B-Tree Indexes"; src/backend/access/nbtree) */
const longestEntry = 2704;

function mayBeTooLong({ node }: Entry, facts: LintFacts): boolean {
  if (node.kind !== 'CreateIndex') return false;
  const index = node;
  const table = facts.schema.tableOf(index.table);
  if (!table || index.special || index.bitmap) return false;
  let bytes = 0;
  for (const { value } of index.columns) {
    const type = value.kind === 'Name' ? column(table, lastName(value))?.type : undefined;
    if (type?.kind === 'varchar2') bytes += type.length ?? 4000;
  }
  return bytes > longestEntry;
}

const personal = new RegExp(
  `(^|_)(${[
    'FIRST_?NAME|LAST_?NAME|SURNAME|FAMILY_?NAME|MAIDEN_?NAME|FULL_?NAME|GIVEN_?NAME',
    'BIRTH_?(DATE|DAY|PLACE|NAME)?|DATE_OF_BIRTH|DOB|GENDER|SEX|NATIONALITY|RELIGION|MARITAL_STATUS|ETHNICITY',
    'E_?MAIL(_?ADDR(ESS)?)?|PHONE(_?(NO|NUMBER))?|MOBILE(_?(NO|NUMBER))?|FAX(_?(NO|NUMBER))?',
    'STREET|POST_?CODE|ZIP(_?CODE)?|HOME_ADDRESS|POSTAL_ADDRESS',
    'EMBOSS(ED)?_?NAME|CARD_?HOLDER(_?NAME)?|OWNER_?NAME',
    'SSN|TIN|TAX_?(ID|NO|NUMBER)|PASSPORT(_?(NO|NUMBER))?|NATIONAL_ID|ID_?CARD_?(NO|NUMBER)|DRIVER_?LICEN[CS]E',
    'IP_?ADDR(ESS)?|(?<!MIN_|MAX_)SALARY|DIAGNOSIS|BLOOD_?TYPE',
  ].join('|')})(_|$)`,
);

/** Predicates about tables, keys and indexes. */
export const tablePredicates: Readonly<Record<string, Predicate>> = {
  /** A foreign key without an index on its columns. */
  unindexed: plain(isUnindexed),
  /** A foreign key of another type than what it refers to. */
  'differs-from-target': plain(differsFromTarget),
  /** A table without any key. */
  'without-key': plain(hasNoKey),
  /** An index that another one covers. */
  redundant: plain(isRedundant),
  /** An index whose entries may be longer than PostgreSQL takes. */
  'too-long': plain(mayBeTooLong),
  /** A name that PostgreSQL's limit cuts. */
  cut: plain(({ node }) => node.kind === 'Identifier' && shorten(node.name) !== node.name),
  /** A column that is named like data about people. */
  'personal-data': plain(({ node }) => node.kind === 'ColumnDefinition' && personal.test(node.name.name.toUpperCase())),
};
