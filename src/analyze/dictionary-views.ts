import { noSpan } from '../ir/span.js';
import { runtimeViewColumns } from './dictionary-columns.js';
import type { ColumnInfo, RelationSymbol } from './symbols.js';
import type { OracleType } from './types.js';

const number: OracleType = { kind: 'number' };
const varchar2: OracleType = { kind: 'varchar2' };

const families =
  `TABLES TAB_COLUMNS TAB_COLS OBJECTS CONSTRAINTS CONS_COLUMNS INDEXES IND_COLUMNS SEQUENCES VIEWS TRIGGERS SOURCE TAB_COMMENTS COL_COMMENTS
  ERRORS SYNONYMS TYPES TYPE_ATTRS PROCEDURES ARGUMENTS DEPENDENCIES JOBS SCHEDULER_JOBS TAB_PARTITIONS PART_TABLES MVIEWS USERS TAB_PRIVS ROLE_PRIVS SYS_PRIVS DB_LINKS SEGMENTS
  TAB_STATISTICS DIRECTORIES LOBS RECYCLEBIN TABLESPACES DATA_FILES FREE_SPACE EXTENTS COLL_TYPES TYPE_METHODS PLSQL_OBJECT_SETTINGS IDENTIFIERS STORED_SETTINGS`
    .trim()
    .split(/\s+/);
const others =
  `DUAL CAT TAB COLS OBJ IND SYN SEQ DICT DICTIONARY NLS_SESSION_PARAMETERS NLS_DATABASE_PARAMETERS NLS_INSTANCE_PARAMETERS PRODUCT_COMPONENT_VERSION SESSION_ROLES SESSION_PRIVS SESSION_CONTEXT`.split(
    /\s+/,
  );

/** Columns whose type is a number; all others read as text or date. */
const numeric =
  /(_ID|^COLUMN_ID|_LENGTH|_PRECISION|_SCALE|_COUNT|_NUMBER|POSITION|^LINE|NUM_ROWS|^BLOCKS|^BYTES|_VALUE|INCREMENT_BY|CACHE_SIZE|^SID|^SERIAL#|^USER#)$/;
const dates = /(^CREATED|LAST_DDL_TIME|LAST_ANALYZED|_DATE|^LOGON_TIME)$/;

/** The columns that are read most; any other name is accepted with an unknown type, since the view is open. (Database Reference) */
const commonColumns =
  `OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_LENGTH DATA_PRECISION DATA_SCALE NULLABLE COLUMN_ID DATA_DEFAULT CHAR_LENGTH OBJECT_NAME OBJECT_TYPE OBJECT_ID STATUS CREATED LAST_DDL_TIME
  TIMESTAMP CONSTRAINT_NAME CONSTRAINT_TYPE R_CONSTRAINT_NAME R_OWNER DELETE_RULE POSITION INDEX_NAME UNIQUENESS COLUMN_POSITION SEQUENCE_NAME MIN_VALUE MAX_VALUE INCREMENT_BY CACHE_SIZE LAST_NUMBER
  VIEW_NAME TEXT TRIGGER_NAME TRIGGER_TYPE TRIGGERING_EVENT NAME TYPE LINE COMMENTS SYNONYM_NAME TABLE_OWNER NUM_ROWS USERNAME PARAMETER VALUE SID SERIAL# PROGRAM MACHINE OSUSER MODULE ACTION BANNER`.split(
    /\s+/,
  );

const typeOfColumn = (name: string): OracleType =>
  numeric.test(name) ? number : dates.test(name) ? { kind: 'date' } : varchar2;

const columns: readonly ColumnInfo[] = commonColumns.map((name) => ({
  name,
  type: typeOfColumn(name),
  nullable: true,
}));

const names = new Set<string>([...families.flatMap((f) => [`USER_${f}`, `ALL_${f}`, `DBA_${f}`]), ...others]);

/** Names of the views that are known one by one; V$ views are known by their prefix. */
export const dictionaryViewNames = (): readonly string[] => [...names];

const relations = new Map<string, RelationSymbol>();

/** A dictionary or V$ view, or undefined when the name is not one. The columns are complete where the runtime has the view, else the known ones. */
export function dictionaryView(name: string): RelationSymbol | undefined {
  const own = runtimeViewColumns(name);
  if (!own && !names.has(name) && !/^G?V_?\$/.test(name)) return undefined;
  const known = relations.get(name);
  if (known) return known;
  const relation: RelationSymbol = {
    kind: 'relation',
    relation: 'view',
    name,
    owner: 'SYS',
    span: noSpan,
    columns: own ?? columns,
    temporary: false,
    external: false,
    constraints: [],
    keys: [],
    definition: undefined,
    supplied: true,
  };
  relations.set(name, relation);
  return relation;
}

/** What `ALL_TABLES.TABLE_NAME%TYPE` means; undefined when the name is not that of such a view. */
export function dictionaryColumnType(view: string, column: string): OracleType | undefined {
  const relation = dictionaryView(view);
  if (!relation) return undefined;
  const known = relation.columns.find((c) => c.name === column);
  if (known) return known.type;
  // (Database Reference, "ALL_SCHEDULER_JOBS")
  if (/_SCHEDULER_/.test(view) && dates.test(column)) return { kind: 'timestamp', zone: 'zone' };
  return typeOfColumn(column);
}
