import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import { convertStep, rawStep } from './raws.js';
import { insertStep, locatorStep, queryStep, selectStep, unlockedStep, updateStep } from './rows.js';
import { type Session, settled } from './session.js';
import { type Block, literal, type Row, words } from './values.js';
import { assignStep, changeStep, holdersStep, longStep, readStep, routineStep, shownStep } from './variables.js';

const steps = 16;

const kinds: readonly { readonly weight: number; readonly make: (session: Session, label: string) => Block }[] = [
  { weight: 5, make: shownStep },
  { weight: 4, make: assignStep },
  { weight: 5, make: changeStep },
  { weight: 2, make: readStep },
  { weight: 2, make: routineStep },
  { weight: 2, make: holdersStep },
  { weight: 0.4, make: longStep },
  { weight: 5, make: queryStep },
  { weight: 2, make: updateStep },
  { weight: 4, make: locatorStep },
  { weight: 0.5, make: unlockedStep },
  { weight: 2, make: insertStep },
  { weight: 1, make: selectStep },
  { weight: 4, make: rawStep },
  { weight: 1, make: convertStep },
];

const routines = `CREATE TYPE lob_list AS TABLE OF CLOB;
/
CREATE PROCEDURE show(p_label VARCHAR2, p CLOB) IS
BEGIN
  DBMS_OUTPUT.PUT_LINE(p_label || ' ' || CASE WHEN p IS NULL THEN 'null' ELSE DBMS_LOB.GETLENGTH(p) || ' [' || p || ']' END);
END;
/
CREATE PROCEDURE show_bytes(p_label VARCHAR2, p BLOB) IS
BEGIN
  DBMS_OUTPUT.PUT_LINE(p_label || ' ' || CASE WHEN p IS NULL THEN 'null' ELSE DBMS_LOB.GETLENGTH(p) || ' ' || RAWTOHEX(DBMS_LOB.SUBSTR(p, 2000)) END);
END;
/
CREATE PROCEDURE show_rows(p_label VARCHAR2) IS
BEGIN
  FOR r IN (SELECT id, c, b, v FROM lt ORDER BY id) LOOP
    DBMS_OUTPUT.PUT_LINE(p_label || ' ' || r.id || ' ' || CASE WHEN r.c IS NULL THEN 'null' ELSE LENGTH(r.c) || ' [' || r.c || ']' END
      || '|' || CASE WHEN r.b IS NULL THEN 'null' ELSE DBMS_LOB.GETLENGTH(r.b) || ' ' || RAWTOHEX(DBMS_LOB.SUBSTR(r.b, 2000)) END || '|' || r.v);
  END LOOP;
END;
/
CREATE PACKAGE lob_kit IS
  TYPE parts IS TABLE OF VARCHAR2(4000);
  PROCEDURE add(p IN OUT NOCOPY CLOB, t VARCHAR2);
  PROCEDURE swap(a IN OUT CLOB, b IN OUT CLOB);
  PROCEDURE give(p OUT CLOB, n NUMBER, t VARCHAR2);
  PROCEDURE fails(t IN OUT VARCHAR2, p CLOB);
  FUNCTION twice(p CLOB) RETURN CLOB;
  FUNCTION cut(p CLOB, d VARCHAR2) RETURN parts;
END;
/
CREATE PACKAGE BODY lob_kit IS
  PROCEDURE add(p IN OUT NOCOPY CLOB, t VARCHAR2) IS
  BEGIN
    IF p IS NULL THEN
      DBMS_LOB.CREATETEMPORARY(p, TRUE);
    END IF;
    DBMS_LOB.WRITEAPPEND(p, LENGTH(t), t);
  END;
  PROCEDURE swap(a IN OUT CLOB, b IN OUT CLOB) IS
    x CLOB := a;
  BEGIN
    a := b;
    b := x;
  END;
  PROCEDURE give(p OUT CLOB, n NUMBER, t VARCHAR2) IS
  BEGIN
    FOR i IN 1 .. n LOOP
      p := p || t;
    END LOOP;
  END;
  PROCEDURE fails(t IN OUT VARCHAR2, p CLOB) IS
  BEGIN
    t := SUBSTR(p, 1, 10);
    RAISE_APPLICATION_ERROR(-20001, 'no');
  END;
  FUNCTION twice(p CLOB) RETURN CLOB IS
    l CLOB;
  BEGIN
    IF p IS NULL THEN
      RETURN NULL;
    END IF;
    DBMS_LOB.CREATETEMPORARY(l, TRUE);
    DBMS_LOB.APPEND(l, p);
    DBMS_LOB.WRITEAPPEND(l, 1, '/');
    DBMS_LOB.APPEND(l, p);
    RETURN l;
  END;
  FUNCTION cut(p CLOB, d VARCHAR2) RETURN parts IS
    l_parts parts := parts();
    l_from INTEGER := 1;
    l_to INTEGER;
  BEGIN
    IF DBMS_LOB.GETLENGTH(p) = 0 THEN
      RETURN l_parts;
    END IF;
    LOOP
      l_to := DBMS_LOB.INSTR(p, d, l_from);
      l_parts.EXTEND;
      IF l_to = 0 THEN
        l_parts(l_parts.LAST) := DBMS_LOB.SUBSTR(p, 4000, l_from);
        EXIT;
      END IF;
      l_parts(l_parts.LAST) := DBMS_LOB.SUBSTR(p, l_to - l_from, l_from);
      l_from := l_to + LENGTH(d);
    END LOOP;
    RETURN l_parts;
  END;
END;
/`.split('\n');

