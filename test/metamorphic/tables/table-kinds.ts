import type { CreateTable } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import type { Edit, Script } from '../script.js';

/** The tables that the setup creates with columns alone. */
const plainTables = (script: Script): readonly CreateTable[] =>
  script.units.filter(
    (unit): unit is CreateTable =>
      unit.kind === 'CreateTable' &&
      unit.span.start < script.boundary &&
      unit.columns.length > 0 &&
      !unit.temporary &&
      !unit.asQuery &&
      !unit.partitioning &&
      !unit.organization &&
      unit.physical.length === 0 &&
      unit.name.parts.length === 1 &&
      !unit.name.parts[0]!.quoted,
  );

const nameOf = (script: Script, table: CreateTable): string => script.slice(table.name.span);

/** Is anything done with the tables beside DML and queries? */
const shaping = new RegExp(
  String.raw`\b(${[
    String.raw`alter\s+table|references|truncate|create\s+(unique\s+|bitmap\s+)?index|drop\s+table|comment\s+on`,
    String.raw`create\s+(or\s+replace\s+)?(editionable\s+)?trigger|materialized|lock\s+table|nested\s+table`,
    'dbms_stats|flashback|execute|rowid|identity|dbms_errlog|rename',
  ].join('|')})\b`,
  'i',
);

const isShaped = ({ text }: Script): boolean => shaping.test(text);

const tabling = (
  name: string,
  edit: (script: Script, table: CreateTable, number: number) => readonly Edit[],
  refuses: (script: Script) => boolean,
): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    const edits = plainTables(script).flatMap((table, i) => edit(script, table, i + 1));
    return edits.length === 0 ? undefined : script.edited(edits);
  },
});

/** A temporary table whose rows stay: the session is one. */
export const temporaryTables = tabling(
  'temporary-tables',
  (_, { span, name }) => {
    const { end } = span;
    return [
      { start: span.start, end: name.span.start, text: 'CREATE GLOBAL TEMPORARY TABLE ' },
      { start: end, end, text: ' ON COMMIT PRESERVE ROWS' },
    ];
  },
  (script) => isShaped(script) || /autonomous/i.test(script.text),
);

const behind =
  (create: (name: string, hidden: string) => string) => (script: Script, table: CreateTable, number: number) => {
    const hidden = `mm_t${number}`;
    const after = /^\s*;[ \t]*(?:--[^\n]*)?\n/.exec(script.text.slice(table.span.end))?.[0];
    if (after === undefined) return [];
    const at = table.span.end + after.length;
    return [
      { ...table.name.span, text: hidden },
      { start: at, end: at, text: `${create(nameOf(script, table), hidden)};\n` },
    ];
  };

/** INSERT ALL takes no views. (SQL Language Reference, INSERT, "Restrictions on Multitable Inserts") */
const takesNoViews = (script: Script): boolean => isShaped(script) || /insert\s+(all|first)/i.test(script.text);

/** A view of all of the table in its place. (SQL Language Reference, "CREATE VIEW", updatable views) */
export const viewsOfTables = tabling(
  'views-of-tables',
  behind((name, hidden) => `CREATE VIEW ${name} AS SELECT * FROM ${hidden}`),
  takesNoViews,
);

/** A view of a view. */
export const viewsOfViews = tabling(
  'views-of-views',
  behind(
    (name, hidden) =>
      `CREATE VIEW ${hidden}v AS SELECT * FROM ${hidden};\nCREATE VIEW ${name} AS SELECT q.* FROM ${hidden}v q`,
  ),
  takesNoViews,
);

/** A synonym. */
export const synonyms = tabling(
  'synonyms',
  behind((name, hidden) => `CREATE SYNONYM ${name} FOR ${hidden}`),
  isShaped,
);

/** A trigger that does nothing. */
export const idleTriggers = tabling(
  'idle-triggers',
  (script, table, number) => [
    script.afterSetup(
      `CREATE OR REPLACE TRIGGER mm_tr${number} BEFORE INSERT OR UPDATE OR DELETE ON ${nameOf(script, table)} FOR ` +
        `EACH ROW\n` +
        `BEGIN\n  NULL;\nEND;\n/`,
    ),
  ],
  (script) => isShaped(script) || !takesDdl(script),
);

