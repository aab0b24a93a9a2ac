/** Steps on variables: assignments, DBMS_LOB, routines, collections and records of LOBs. */
import { someChange } from './changes.js';
import { caught, environment, guarded, inBlock, type Session, shown, shownBytes } from './session.js';
import { type Block, characters, known, OracleFailure, quoted, textOf, Unsettled } from './values.js';

const show = (label: string, name: string): string => `show('${label}', ${name});`;
const clobName = (s: Session): string => s.random.pick([...s.clobs.keys()]);
const clobOf = (s: Session, name: string): string | null => s.clobs.get(name) ?? null;

function set(session: Session, name: string, value: string | null, writable = true): void {
  session.clobs.set(name, value);
  if (writable) session.unwritable.delete(name);
  else session.unwritable.add(name);
}

/** A value of an expression, shown. */
export function shownStep(session: Session, label: string): Block {
  const e = inBlock(session);
  const env = environment(session);
  const kind = session.random.next();
  const line = (text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} [' || ${text} || ']');`;
  if (kind < 0.4) {
    const x = e.clob(3);
    return { declared: [], body: [line(x.text)], expected: [`${label} [${characters(x.value(env))}]`] };
  }
  if (kind < 0.55) {
    const x = e.text(3);
    return { declared: [], body: [line(x.text)], expected: [`${label} [${x.value(env) ?? ''}]`] };
  }
  if (kind < 0.8) {
    const x = e.number(3);
    return { declared: [], body: [line(x.text)], expected: [`${label} [${x.value(env) ?? ''}]`] };
  }
  const x = e.condition(3);
  const value = x.value(env);
  return {
    declared: [],
    body: [
      `IF ${x.text} THEN DBMS_OUTPUT.PUT_LINE('${label} true');`,
      `ELSIF NOT (${x.text}) THEN DBMS_OUTPUT.PUT_LINE('${label} false');`,
      `ELSE DBMS_OUTPUT.PUT_LINE('${label} unknown'); END IF;`,
    ],
    expected: [`${label} ${value === null ? 'unknown' : value}`],
  };
}

/** An assignment to a CLOB or a text. */
export function assignStep(session: Session, label: string): Block {
  const { random } = session;
  const e = inBlock(session);
  const env = environment(session);
  const name = clobName(session);
  const kind = random.next();
  if (kind < 0.5) {
    const x = e.clob(3);
    const value = known(x.value(env));
    // Whether an expression keeps the locator of EMPTY_CLOB() is not asked for.
    set(session, name, value, value !== '');
    return { declared: [], body: [`${name} := ${x.text};`, show(label, name)], expected: [shown(label, value)] };
  }
  if (kind < 0.7) {
    const x = e.text(3);
    const value = x.value(env);
    set(session, name, value);
    return { declared: [], body: [`${name} := ${x.text};`, show(label, name)], expected: [shown(label, value)] };
  }
  if (kind < 0.85) {
    const text = random.pick([...session.texts.keys()]);
    const x = e.clob(2);
    const value = textOf(characters(x.value(env)));
    session.texts.set(text, value);
    return {
      declared: [],
      body: [
        `${text} := ${x.text};`,
        `DBMS_OUTPUT.PUT_LINE('${label} ' || NVL(${text}, 'null') || ' ' || LENGTH(${text}));`,
      ],
      expected: [`${label} ${value ?? 'null'} ${value?.length ?? ''}`],
    };
  }
  // A copy is a LOB of its own.
  const other = clobName(session);
  if (other === name) throw new Unsettled();
  const value = clobOf(session, name);
  if (value === null || value === '' || session.unwritable.has(name)) throw new Unsettled();
  set(session, other, value);
  set(session, name, `${value}+`);
  return {
    declared: [],
    body: [`${other} := ${name};`, `DBMS_LOB.WRITEAPPEND(${name}, 1, '+');`, show(label, name), show(label, other)],
    expected: [shown(label, `${value}+`), shown(label, value)],
  };
}

