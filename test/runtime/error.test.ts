import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ddlErrorCode } from '../../src/ir/oracle-ddl-error.js';
import { knownNativeStates, oraCodeOf, sqlstateOf, statesMeaning } from '../../src/ir/oracle-error.js';
import { oracleMessage, oracleMessages } from '../../src/ir/oracle-messages.js';
import { predefinedExceptions } from '../../src/ir/predefined-exceptions.js';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

/** Of these the manual's text is not certain: what the runtime says is its own. */
const ownWords: ReadonlySet<number> = new Set([27478, 27479]);

describe('the text of an Oracle error', () => {
  it('is known of every one that the runtime raises: SQLERRM(SQLCODE) gives it', () => {
    const folder = fileURLToPath(new URL('../../src/runtime/sql/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql'));
    const raised = files.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/ora\.raise\((\d+)\b/g)].map((m) => Number(m[1])),
    );
    expect(raised.length).toBeGreaterThan(300);
    const isUsers = (n: number): boolean => n >= 20000 && n < 21000;
    expect([...new Set(raised)].filter((n) => !oracleMessages.has(n) && !isUsers(n) && !ownWords.has(n))).toEqual([]);
  });
});

describe('SQLSTATE of an Oracle error', () => {
  it('is the code PostgreSQL raises itself, else one of class O that never ends in 000', () => {
    expect([1403, -1, 1476, 20000, -20001, 20999, 6502].map(sqlstateOf)).toEqual([
      'P0002',
      '23505',
      '22012',
      'OA00Z',
      'OA001',
      'OA999',
      'O050M',
    ]);
    for (let n = 1; n < 70_000; n++) expect(sqlstateOf(n)).not.toMatch(/^O.*000$/);
  });

  it('leads back to the same error', () => {
    for (let n = 2; n < 70_000; n++) {
      const state = sqlstateOf(n);
      if (state.startsWith('O')) expect(oraCodeOf(state, 'sql')).toBe(n);
    }
    for (const n of Object.values(predefinedExceptions)) {
      expect([oraCodeOf(sqlstateOf(n), 'sql'), oraCodeOf(sqlstateOf(n), 'plsql')]).toContain(n);
    }
  });

  it('says when a code of PostgreSQL means the error of a handler', () => {
    expect(statesMeaning(1476)).toEqual([{ sqlstate: '22012', when: 'always' }]);
    expect(statesMeaning(1403)).toEqual([{ sqlstate: 'P0002', when: 'always' }]);
    expect(statesMeaning(6502)).toContainEqual({ sqlstate: '22P02', when: 'plsql' });
    expect(statesMeaning(1722)).toContainEqual({ sqlstate: '22P02', when: 'sql' });
    expect(statesMeaning(2292)).toEqual([{ sqlstate: '23503', when: 'message' }]);
    expect(statesMeaning(20001)).toEqual([{ sqlstate: 'OA001', when: 'always' }]);
  });
});