/** A compound trigger that does nothing. */
export const idleCompounds = tabling(
  'idle-compounds',
  (script, table, number) => [
    script.afterSetup(
      `CREATE OR REPLACE TRIGGER mm_tr${number} FOR INSERT OR UPDATE OR DELETE ON ${nameOf(script, table)}\n` +
        `COMPOUND TRIGGER\n` +
        `  n NUMBER := 0;\n  AFTER EACH ROW IS BEGIN n := n + 1; END AFTER EACH ROW;\n` +
        `  AFTER STATEMENT IS BEGIN n := 0; END AFTER STATEMENT;\nEND;\n/`,
    ),
  ],
  (script) => isShaped(script) || !takesDdl(script),
);

/** A column that nothing sees. (SQL Language Reference, "CREATE TABLE", VISIBLE | INVISIBLE) */
export const invisibleColumns = tabling(
  'invisible-columns',
  (_, table) => [
    { start: table.columns[0]!.span.start, end: table.columns[0]!.span.start, text: 'mm_i NUMBER INVISIBLE, ' },
  ],
  isShaped,
);

/** A virtual column that nothing sees. */
export const virtualColumns = tabling(
  'virtual-columns',
  (_, table) => {
    const { end } = table.columns.at(-1)!.span;
    return [{ start: end, end, text: `, mm_v NUMBER INVISIBLE GENERATED ALWAYS AS (1 + 1) VIRTUAL` }];
  },
  isShaped,
);

/** A table of another owner, behind a synonym. */
export const otherOwner = tabling(
  'other-owner',
  (script, table, number) => {
    const hidden = behind((name) => `CREATE SYNONYM ${name} FOR mm_owner.mm_t${number}`)(script, table, number);
    const user = number === 1 ? [{ start: 0, end: 0, text: 'CREATE USER mm_owner IDENTIFIED BY x;\n' }] : [];
    const owned = (edit: Edit) => (edit.text === `mm_t${number}` ? { ...edit, text: `mm_owner.mm_t${number}` } : edit);
    return [...user, ...hidden.map(owned)];
  },
  isShaped,
);

/** One partition that takes every row. (VLDB and Partitioning Guide, "Creating List-Partitioned Tables") */
const partitioned = (name: string, clause: (column: string) => string): Rewriting =>
  tabling(
    name,
    (script, { columns, span: { end } }) => {
      const column = columns.find(
        ({ type }) => type && ['number', 'varchar2'].includes(script.analysis.typeOfRef(type).kind),
      );
      return column ? [{ start: end, end, text: ` ${clause(script.slice(column.name.span))}` }] : [];
    },
    isShaped,
  );

/** By list. */
export const listPartitions = partitioned(
  'list-partitions',
  (column) => `PARTITION BY LIST (${column}) (PARTITION mm_all VALUES (DEFAULT))`,
);

/** By hash: rows may come in another order where none is asked for, so one partition. */
export const hashPartitions = partitioned('hash-partitions', (column) => `PARTITION BY HASH (${column}) PARTITIONS 1`);

/**
 * A view whose INSTEAD OF trigger does to the table, row by row, what is done to the view. Left alone: columns with a
 * default, which are NULL in :NEW, and RETURNING. (PL/SQL Language Reference, "INSTEAD OF DML Triggers")
 */
export const insteadOfViews = tabling(
  'instead-of-views',
  (script, table, number) => {
    const names = table.columns.map(({ name }) => script.slice(name.span));
    const keyed = table.columns.find((column) => /primary\s+key/i.test(script.slice(column.span)));
    if (!keyed || table.columns.some((column) => column.default || column.virtual)) return [];
    const key = script.slice(keyed.name.span);
    return behind(
      (name, hidden) =>
        `CREATE VIEW ${name} AS SELECT * FROM ${hidden};\n` +
        `CREATE OR REPLACE TRIGGER ${hidden}_io INSTEAD OF INSERT OR UPDATE OR DELETE ON ${name} FOR EACH ROW\n` +
        `BEGIN\n` +
        `  IF INSERTING THEN\n    INSERT INTO ${hidden} VALUES (${names.map((n) => `:NEW.${n}`).join(', ')});\n` +
        `  ELSIF UPDATING THEN\n    UPDATE ${hidden} SET ${names.map((n) => `${n} = :NEW.${n}`).join(', ')} ` +
        `WHERE ${key} = :OLD.${key};\n  ELSE\n    DELETE FROM ${hidden} WHERE ${key} = :OLD.${key};\n  END IF;\n` +
        `END;\n/\n--`,
    )(script, table, number);
  },
  (script) => takesNoViews(script) || /\b(returning|merge|current\s+of|for\s+update|rownum)\b/i.test(script.text),
);