/** Changes by DBMS_LOB, of a CLOB or a BLOB. */
export function changeStep(session: Session, label: string): Block {
  const { random } = session;
  const binary = random.chance(0.35);
  const lobs = binary ? session.blobs : session.clobs;
  const name = random.pick([...lobs.keys()]);
  const display = binary ? 'show_bytes' : 'show';
  const kind = random.next();
  if (kind < 0.2) {
    if (random.chance(0.7)) {
      lobs.set(name, '');
      session.unwritable.delete(name);
      return {
        declared: [],
        body: [
          `DBMS_LOB.CREATETEMPORARY(${name}, ${random.pick(['TRUE', 'FALSE', 'TRUE, DBMS_LOB.CALL', 'FALSE, DBMS_LOB.SESSION'])});`,
          `${display}('${label}', ${name});`,
        ],
        expected: [`${label} 0 ${binary ? '' : '[]'}`],
      };
    }
    const value = lobs.get(name) ?? null;
    if (value === null || session.unwritable.has(name)) throw new Unsettled();
    lobs.set(name, null);
    return {
      declared: [],
      body: [
        `IF DBMS_LOB.ISTEMPORARY(${name}) = 1 THEN DBMS_LOB.FREETEMPORARY(${name}); END IF;`,
        // What is left of the locator is not told: it gets another value.
        `${name} := NULL;`,
        `${display}('${label}', ${name});`,
      ],
      expected: [`${label} null`],
    };
  }
  if (session.unwritable.has(name)) throw new Unsettled();
  const changes = Array.from({ length: 1 + random.below(3) }, () => someChange(session, binary, name));
  let value = lobs.get(name) ?? null;
  const body: string[] = [];
  const expected = caught(label, () => {
    for (const change of changes) {
      body.push(...change.before, change.text(name));
      value = change.apply(value);
      lobs.set(name, value);
    }
    return [];
  });
  const after = binary ? shownBytes(label, value) : shown(label, value);
  return {
    declared: [],
    body: [...guarded(label, body), `${display}('${label}', ${name});`],
    expected: [...expected, after],
  };
}

/** READ, piece by piece or once. */
export function readStep(session: Session, label: string): Block {
  const { random } = session;
  const binary = random.chance(0.3);
  const lobs = binary ? session.blobs : session.clobs;
  const name = random.pick([...lobs.keys()]);
  const value = lobs.get(name) ?? null;
  if (session.unwritable.has(name)) throw new Unsettled();
  const unit = binary ? 2 : 1;
  const buffer = binary ? 'q1' : 's1';
  const printed = binary ? `RAWTOHEX(${buffer})` : buffer;
  const length = value === null ? 0 : value.length / unit;
  if (random.chance(0.4)) {
    const [amount, offset] = [random.pick([1, 3, 100, 0, 32767]), random.pick([1, 2, 5, 50, 0])];
    const variable = random.pick(['n1', 'k1']);
    return {
      declared: [],
      body: guarded(label, [
        `${variable} := ${amount};`,
        `DBMS_LOB.READ(${name}, ${variable}, ${offset}, ${buffer});`,
        `DBMS_OUTPUT.PUT_LINE('${label} ' || ${variable} || ' ' || ${printed});`,
      ]),
      expected: caught(label, () => {
        if (value === null) throw new OracleFailure(6502);
        if (amount < 1 || offset < 1) throw new OracleFailure(21560);
        if (offset > length) throw new OracleFailure(-100);
        const part = value.slice((offset - 1) * unit, (offset - 1 + amount) * unit);
        return [`${label} ${part.length / unit} ${part}`];
      }),
    };
  }
  if (value === null) throw new Unsettled();
  const size = random.pick([1, 2, 3, 5]);
  const parts: string[] = [];
  for (let at = 0; at < length; at += size) parts.push(value.slice(at * unit, (at + size) * unit));
  return {
    declared: [],
    body: [
      'k1 := 1;',
      'BEGIN',
      '  LOOP',
      `    n1 := ${size};`,
      `    DBMS_LOB.READ(${name}, n1, k1, ${buffer});`,
      `    DBMS_OUTPUT.PUT_LINE('${label} ' || k1 || ' ' || n1 || ' ' || ${printed});`,
      '    k1 := k1 + n1;',
      '  END LOOP;',
      'EXCEPTION',
      `  WHEN NO_DATA_FOUND THEN DBMS_OUTPUT.PUT_LINE('${label} end ' || n1);`,
      'END;',
    ],
    expected: [...parts.map((p, i) => `${label} ${i * size + 1} ${p.length / unit} ${p}`), `${label} end 0`],
  };
}