const clobLiteral = (c: string | null): string => (c === '' ? 'EMPTY_CLOB()' : literal(c));

/** The program of a seed. */
export function lobProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const some = (): string | null => (random.chance(0.2) ? null : random.pick(words));
  const rows: Row[] = Array.from({ length: 3 }, (_, i) => ({
    id: i + 1,
    c: random.chance(0.15) ? '' : some(),
    b: random.pick([null, '', '0102', '616263', 'FF00']),
    v: some(),
  }));
  const setup = rows.map(
    (r) =>
      `INSERT INTO lt VALUES (${r.id}, ${clobLiteral(r.c)}, ${r.b === null ? 'NULL' : r.b === '' ? 'EMPTY_BLOB()' : `HEXTORAW('${r.b}')`}, ${literal(r.v)});`,
  );
  const session: Session = {
    random,
    clobs: new Map(['c1', 'c2', 'c3'].map((name) => [name, some()])),
    unwritable: new Set(),
    blobs: new Map(['b1', 'b2'].map((name) => [name, random.pick([null, '0102', '616263'])])),
    texts: new Map(['v1', 'v2'].map((name) => [name, some()])),
    raws: new Map(['r1', 'r2'].map((name) => [name, random.pick([null, 'FF00', '6869'])])),
    rows,
  };
  const declared = [
    ...[...session.clobs].map(([name, x]) => `${name} CLOB := ${literal(x)};`),
    ...[...session.blobs].map(([name, x]) => `${name} BLOB := ${x === null ? 'NULL' : `HEXTORAW('${x}')`};`),
    ...[...session.texts].map(([name, x]) => `${name} VARCHAR2(4000) := ${literal(x)};`),
    ...[...session.raws].map(([name, x]) => `${name} RAW(2000) := ${x === null ? 'NULL' : `HEXTORAW('${x}')`};`),
    'n1 INTEGER;',
    'n2 INTEGER;',
    'n3 INTEGER;',
    'n4 INTEGER;',
    'k1 INTEGER;',
    's1 VARCHAR2(32767);',
    'q1 RAW(32767);',
  ];
  const blocks = Array.from({ length: steps }, (_, i) =>
    settled(session, () => random.weighted(kinds).make(session, `s${i + 1}`)),
  );
  return {
    setup: ['CREATE TABLE lt (id NUMBER, c CLOB, b BLOB, v VARCHAR2(4000));', ...setup, 'COMMIT;', ...routines],
    run: [
      'DECLARE',
      ...declared.map((line) => `  ${line}`),
      ...blocks.flatMap((b) => b.declared.map((line) => `  ${line}`)),
      'BEGIN',
      ...blocks.flatMap((b) => b.body.map((line) => `  ${line}`)),
      "  DBMS_OUTPUT.PUT_LINE('end');",
      'END;',
      '/',
    ],
    expected: [...blocks.flatMap((b) => b.expected), 'end'],
  };
}