describeTargets('errors', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, [
      'raise',
      'raise_application_error',
      'sqlcode',
      'sqlerrm',
      'reraise',
      'err_new',
      'error_code',
      'state_fetch',
      'sqlstate_of',
      'native_code',
      'error_text',
      'dbms_utility_format_error_stack',
      'dbms_utility_format_error_backtrace',
    ]);
    await db.query(`
      CREATE SCHEMA own;
      CREATE TABLE own.dept (id numeric PRIMARY KEY);
      CREATE TABLE own.emp (id numeric(3) NOT NULL CONSTRAINT emp_pk PRIMARY KEY, name varchar(3) NOT NULL,
        dept numeric CONSTRAINT emp_dept_fk REFERENCES own.dept, sal numeric CONSTRAINT sal_ck CHECK (sal > 0));
      CREATE FUNCTION ora.number_of(s text) RETURNS numeric LANGUAGE plpgsql AS $f$ BEGIN PERFORM ora.raise(1722); END $f$;
      CREATE TABLE own.part (d integer) PARTITION BY RANGE (d);
      INSERT INTO own.dept VALUES (1);
      INSERT INTO own.emp VALUES (1, 'a', 1, 1);
      CREATE FUNCTION own.caught(statements text) RETURNS text LANGUAGE plpgsql AS $f$
      DECLARE r text;
      BEGIN
        EXECUTE format($t$CREATE OR REPLACE FUNCTION own.try() RETURNS text LANGUAGE plpgsql AS $b$
          DECLARE e ora.err; n numeric; i integer; v varchar(2); sm numeric(3); s text := '12x';
          BEGIN
            %s
            RETURN 'no error';
          EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS e.sqlstate = RETURNED_SQLSTATE, e.message = MESSAGE_TEXT, e.schema_name = SCHEMA_NAME,
              e.table_name = TABLE_NAME, e.column_name = COLUMN_NAME, e.constraint_name = CONSTRAINT_NAME, e.context = PG_EXCEPTION_CONTEXT;
            RETURN ora.sqlcode(e) || ' ' || ora.sqlerrm(e);
          END $b$$t$, statements);
        EXECUTE 'SELECT own.try()' INTO r;
        RETURN r;
      END $f$`);
  });
  afterAll(() => db.close());

  it('has the tables of the compiler', async () => {
    const states = await db.query(
      `SELECT s, ora.native_code(s, false), ora.native_code(s, true) FROM unnest('{${knownNativeStates}}'::text[]) AS s`,
    );
    expect(states).toEqual(
      knownNativeStates.map((s) => [s, String(oraCodeOf(s, 'sql')), String(oraCodeOf(s, 'plsql'))]),
    );
    const numbers = [...oracleMessages.keys(), 20000, 20001, 20999, 46656, 100, 1403, 12345];
    const rows = await db.query(
      `SELECT n, ora.sqlstate_of(n), ora.error_message(n, NULL) FROM unnest('{${numbers}}'::integer[]) AS n`,
    );
    expect(rows).toEqual(numbers.map((n) => [String(n), sqlstateOf(n), oracleMessage(n)]));
    for (const n of [7, 6502, 20000, 20077, 46656, 47000]) {
      expect(await db.value(`SELECT ora.error_code(ora.sqlstate_of(${n}))`)).toBe(String(n));
    }
  });

  it.each([
    ['23505', 'could not create unique index "k"', 'alter table t add constraint k primary key (a)', 2437],
    ['23505', 'could not create unique index "k"', 'alter table t add constraint k unique (a)', 2299],
    ['23505', 'could not create unique index "k"', 'create unique index k on t (a)', 1452],
    ['0A000', 'cannot truncate a table referenced in a foreign key constraint', 'truncate table t', 2266],
    ['22023', 'INCREMENT must not be zero', 'create sequence s increment by 0', 4002],
    ['22023', 'START value (1) cannot be less than MINVALUE (5)', 'create sequence s minvalue 5', 4006],
    ['22023', 'RESTART value (1) cannot be less than MINVALUE (5)', 'alter sequence s minvalue 5', 4007],
    ['22023', 'START value (9) cannot be greater than MAXVALUE (5)', 'alter sequence s maxvalue 5', 4009],
    ['23502', 'column "c" of relation "t" contains null values', 'alter table t add c numeric not null', 1758],
    ['23502', 'column "c" of relation "t" contains null values', 'alter table t alter c set not null', 2296],
    ['23503', 'insert or update on table "t" violates …', 'alter table t add constraint f foreign key (a)', 2298],
    ['23514', 'check constraint "c" of relation "t" is violated by some row', 'alter table t add check (a)', 2293],
    ['23514', 'new row for relation "t" violates check constraint "c"', 'insert into t values (1)', undefined],
    ['2BP01', 'cannot drop column a of table t because …', 'alter table t drop column a', 12992],
    ['42710', 'constraint "c" for relation "t" already exists', 'alter table t add constraint c check (a)', 2264],
    ['42809', '"t" is not a view', 'drop view t', 942],
    ['42809', '"t" is not a sequence', 'drop sequence t', 2289],
    ['42701', 'column "a" of relation "t" already exists', 'alter table t rename column b to a', 957],
    ['42P01', 'relation "s" does not exist', 'alter sequence s increment 2', 2289],
    ['42P01', 'relation "t" does not exist', 'drop table t', undefined],
    ['42P07', 'relation "k" already exists', 'alter table t add constraint k unique (a)', 2264],
  ])('tells the error of DDL as the compiler does: %s %s, %s', async (state, message, statement, code) => {
    expect(ddlErrorCode(state, message, statement)).toBe(code);
    expect(await db.value(`SELECT ora.ddl_error_code(${quote(state)}, ${quote(message)}, ${quote(statement)})`)).toBe(
      code === undefined ? null : String(code),
    );
  });

  it.each([
    // The same failure is another error in SQL than in PL/SQL.
    ['n := s::numeric;', '-6502 ORA-06502: PL/SQL: numeric or value error: character to number conversion error'],
    ['SELECT s::numeric INTO n;', '-1722 ORA-01722: invalid number'],
    ["EXECUTE 'SELECT $1::numeric' INTO n USING s;", '-1722 ORA-01722: invalid number'],
    [
      'PERFORM ora.sqlerrm(s::numeric);',
      '-6502 ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    ],
    [
      'IF s::numeric > 1 THEN NULL; END IF;',
      '-6502 ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    ],
    ["v := 'abc';", '-6502 ORA-06502: PL/SQL: numeric or value error: character string buffer too small'],
    ["SELECT 'abc' INTO v;", '-6502 ORA-06502: PL/SQL: numeric or value error: character string buffer too small'],
    ["INSERT INTO own.emp VALUES (2, 'abcd', 1, 1);", '-12899 ORA-12899: value too large for column'],
    ['sm := 12345;', '-6502 ORA-06502: PL/SQL: numeric or value error: number precision too large'],
    [
      "INSERT INTO own.emp VALUES (1234, 'a', 1, 1);",
      '-1438 ORA-01438: value larger than specified precision allowed for this column',
    ],
    ['i := 3000000000;', '-1426 ORA-01426: numeric overflow'],
    ['n := 1 / (length(s) - 3);', '-1476 ORA-01476: divisor is equal to zero'],
    ['SELECT id INTO STRICT n FROM own.emp WHERE id = 99;', '100 ORA-01403: no data found'],
    [
      'SELECT 1 INTO STRICT n FROM generate_series(1, 2);',
      '-1422 ORA-01422: exact fetch returns more than requested number of rows',
    ],
    [
      'SELECT (SELECT x FROM generate_series(1, 2) x) INTO n;',
      '-1427 ORA-01427: single-row subquery returns more than one row',
    ],
    ["INSERT INTO own.emp VALUES (1, 'a', 1, 1);", '-1 ORA-00001: unique constraint (OWN.EMP_PK) violated'],
    [
      "INSERT INTO own.emp VALUES (2, 'a', 9, 1);",
      '-2291 ORA-02291: integrity constraint (OWN.EMP_DEPT_FK) violated - parent key not found',
    ],
    ['DELETE FROM own.dept;', '-2292 ORA-02292: integrity constraint (OWN.EMP_DEPT_FK) violated - child record found'],
    ["INSERT INTO own.emp VALUES (2, 'a', 1, -1);", '-2290 ORA-02290: check constraint (OWN.SAL_CK) violated'],
    ['INSERT INTO own.emp VALUES (2, NULL, 1, 1);', '-1400 ORA-01400: cannot insert NULL into ("OWN"."EMP"."NAME")'],
    ['UPDATE own.emp SET name = NULL;', '-1407 ORA-01407: cannot update ("OWN"."EMP"."NAME") to NULL'],
    ['INSERT INTO own.part VALUES (1);', '-14400 ORA-14400: inserted partition key does not map to any partition'],
    ["PERFORM ora.state_fetch('lost');", '-4068 ORA-04068: existing state of packages has been discarded'],
    ["EXECUTE 'SELECT 1 FROM nowhere';", '-942 ORA-00942: table or view does not exist'],
    ["EXECUTE 'SELECT nothing FROM own.emp';", '-904 ORA-00904: "NOTHING": invalid identifier'],
    ["EXECUTE 'SELECT nofunc(1)';", '-904 ORA-00904: "NOFUNC": invalid identifier'],
    ["CALL ora.raise_application_error(-20001, 'boom');", '-20001 ORA-20001: boom'],
    ['CALL ora.raise_application_error(-20000, NULL);', '-20000 ORA-20000: '],
    [
      "CALL ora.raise_application_error(-20999, 'b', true, 'ORA-01403: no data found');",
      '-20999 ORA-20999: b\nORA-01403: no data found',
    ],
    [
      "CALL ora.raise_application_error(-19999, 'x');",
      '-21000 ORA-21000: error number argument to raise_application_error of -19999 is out of range',
    ],
    ['PERFORM ora.raise(-2292);', '-2292 ORA-02292: integrity constraint (.) violated - child record found'],
    [
      "n := ora.number_of('x');",
      '-6502 ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    ],
    [
      "IF ora.number_of('x') > 0 THEN NULL; END IF;",
      '-6502 ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    ],
    ["SELECT ora.number_of('x') INTO n;", '-1722 ORA-01722: invalid number'],
    ["UPDATE own.emp SET sal = ora.number_of('x');", '-1722 ORA-01722: invalid number'],
    ['PERFORM ora.raise(1722);', '-1722 ORA-01722: invalid number'],
    ["n := ora.raise(6533, 'Subscript beyond count', NULL::numeric);", '-6533 ORA-06533: Subscript beyond count'],
    ["RAISE EXCEPTION USING ERRCODE = 'OUAB1', MESSAGE = 'MY_EXC';", '1 User-Defined Exception'],
    ["PERFORM ora.reraise(ora.err_new(-20005, 'again'));", '-20005 ORA-20005: again'],
    ['PERFORM ora.reraise(NULL::ora.err);', 'no error'],
  ])('names what %s raises', async (statement, expected) => {
    expect(await db.value(`SELECT own.caught(${quote(statement)})`)).toBe(expected);
  });

  it('raises a captured error again with its names', async () => {
    await db.query(`DO $$
      DECLARE e ora.err; f ora.err;
      BEGIN
        BEGIN
          INSERT INTO own.emp VALUES (1, 'a', 1, 1);
        EXCEPTION WHEN OTHERS THEN
          GET STACKED DIAGNOSTICS e.sqlstate = RETURNED_SQLSTATE, e.message = MESSAGE_TEXT, e.detail = PG_EXCEPTION_DETAIL, e.schema_name = SCHEMA_NAME,
            e.table_name = TABLE_NAME, e.column_name = COLUMN_NAME, e.constraint_name = CONSTRAINT_NAME, e.context = PG_EXCEPTION_CONTEXT;
        END;
        BEGIN
          PERFORM ora.reraise(e);
        EXCEPTION WHEN unique_violation THEN
          GET STACKED DIAGNOSTICS f.sqlstate = RETURNED_SQLSTATE, f.message = MESSAGE_TEXT, f.detail = PG_EXCEPTION_DETAIL, f.schema_name = SCHEMA_NAME,
            f.table_name = TABLE_NAME, f.column_name = COLUMN_NAME, f.constraint_name = CONSTRAINT_NAME;
        END;
        f.context := e.context;
        ASSERT e = f AND e.detail LIKE 'Key%', format('%s <> %s', e, f);
      END $$`);
  });

  it.each([
    ['0', 'ORA-0000: normal, successful completion'],
    ['1', 'User-Defined Exception'],
    ['100', 'ORA-01403: no data found'],
    ['-1403', 'ORA-01403: no data found'],
    ['-1', 'ORA-00001: unique constraint (.) violated'],
    ['5', ' -5: non-ORACLE exception '],
    ['-20001', 'ORA-20001: '],
    ['-1476.0', 'ORA-01476: divisor is equal to zero'],
  ])('SQLERRM(%s)', async (n, expected) => {
    expect(await db.value(`SELECT ora.sqlerrm(${n})`)).toBe(expected);
  });

  it('cuts SQLERRM to 512 bytes, the error stack not', async () => {
    const err = "ora.err_new(-20001, repeat('ä', 600))";
    expect(await db.value(`SELECT octet_length(ora.sqlerrm(${err}))`)).toBe('511');
    expect(await db.value(`SELECT length(ora.dbms_utility_format_error_stack(${err}))`)).toBe('612');
  });

  it('tells error stack and backtrace', async () => {
    const context =
      'PL/pgSQL function ora.raise(integer,text) line 3 at RAISE\nPL/pgSQL function scott.f(numeric) line 7 at PERFORM';
    const err = `ROW('OA001', 'ORA-20001: x', '', '', '', '', '', ${quote(context)})::ora.err`;
    expect(await db.value(`SELECT ora.dbms_utility_format_error_stack(${err})`)).toBe('ORA-20001: x\n');
    expect(await db.value(`SELECT ora.dbms_utility_format_error_backtrace(${err})`)).toBe(
      'ORA-06512: at "SCOTT.F", line 7\n',
    );
    expect(await db.value('SELECT ora.dbms_utility_format_error_stack(NULL)')).toBeNull();
  });
});

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