/** Routines that take and give CLOBs. */
export function routineStep(session: Session, label: string): Block {
  const { random } = session;
  const name = clobName(session);
  const value = clobOf(session, name);
  const other = clobName(session);
  const word = random.pick(['x', 'ab', 'end ']);
  switch (random.below(6)) {
    case 0: {
      if (session.unwritable.has(name)) throw new Unsettled();
      set(session, name, (value ?? '') + word);
      return {
        declared: [],
        body: [`lob_kit.add(${name}, ${quoted(word)});`, show(label, name)],
        expected: [shown(label, (value ?? '') + word)],
      };
    }
    case 1: {
      if (other === name) throw new Unsettled();
      const second = clobOf(session, other);
      const [a, b] = [session.unwritable.has(name), session.unwritable.has(other)];
      set(session, name, second, !b);
      set(session, other, value, !a);
      return {
        declared: [],
        body: [`lob_kit.swap(${name}, ${other});`, show(label, name), show(label, other)],
        expected: [shown(label, second), shown(label, value)],
      };
    }
    case 2: {
      const n = random.below(4);
      const made = n === 0 ? null : word.repeat(n);
      set(session, name, made);
      return {
        declared: [],
        body: [`lob_kit.give(${name}, ${n}, ${quoted(word)});`, show(label, name)],
        expected: [shown(label, made)],
      };
    }
    case 3: {
      if (value === '') throw new Unsettled();
      const twice = value === null ? null : `${value}/${value}`;
      return { declared: [], body: [show(label, `lob_kit.twice(${name})`)], expected: [shown(label, twice)] };
    }
    case 4: {
      if (value === null) throw new Unsettled();
      const parts = value === '' ? [] : value.split(',');
      return {
        declared: [],
        body: [
          `DECLARE`,
          `  l_parts lob_kit.parts := lob_kit.cut(${name}, ',');`,
          'BEGIN',
          '  FOR i IN 1 .. l_parts.COUNT LOOP',
          `    DBMS_OUTPUT.PUT_LINE('${label} ' || i || ' [' || l_parts(i) || ']');`,
          '  END LOOP;',
          'END;',
        ],
        expected: parts.map((p, i) => `${label} ${i + 1} [${p}]`),
      };
    }
    default: {
      // The procedure fails after it has written: a NOCOPY locator has what was written, as has a temporary LOB.
      if (value === null || value === '' || session.unwritable.has(name)) throw new Unsettled();
      const text = random.pick([...session.texts.keys()]);
      const old = session.texts.get(text) ?? null;
      return {
        declared: [],
        body: [
          ...guarded(label, [`lob_kit.fails(${text}, ${name});`]),
          `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`,
        ],
        expected: [`${label} error -20001`, `${label} ${old ?? ''}`],
      };
    }
  }
}

