import { beforeAll, describe, expect, it } from 'vitest';
import type { PgStatement } from '../../src/ir/postgres/index.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { printStatement, spanOfLine } from '../../src/print/index.js';
import { loadModule, plpgsqlTree } from './libpg.js';

beforeAll(loadModule);

describe('source map', () => {
  const at = (start: number) => ({ file: 0, start, end: start + 1 });
  const node: PgStatement = {
    kind: 'PgCreateRoutine',
    span: at(1),
    routine: 'function',
    name: ['f'],
    parameters: [],
    returns: 'void',
    language: 'plpgsql',
    body: b.block(at(2), {
      declarations: [b.variable(at(3), 'a', pgTypes.text, b.text(at(3), 'two\nlines'))],
      body: [b.nothing(at(4)), b.ifThen(at(5), b.boolean(at(5), true), [b.returns(at(6))])],
    }),
  };
  const { text, map } = printStatement(node);

  it('tells the span of each line, in the file and as PL/pgSQL counts', () => {
    const lines = text.split('\n');
    const wanted = { 'null;': 4, 'if true then': 5, 'return;': 6, 'end if;': 6 };
    for (const [content, start] of Object.entries(wanted)) {
      const line = lines.findIndex((one) => one.trim() === content) + 1;
      const bodyLine = line - lines.indexOf('as $$');
      expect(spanOfLine(map, { line })).toEqual(at(start));
      expect(spanOfLine(map, { bodyLine })).toEqual(at(start));
    }
  });

  it('agrees with the lines of PostgreSQL', () => {
    const lines: number[] = [];
    JSON.stringify(plpgsqlTree(text), (key, value) => {
      if (key === 'PLpgSQL_stmt_return' && typeof value === 'object' && 'lineno' in value) lines.push(value.lineno);
      return value;
    });
    expect(spanOfLine(map, { bodyLine: lines[0]! })).toEqual(at(6));
  });
});
