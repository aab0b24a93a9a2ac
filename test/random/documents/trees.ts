/** JSON_OBJECT_T and JSON_ARRAY_T that hold each other: what is got is a reference, a clone is not. (JSON Developer's Guide, "PL/SQL Object Types for JSON") */
import type { Random } from '../random.js';
import { type Json, jsonText, quoted } from './documents.js';
import type { Block } from './objects.js';

type Tree = { [key: string]: Json | Tree } | (Json | Tree)[];

/** A document is built, looked into, changed through references, cloned. */
export function treeSteps(random: Random, label: string): Block {
  const [o, p, a, e] = [`o_${label}`, `p_${label}`, `a_${label}`, `e_${label}`];
  const inner: Record<string, unknown> = {};
  const list: unknown[] = [];
  const outer: Record<string, unknown> = { list, inner };
  const body: string[] = [
    `${o} := JSON_OBJECT_T();`,
    `${o}.PUT('list', JSON_ARRAY_T());`,
    `${o}.PUT('inner', JSON_OBJECT_T('{}'));`,
    `${a} := ${o}.GET_ARRAY('list');`,
    `${p} := ${o}.GET_OBJECT('inner');`,
  ];
  const expected: string[] = [];
  const line = (text: string, value: string): void => {
    body.push(`DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`);
    expected.push(`${label} ${value}`);
  };
  const text = (x: unknown): string => jsonText(x as Tree as Json);
  for (let i = 0; i < 5 + random.below(5); i++) {
    const word = random.pick(['x', 'two words', 'say "hi"', 'ß']);
    const n = random.pick([0, 1, -2, 2.5, 1000]);
    const key = random.pick(['a', 'b', 'c']);
    const index = list.length > 0 ? random.below(list.length) : 0;
    switch (random.below(16)) {
      case 0:
        body.push(`${a}.APPEND(${quoted(word)});`);
        list.push(word);
        break;
      case 1:
        body.push(`${a}.APPEND(${n});`);
        list.push(n);
        break;
      case 2:
        body.push(`${a}.APPEND(TRUE);`, `${a}.APPEND_NULL;`);
        list.push(true, null);
        break;
      case 3:
        body.push(`${p}.PUT('${key}', ${n});`);
        inner[key] = n;
        break;
      case 4:
        body.push(`${p}.PUT('${key}', ${quoted(word)});`);
        inner[key] = word;
        break;
      case 5:
        if (list.length === 0) break;
        body.push(`${a}.PUT(${index}, ${quoted(word)}, TRUE);`);
        list[index] = word;
        break;
      case 6:
        if (list.length === 0) break;
        body.push(`${a}.PUT(${index}, ${n});`);
        list.splice(index, 0, n);
        break;
      case 7:
        if (list.length === 0) break;
        body.push(`${a}.REMOVE(${index});`);
        list.splice(index, 1);
        break;
      case 8:
        line(`${o}.TO_STRING`, text(outer));
        break;
      case 9:
        body.push(`${e} := ${p}.CLONE();`, `${p}.PUT('z', 1);`);
        line(`${e}.TO_STRING`, text(inner));
        inner.z = 1;
        break;
      case 10:
        line(`${o}.GET('list').STRINGIFY`, text(list));
        break;
      case 11:
        body.push(`${p}.PUT('deep', JSON_ARRAY_T('[1,{"q":"r"}]'));`);
        inner.deep = [1, { q: 'r' }];
        break;
      case 12:
        line(
          `${p}.GET_SIZE || ' ' || ${a}.GET_SIZE || ' ' || ${o}.GET_KEYS.COUNT`,
          `${Object.keys(inner).length} ${list.length} 2`,
        );
        break;
      case 13: {
        if (list.length === 0) break;
        const x = list[index];
        if (typeof x === 'string') line(`${a}.GET_STRING(${index}) || ' ' || ${a}.GET_TYPE(${index})`, `${x} SCALAR`);
        else if (typeof x === 'number') line(`${a}.GET_NUMBER(${index})`, String(x));
        else
          line(
            `CASE WHEN ${a}.GET(${index}).IS_NULL THEN 'null' WHEN ${a}.GET(${index}).IS_BOOLEAN THEN 'boolean' WHEN ${a}.GET(${index}).IS_OBJECT THEN 'object' ELSE 'other' END`,
            x === null ? 'null' : typeof x === 'boolean' ? 'boolean' : 'object',
          );
        break;
      }
      case 14:
        if (!Object.hasOwn(inner, key) || Object.hasOwn(inner, 'renamed')) break;
        body.push(`${p}.RENAME_KEY('${key}', 'renamed');`);
        line(
          `CASE WHEN ${p}.HAS('${key}') THEN 'old' WHEN ${p}.HAS('renamed') THEN 'new' END || ${p}.GET('renamed').TO_STRING`,
          `new${text(inner[key])}`,
        );
        // Where the new name stands is not told.
        body.push(`${p}.REMOVE('renamed');`);
        delete inner[key];
        break;
      default:
        body.push(`${a}.APPEND(JSON_OBJECT_T('{"w":${n}}'));`);
        list.push({ w: n });
        line(`TREAT(${a}.GET(${a}.GET_SIZE - 1) AS JSON_OBJECT_T).GET_NUMBER('w')`, String(n));
    }
  }
  line(`${o}.TO_STRING`, text(outer));
  return {
    declared: [`${o} JSON_OBJECT_T;`, `${p} JSON_OBJECT_T;`, `${a} JSON_ARRAY_T;`, `${e} JSON_ELEMENT_T;`],
    body,
    expected,
  };
}