/** Collections and records with CLOBs. */
export function holdersStep(session: Session, label: string): Block {
  const { random } = session;
  const [a, b] = [clobName(session), clobName(session)];
  const [x, y] = [clobOf(session, a), clobOf(session, b)];
  if (session.unwritable.has(a) || session.unwritable.has(b) || x === null || x === '') throw new Unsettled();
  const word = random.pick(['x', 'ab', '--']);
  const t = `t_${label}`;
  switch (random.below(3)) {
    case 0:
      return {
        declared: [`${t} lob_list := lob_list();`],
        body: [
          `${t}.EXTEND(2);`,
          `${t}(1) := ${a};`,
          `${t}(2) := ${b};`,
          `DBMS_LOB.WRITEAPPEND(${t}(1), ${word.length}, ${quoted(word)});`,
          `${t}(2) := ${t}(2) || ${quoted(word)};`,
          `FOR i IN 1 .. ${t}.COUNT LOOP`,
          `  show('${label} ' || i, ${t}(i));`,
          'END LOOP;',
          show(label, a),
        ],
        expected: [shown(`${label} 1`, x + word), shown(`${label} 2`, (y ?? '') + word), shown(label, x)],
      };
    case 1:
      return {
        declared: [`TYPE r_${label} IS RECORD (id NUMBER, c CLOB, b BLOB);`, `${t} r_${label};`],
        body: [
          show(label, `${t}.c`),
          `${t}.c := ${a};`,
          `DBMS_LOB.WRITE(${t}.c, ${word.length}, 2, ${quoted(word)});`,
          show(label, `${t}.c`),
          show(label, a),
        ],
        expected: [shown(label, null), shown(label, x.slice(0, 1) + word + x.slice(1 + word.length)), shown(label, x)],
      };
    default:
      return {
        declared: [
          `TYPE m_${label} IS TABLE OF CLOB INDEX BY VARCHAR2(10);`,
          `${t} m_${label};`,
          `i_${label} VARCHAR2(10);`,
        ],
        body: [
          `${t}('b') := ${a};`,
          `${t}('a') := ${b};`,
          `${t}('b') := ${t}('b') || ${t}('b');`,
          `i_${label} := ${t}.FIRST;`,
          `WHILE i_${label} IS NOT NULL LOOP`,
          `  show('${label} ' || i_${label}, ${t}(i_${label}));`,
          `  i_${label} := ${t}.NEXT(i_${label});`,
          'END LOOP;',
        ],
        expected: [shown(`${label} a`, y), shown(`${label} b`, x + x)],
      };
  }
}

/** LOBs of many characters, and texts that cannot hold them. */
export function longStep(session: Session, label: string): Block {
  const { random } = session;
  const name = clobName(session);
  const piece = random.pick(['abcdefghij', 'xy', 'hello ']);
  const times = random.pick([3000, 4000, 5000, 20000]);
  const value = piece.repeat(times);
  const start = random.chance(0.5) ? `${name} := NULL;` : `${name} := EMPTY_CLOB();`;
  const rest = `${name} := ${quoted('short')};`;
  set(session, name, 'short');
  const lines: readonly [string, () => string][] = [
    [`LENGTH(${name})`, () => String(value.length)],
    [`SUBSTR(${name}, -${piece.length})`, () => piece],
    [`DBMS_LOB.SUBSTR(${name}, ${piece.length}, ${piece.length * 2000 + 1})`, () => piece],
    [`INSTR(${name}, ${quoted(piece)}, 1, ${times})`, () => String(piece.length * (times - 1) + 1)],
    [`DBMS_LOB.INSTR(${name}, ${quoted(piece)}, 100, ${times})`, () => '0'],
    [`LENGTH(REPLACE(${name}, ${quoted(piece)}, 'q'))`, () => String(times)],
    [`LENGTH(${name} || ${name})`, () => String(value.length * 2)],
    [`LENGTH(DBMS_LOB.SUBSTR(${name}, 32767))`, () => String(Math.min(32767, value.length))],
  ];
  const [text, of] = random.pick(lines);
  return {
    declared: [],
    body: [
      start,
      `FOR i IN 1 .. ${times} LOOP`,
      `  ${name} := ${name} || ${quoted(piece)};`,
      'END LOOP;',
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`,
      ...guarded(label, [`s1 := ${name};`, `DBMS_OUTPUT.PUT_LINE('${label} ' || LENGTH(s1));`]),
      ...guarded(label, [
        `SELECT LENGTH(TO_CHAR(${name})) INTO n1 FROM DUAL;`,
        `DBMS_OUTPUT.PUT_LINE('${label} ' || n1);`,
      ]),
      rest,
    ],
    expected: [
      `${label} ${of()}`,
      value.length > 32767 ? `${label} error -6502` : `${label} ${value.length}`,
      value.length > 4000 ? `${label} error -22835` : `${label} ${value.length}`,
    ],
  };
}
