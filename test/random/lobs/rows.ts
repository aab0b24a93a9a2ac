/** Steps on the table: queries, DML, and what is written through locators of rows. */
import { someChange } from './changes.js';
import { caught, environment, guarded, inBlock, inQuery, joined, rowsShown, type Session, shown } from './session.js';
import { type Block, characters, known, type Row, textOf, Unsettled } from './values.js';

/** An expression, or the rows that a condition picks. */
export function queryStep(session: Session, label: string): Block {
  const { random } = session;
  const e = inQuery(session);
  const kind = random.next();
  const loop = (text: string, condition: string): string[] => [
    `FOR r IN (SELECT t.id, ${text} AS x FROM lt t${condition} ORDER BY t.id) LOOP`,
    `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' [' || r.x || ']');`,
    'END LOOP;',
  ];
  const where = random.chance(0.3) ? e.condition(2) : undefined;
  const picked = session.rows.filter((row) => !where || where.value(environment(session, row)) === true);
  const of = (show: (row: Row) => string): string[] => picked.map((row) => `${label} ${row.id} [${show(row)}]`);
  const condition = where ? ` WHERE ${where.text}` : '';
  if (kind < 0.5) {
    const x = e.clob(3);
    return {
      declared: [],
      body: loop(x.text, condition),
      expected: of((row) => characters(x.value(environment(session, row)))),
    };
  }
  if (kind < 0.75) {
    const x = e.number(3);
    return {
      declared: [],
      body: loop(x.text, condition),
      expected: of((row) => String(x.value(environment(session, row)) ?? '')),
    };
  }
  const x = e.text(3);
  return {
    declared: [],
    body: loop(x.text, condition),
    expected: of((row) => x.value(environment(session, row)) ?? ''),
  };
}

/** UPDATE by expressions. */
export function updateStep(session: Session, label: string): Block {
  const { random } = session;
  const e = inQuery(session);
  const where = e.condition(2);
  const hit = session.rows.filter((row) => where.value(environment(session, row)) === true);
  if (random.chance(0.7)) {
    const x = e.clob(3);
    const values = hit.map((row) => known(x.value(environment(session, row))));
    for (const [i, row] of hit.entries()) row.c = values[i] ?? null;
    return joined(
      {
        declared: [],
        body: [
          `UPDATE lt t SET t.c = ${x.text} WHERE ${where.text};`,
          `DBMS_OUTPUT.PUT_LINE('${label} ' || SQL%ROWCOUNT);`,
        ],
        expected: [`${label} ${hit.length}`],
      },
      rowsShown(session, label),
    );
  }
  const x = random.chance(0.5) ? e.text(3) : e.clob(2);
  const values = hit.map((row) => textOf(characters(x.value(environment(session, row)))));
  for (const [i, row] of hit.entries()) row.v = values[i] ?? null;
  return joined(
    { declared: [], body: [`UPDATE lt t SET t.v = ${x.text} WHERE ${where.text};`], expected: [] },
    rowsShown(session, label),
  );
}

/** A locator of a row, selected or returned, through which DBMS_LOB writes. */
export function locatorStep(session: Session, label: string): Block {
  const { random } = session;
  const binary = random.chance(0.3);
  const column = binary ? 'b' : 'c';
  const l = `l_${label}`;
  const declared = [`${l} ${binary ? 'BLOB' : 'CLOB'};`];
  const kind = random.next();
  let row: Row;
  let fill: string[];
  if (kind < 0.5) {
    row = random.pick(session.rows);
    fill = random.pick([
      [`SELECT ${column} INTO ${l} FROM lt WHERE id = ${row.id} FOR UPDATE;`],
      [`SELECT t.${column} INTO ${l} FROM lt t WHERE t.id = ${row.id} FOR UPDATE OF t.${column};`],
      [`UPDATE lt SET v = v WHERE id = ${row.id};`, `SELECT ${column} INTO ${l} FROM lt WHERE id = ${row.id};`],
    ]);
  } else if (kind < 0.75) {
    row = random.pick(session.rows);
    row[column] = '';
    fill = [
      `UPDATE lt SET ${column} = EMPTY_${binary ? 'BLOB' : 'CLOB'}() WHERE id = ${row.id} RETURNING ${column} INTO ${l};`,
    ];
  } else {
    row = { id: session.rows.length + 1, c: binary ? null : '', b: binary ? '' : null, v: 'new' };
    session.rows.push(row);
    fill = [
      `INSERT INTO lt (id, ${column}, v) VALUES (${row.id}, EMPTY_${binary ? 'BLOB' : 'CLOB'}(), 'new') RETURNING ${column} INTO ${l};`,
    ];
  }
  const changes = Array.from({ length: 1 + random.below(3) }, () => someChange(session, binary, l));
  const body: string[] = [...fill];
  const expected = caught(label, () => {
    for (const change of changes) {
      body.push(...change.before, change.text(l));
      row[column] = change.apply(row[column]);
    }
    return [];
  });
  const own = binary ? [] : [`show('${label}', ${l});`];
  return joined(
    {
      declared,
      body: [...guarded(label, body), ...own],
      expected: [...expected, ...(binary ? [] : [shown(label, row.c)])],
    },
    rowsShown(session, label),
  );
}

