import { beforeAll, describe, expect, it } from 'vitest';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { postgresComment, printStatement } from '../../src/print/index.js';
import { printsStatement } from './examples.js';
import { loadModule, parseTree } from './libpg.js';
import { column, nothing } from './nodes.js';

beforeAll(loadModule);

describe('comments', () => {
  it.each([
    ['/* a\n            * b\n        */', '/* a\n   * b\n   */'],
    ['/*\n      text\n        more\n\n   */', '/*\n     text\n       more\n\n  */'],
    ['/* one\n         two */', '/* one\n     two */'],
  ])('move with their statement: %#', (comment, expected) => {
    const { text } = printStatement({
      kind: 'PgDo',
      span,
      body: b.block(span, { body: [{ ...b.nothing(span), comments: [comment] }] }),
    });
    expect(text).toBe(`do $$\nbegin\n  ${expected}\n  null;\nend;\n$$;`);
  });

  it('never swallow what follows them', () => {
    const comments = { comments: ['-- before'], trailingComment: '-- behind' };
    const parameter = (name: string) =>
      ({ kind: 'PgParameterDefinition', span, name, mode: 'in', type: pgTypes.text, ...comments }) as const;
    printsStatement(
      {
        kind: 'PgCreateRoutine',
        span,
        routine: 'function',
        name: ['f'],
        parameters: [parameter('a'), parameter('b')],
        returns: 'void',
        language: 'plpgsql',
        body: b.block(span, { body: nothing }),
      },
      'create function f(\n  -- before\n  a text, -- behind\n  -- before\n  b text -- behind\n)\nreturns void\nlanguage plpgsql\nas $$\nbegin\n  null;\nend;\n$$;',
    );
    printsStatement(
      { kind: 'PgAlterTable', span, name: ['t'], actions: [{ kind: 'add column', column: column('a', comments) }] },
      'alter table t\n  -- before\n  -- behind\n  add column a numeric;',
    );
  });

  it.each([
    ['/* a /* b */', '/* a / * b */'],
    ['/* a /*/', '/* a / */'],
    ['/**/', '/**/'],
    ['-- a  \r', '-- a'],
    ['rem a\nb', '-- rem a\n-- b'],
    ['/*+ full(t) */', '/*+ full(t) */'],
  ])('%s', (oracle, expected) => {
    expect(postgresComment(oracle)).toBe(expected);
    expect(parseTree(`${expected}\nselect 1`)).toEqual(parseTree('select 1'));
  });
});
