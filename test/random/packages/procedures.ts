/** Procedures of packages and what they leave: names, contexts, what is told of the session, locks. */
import { quoted, Unsettled } from '../lobs/values.js';
import type { Made, Session } from './places.js';

const line = (label: string, text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`;
const given = (text: string | null): string => (text === null ? 'NULL' : quoted(text));

/** COMMA_TO_TABLE and back. (PL/SQL Packages, "DBMS_UTILITY") */
export function commaStep({ random }: Session, label: string): Made {
  const names = Array.from({ length: 1 + random.below(4) }, () =>
    random.pick(['emp', 'a.b', '"x y"', 'Dept', ' sal', 'a.b.c', 'e$#_1', '"a,b"', 'tab@link', 'x ']),
  );
  const [kind, limit] = random.chance(0.5) ? ['UNCL_ARRAY', 30] : ['LNAME_ARRAY', 30];
  if (names.some((x) => x.length > Number(limit)) || (kind === 'LNAME_ARRAY' && names.some((x) => x.includes('@'))))
    throw new Unsettled();
  const list = names.join(',');
  return {
    declared: [`t_${label} DBMS_UTILITY.${kind};`, `i_${label} BINARY_INTEGER;`],
    body: [
      random.chance(0.5)
        ? `DBMS_UTILITY.COMMA_TO_TABLE(${quoted(list)}, i_${label}, t_${label});`
        : `DBMS_UTILITY.COMMA_TO_TABLE(tab => t_${label}, list => ${quoted(list)}, tablen => i_${label});`,
      line(label, `i_${label} || ' ' || NVL(t_${label}(i_${label} + 1), 'null')`),
      `FOR i IN 1 .. i_${label} LOOP`,
      `  ${line(label, `'[' || t_${label}(i) || ']'`)}`,
      'END LOOP;',
      `DBMS_UTILITY.TABLE_TO_COMMA(t_${label}, i_${label}, vx);`,
      line(label, `i_${label} || ' ' || vx`),
    ],
    expected: [
      `${label} ${names.length} null`,
      ...names.map((x) => `${label} [${x}]`),
      `${label} ${names.length} ${list}`,
    ],
  };
}

const tokens = ['emp', 'Dept', '"Quoted"', '"a b"', 'x$1', '"A"'] as const;
const bare = (token: string): string => (token.startsWith('"') ? token.slice(1, -1) : token.toUpperCase());

/** NAME_TOKENIZE. (PL/SQL Packages, "DBMS_UTILITY") */
export function tokenizeStep({ random }: Session, label: string): Made {
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(tokens));
  const link = random.chance(0.3) ? random.pick(['lnk', 'Remote'] as const) : undefined;
  const name = parts.join('.') + (link === undefined ? '' : `@${link}`);
  const variables = ['a', 'b', 'c', 'd'].map((x) => `${x}_${label}`);
  return {
    declared: [...variables.map((x) => `${x} VARCHAR2(128);`), `i_${label} BINARY_INTEGER;`],
    body: [
      `DBMS_UTILITY.NAME_TOKENIZE(${quoted(name)}, ${variables.join(', ')}, i_${label});`,
      line(label, `${variables.map((x) => `'[' || ${x} || ']'`).join(' || ')} || i_${label}`),
    ],
    expected: [
      `${label} ${[0, 1, 2].map((i) => `[${parts[i] === undefined ? '' : bare(parts[i])}]`).join('')}[${link?.toUpperCase() ?? ''}]${name.length}`,
    ],
  };
}

/** CANONICALIZE. (PL/SQL Packages, "DBMS_UTILITY") */
export function canonicalStep({ random }: Session, label: string): Made {
  const parts = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => random.pick(tokens));
  const single = parts.length === 1;
  const name = single && random.chance(0.3) ? ` ${parts[0]} ` : parts.join('.');
  if (single && name.trim() !== name && name.includes('"')) throw new Unsettled();
  const size = random.pick([3, 30, 60]);
  const canonical = single
    ? bare(name.trim())
    : parts.map((x) => (x.startsWith('"') ? x : `"${x.toUpperCase()}"`)).join('.');
  return {
    declared: [],
    body: [`DBMS_UTILITY.CANONICALIZE(${quoted(name)}, vx, ${size});`, line(label, "'[' || vx || ']'")],
    expected: [`${label} [${canonical.slice(0, size)}]`],
  };
}

export const contextSetup: readonly string[] = [
  'CREATE CONTEXT random_ctx USING ctx_kit;',
  'CREATE PACKAGE ctx_kit IS',
  '  PROCEDURE put(p_name VARCHAR2, p_value VARCHAR2);',
  '  PROCEDURE drop_one(p_name VARCHAR2);',
  '  PROCEDURE drop_all;',
  'END;',
  '/',
  'CREATE PACKAGE BODY ctx_kit IS',
  '  PROCEDURE put(p_name VARCHAR2, p_value VARCHAR2) IS',
  '  BEGIN',
  "    DBMS_SESSION.SET_CONTEXT('random_ctx', p_name, p_value);",
  '  END;',
  '  PROCEDURE drop_one(p_name VARCHAR2) IS',
  '  BEGIN',
  "    DBMS_SESSION.CLEAR_CONTEXT(namespace => 'RANDOM_CTX', attribute => p_name);",
  '  END;',
  '  PROCEDURE drop_all IS',
  '  BEGIN',
  "    DBMS_SESSION.CLEAR_ALL_CONTEXT('random_ctx');",
  '  END;',
  'END;',
  '/',
];

const attributes = ['who', 'WHO', 'level', 'Mixed', 'x_1'] as const;

/** Contexts. (PL/SQL Packages, "DBMS_SESSION"; SQL Language Reference, "SYS_CONTEXT") */
export function contextStep({ random, contexts, rows }: Session, label: string): Made {
  const body: string[] = [];
  const expected: string[] = [];
  for (let i = 0; i < 2 + random.below(3); i++) {
    const name = random.pick(attributes);
    const value = random.pick(['one', 'two words', '12', "it's", null]);
    const kind = random.next();
    if (kind < 0.7) {
      body.push(`ctx_kit.put(${quoted(name)}, ${given(value)});`);
      contexts.set(name.toUpperCase(), value);
    } else if (kind < 0.9) {
      body.push(`ctx_kit.drop_one(${quoted(name.toUpperCase())});`);
      contexts.delete(name.toUpperCase());
    } else {
      body.push('ctx_kit.drop_all;');
      contexts.clear();
    }
  }
  for (let i = 0; i < 2; i++) {
    const name = random.pick(attributes);
    const size = random.chance(0.3) ? random.pick([1, 3, 20]) : undefined;
    const known = contexts.get(name.toUpperCase()) ?? null;
    const value = size === undefined ? known : (known?.slice(0, size) ?? null);
    const call = `SYS_CONTEXT('RANDOM_CTX', ${quoted(name)}${size === undefined ? '' : `, ${size}`})`;
    switch (random.below(3)) {
      case 0:
        body.push(line(label, `'[' || ${call} || ']'`));
        expected.push(`${label} [${value ?? ''}]`);
        break;
      case 1:
        body.push(`SELECT NVL(${call}, 'none') INTO vx FROM dual;`, line(label, "'[' || vx || ']'"));
        expected.push(`${label} [${value ?? 'none'}]`);
        break;
      default:
        body.push(`SELECT COUNT(*) INTO nx FROM pt WHERE 'one' = ${call};`, line(label, 'nx'));
        expected.push(`${label} ${value === 'one' ? rows.length : 0}`);
    }
  }
  return { declared: [], body, expected };
}

const long = (letter: string, size: number): string => letter.repeat(size);

/** What is told of the session. (PL/SQL Packages, "DBMS_APPLICATION_INFO", "DBMS_SESSION"; Database Reference, "LONG_MODULE_ACTION") */
export function applicationStep({ random, told }: Session, label: string): Made {
  const body: string[] = [];
  const expected: string[] = [];
  const some = (size: number): string | null => random.pick(['load', 'Step 1', long('m', size), null]);
  for (let i = 0; i < 2; i++) {
    switch (random.below(4)) {
      case 0: {
        const [module, action] = [some(70), some(66)];
        body.push(
          random.chance(0.5)
            ? `DBMS_APPLICATION_INFO.SET_MODULE(${given(module)}, ${given(action)});`
            : `DBMS_APPLICATION_INFO.SET_MODULE(module_name => ${given(module)}, action_name => ${given(action)});`,
        );
        told.set('MODULE', module?.slice(0, 64) ?? null);
        told.set('ACTION', action?.slice(0, 64) ?? null);
        break;
      }
      case 1: {
        const action = some(66);
        body.push(`DBMS_APPLICATION_INFO.SET_ACTION(${given(action)});`);
        told.set('ACTION', action?.slice(0, 64) ?? null);
        break;
      }
      case 2: {
        const info = some(70);
        body.push(`DBMS_APPLICATION_INFO.SET_CLIENT_INFO(${given(info)});`);
        told.set('CLIENT_INFO', info?.slice(0, 64) ?? null);
        break;
      }
      default: {
        const identifier = random.pick(['alice', 'Bob B', null]);
        body.push(
          identifier === null
            ? 'DBMS_SESSION.CLEAR_IDENTIFIER;'
            : `DBMS_SESSION.SET_IDENTIFIER(${quoted(identifier)});`,
        );
        told.set('CLIENT_IDENTIFIER', identifier);
      }
    }
  }
  const name = random.pick(['MODULE', 'ACTION', 'CLIENT_INFO', 'CLIENT_IDENTIFIER'] as const);
  const value = told.get(name);
  const [module, action] = [told.get('MODULE'), told.get('ACTION')];
  if (value !== undefined && random.chance(0.6)) {
    const call = `SYS_CONTEXT('USERENV', '${name}')`;
    if (random.chance(0.5)) body.push(line(label, `'[' || ${call} || ']'`));
    else body.push(`SELECT ${call} INTO vx FROM dual;`, line(label, "'[' || vx || ']'"));
    expected.push(`${label} [${value ?? ''}]`);
  } else if (module !== undefined && action !== undefined) {
    body.push(
      `DBMS_APPLICATION_INFO.READ_MODULE(vx, w_${label});`,
      line(label, `'[' || vx || '][' || w_${label} || ']'`),
    );
    expected.push(`${label} [${module ?? ''}][${action ?? ''}]`);
  }
  return { declared: [`w_${label} VARCHAR2(64);`], body, expected };
}

/** Locks by their numbers, in one session. (PL/SQL Packages, "DBMS_LOCK") */
export function lockStep({ random, locks, seed }: Session, label: string): Made {
  const body: string[] = [];
  const expected: string[] = [];
  for (let i = 0; i < 3; i++) {
    const id = 1000 + (seed % 100000) * 10 + random.below(2);
    if (random.chance(0.6)) {
      body.push(line(label, `DBMS_LOCK.REQUEST(${id}, DBMS_LOCK.X_MODE, 0)`));
      expected.push(`${label} ${locks.has(id) ? 4 : 0}`);
      locks.add(id);
    } else {
      body.push(line(label, `DBMS_LOCK.RELEASE(${id})`));
      expected.push(`${label} ${locks.has(id) ? 0 : 4}`);
      locks.delete(id);
    }
  }
  return { declared: [], body, expected };
}

/** Forms of random values. (PL/SQL Packages, "DBMS_RANDOM") */
export function randomStep({ random }: Session, label: string): Made {
  const [option, pattern] = random.pick([
    ['u', '^[A-Z]+$'],
    ['U', '^[A-Z]+$'],
    ['l', '^[a-z]+$'],
    ['a', '^[A-Za-z]+$'],
    ['x', '^[A-Z0-9]+$'],
    ['p', '^[[:print:]]+$'],
    ['?', '^[A-Z]+$'],
  ] as const);
  const size = 1 + random.below(20);
  const [low, high] = random.pick([
    [0, 1],
    [-5, 5],
    [10, 1000],
  ] as const);
  return {
    declared: [],
    body: [
      `vx := DBMS_RANDOM.STRING(${quoted(option)}, ${size});`,
      line(label, `LENGTH(vx) || CASE WHEN REGEXP_LIKE(vx, ${quoted(pattern)}) THEN ' fits' END`),
      low === 0 ? 'nx := DBMS_RANDOM.VALUE;' : `nx := DBMS_RANDOM.VALUE(${low}, ${high});`,
      line(label, `CASE WHEN nx >= ${low} AND nx < ${high} THEN 'within' END`),
      `SELECT COUNT(*) INTO nx FROM (SELECT DBMS_RANDOM.VALUE(1, 10) x FROM dual CONNECT BY LEVEL <= 20) WHERE x >= 1 AND x < 10;`,
      line(label, 'nx'),
    ],
    expected: [`${label} ${size} fits`, `${label} within`, `${label} 20`],
  };
}

/** Rows as XML. (PL/SQL Packages, "DBMS_XMLGEN") */
export function xmlStep({ random, rows }: Session, label: string): Made {
  const least = random.below(4);
  const [set, row] = [random.chance(0.4) ? 'ALL' : 'ROWSET', random.chance(0.4) ? 'One' : 'ROW'];
  const most = random.chance(0.4) ? random.below(3) + 1 : undefined;
  const skipped = random.chance(0.3) ? 1 : 0;
  const text = `SELECT id, v FROM pt WHERE id > ${least} ORDER BY id`;
  const taken = rows.filter((x) => x.id > least).slice(skipped, most === undefined ? undefined : skipped + most);
  // What a document without rows is, is not told.
  if (taken.length === 0) throw new Unsettled();
  const escaped = (v: string): string => {
    if (/[^ -~]/.test(v) || /["']/.test(v) || v.trim() !== v) throw new Unsettled();
    return v.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  };
  const lines = [
    '<?xml version="1.0"?>',
    `<${set}>`,
    ...taken.flatMap((x) => [
      ` <${row}>`,
      `  <ID>${x.id}</ID>`,
      ...(x.v === null ? [] : [`  <V>${escaped(x.v)}</V>`]),
      ` </${row}>`,
    ]),
    `</${set}>`,
    '',
  ];
  return {
    declared: [`x_${label} DBMS_XMLGEN.CTXHANDLE;`, `k_${label} CLOB;`],
    body: [
      `x_${label} := DBMS_XMLGEN.NEWCONTEXT(${quoted(text)});`,
      ...(set === 'ROWSET' ? [] : [`DBMS_XMLGEN.SETROWSETTAG(x_${label}, '${set}');`]),
      ...(row === 'ROW' ? [] : [`DBMS_XMLGEN.SETROWTAG(x_${label}, '${row}');`]),
      ...(most === undefined ? [] : [`DBMS_XMLGEN.SETMAXROWS(x_${label}, ${most});`]),
      ...(skipped === 0 ? [] : [`DBMS_XMLGEN.SETSKIPROWS(x_${label}, ${skipped});`]),
      `k_${label} := DBMS_XMLGEN.GETXML(x_${label});`,
      line(label, `DBMS_XMLGEN.GETNUMROWSPROCESSED(x_${label})`),
      `DBMS_XMLGEN.CLOSECONTEXT(x_${label});`,
      line(label, `REPLACE(k_${label}, CHR(10), '|')`),
    ],
    expected: [`${label} ${taken.length}`, `${label} ${lines.join('|')}`],
  };
}