/** A row that is not locked cannot be written to. */
export function unlockedStep(session: Session, label: string): Block {
  const { random } = session;
  const row = random.pick(session.rows);
  const l = `l_${label}`;
  if (row.c === null) throw new Unsettled();
  return joined(
    {
      declared: [`${l} CLOB;`],
      body: [
        'COMMIT;',
        ...guarded(label, [
          `SELECT c INTO ${l} FROM lt WHERE id = ${row.id};`,
          random.pick([
            `DBMS_LOB.WRITEAPPEND(${l}, 1, 'x');`,
            `DBMS_LOB.TRIM(${l}, 0);`,
            `DBMS_LOB.APPEND(${l}, TO_CLOB('y'));`,
          ]),
        ]),
      ],
      expected: [`${label} error -22920`],
    },
    rowsShown(session, label),
  );
}

/** INSERT of variables and expressions. */
export function insertStep(session: Session, label: string): Block {
  const { random } = session;
  if (session.rows.length > 5) {
    const row = random.pick(session.rows);
    session.rows = session.rows.filter((x) => x !== row).map((x, i) => ({ ...x, id: i + 1 }));
    return joined(
      {
        declared: [],
        body: [`DELETE FROM lt WHERE id = ${row.id};`, `UPDATE lt SET id = id - 1 WHERE id > ${row.id};`],
        expected: [],
      },
      rowsShown(session, label),
    );
  }
  const e = inBlock(session);
  const env = environment(session);
  const [c, v] = [e.clob(2), e.text(2)];
  const blob = random.pick([...session.blobs.keys()]);
  // Conditions of CLOBs by operators are PL/SQL alone.
  if (/(=|<|>)/.test(c.text) || /(=|<|>)/.test(v.text)) throw new Unsettled();
  session.rows.push({
    id: session.rows.length + 1,
    c: known(c.value(env)),
    b: session.blobs.get(blob) ?? null,
    v: v.value(env),
  });
  return joined(
    {
      declared: [],
      body: [`INSERT INTO lt VALUES (${session.rows.length}, ${c.text}, ${blob}, ${v.text});`],
      expected: [],
    },
    rowsShown(session, label),
  );
}

/** SELECT INTO variables, of which texts take what fits. */
export function selectStep(session: Session, label: string): Block {
  const { random } = session;
  const row = random.pick(session.rows);
  const text = random.pick([...session.texts.keys()]);
  session.texts.set(text, textOf(row.c ?? ''));
  const blob = random.pick([...session.blobs.keys()]);
  session.blobs.set(blob, row.b);
  session.unwritable.add(blob);
  return {
    declared: [],
    body: [
      `SELECT c, b INTO ${text}, ${blob} FROM lt WHERE id = ${row.id};`,
      `${blob} := DBMS_LOB.SUBSTR(${blob}, 2000);`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text} || ' ' || DBMS_LOB.GETLENGTH(${blob}));`,
    ],
    expected: (() => {
      // RAW without bytes is NULL.
      const bytes = row.b === '' ? null : row.b;
      session.blobs.set(blob, bytes);
      session.unwritable.delete(blob);
      return [`${label} ${row.c ?? ''} ${bytes === null ? '' : bytes.length / 2}`];
    })(),
  };
}
