import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlStatement } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { printStatement } from '../../src/print/index.js';
import { plpgsqlPrinters } from '../../src/print/plpgsql.js';
import { eachPrints, printsBlock, printsPl, seenKinds } from './examples.js';
import { loadModule } from './libpg.js';
import { col, nothing, one, pick, set, t, wrap, x, y } from './nodes.js';

beforeAll(loadModule);

describe('PL/pgSQL', () => {
  const a = col('a');
  eachPrints<PlStatement>(
    [
      [b.nothing(span), 'null;'],
      [b.assign(span, col('open'), one), '"open" := 1;'],
      [b.assign(span, b.field(span, b.field(span, col('t'), 'address'), 'user'), one), 't.address."user" := 1;'],
      [
        b.assign(span, b.subscript(span, col('arr'), one), b.caseWhen(span, [{ when: x, then: one }])),
        'arr[1] := case when x then 1 end;',
      ],
      [
        b.ifThen(span, b.caseWhen(span, [{ when: x, then: y }]), nothing, nothing),
        'if (case when x then y end) then\n  null;\nelse\n  null;\nend if;',
      ],
      [
        {
          kind: 'PlIf',
          span,
          branches: [
            { condition: x, body: nothing },
            { condition: y, body: nothing, comments: ['-- else'] },
          ],
        },
        'if x then\n  null;\n-- else\nelsif y then\n  null;\nend if;',
      ],
      [
        {
          kind: 'PlCase',
          span,
          operand: x,
          branches: [{ when: [one, b.caseWhen(span, [{ when: x, then: one }])], body: nothing }],
          otherwise: nothing,
        },
        'case x\n  when 1, (case when x then 1 end) then\n    null;\n  else\n    null;\nend case;',
      ],
      [
        b.loop(span, [b.exit(span, 'again', x), b.continue(span)], 'again'),
        '<<again>>\nloop\n  exit again when x;\n  continue;\nend loop;',
      ],
      [{ kind: 'PlWhile', span, condition: x, body: nothing }, 'while x loop\n  null;\nend loop;'],
      [
        {
          kind: 'PlForRange',
          span,
          index: 'i',
          reverse: true,
          low: b.num(span, -1),
          high: b.binary(span, '+', x, y),
          by: one,
          body: nothing,
        },
        'for i in reverse -1 .. x + y by 1 loop\n  null;\nend loop;',
      ],
      [
        {
          kind: 'PlForQuery',
          span,
          targets: [a, col('b')],
          query: b.select(span, { items: [x, y], from: [t] }),
          body: nothing,
        },
        'for a, b in select x, y from bank.t loop\n  null;\nend loop;',
      ],
      [
        {
          kind: 'PlForQuery',
          span,
          targets: [col('r')],
          query: { kind: 'PgDelete', span, target: t, returning: { items: [b.item(span, x)] } },
          body: [],
        },
        'for r in delete from bank.t returning x loop\nend loop;',
      ],
      [
        { kind: 'PlForDynamic', span, targets: [col('r')], text: x, using: [one, y], body: nothing },
        'for r in execute x using 1, y loop\n  null;\nend loop;',
      ],
      [
        { kind: 'PlForeach', span, target: 'a', array: col('arr'), body: nothing },
        'foreach a in array arr loop\n  null;\nend loop;',
      ],
      [b.returns(span), 'return;'],
      [{ kind: 'PlReturnNext', span, value: a }, 'return next a;'],
      [{ kind: 'PlReturnQuery', span, query: pick }, 'return query select 1;'],
      [b.reraise(span), 'raise;'],
      [b.raise(span, 'OA001', 'a'), "raise exception using errcode = 'OA001', message = 'a';"],
      [
        {
          kind: 'PlRaise',
          span,
          level: 'info',
          format: '%',
          args: [a],
          options: [{ name: 'errcode', value: b.text(span, 'OUT00') }],
        },
        "raise info '%', a using errcode = 'OUT00';",
      ],
      [{ kind: 'PlRaise', span, level: 'exception', condition: '22012' }, "raise exception sqlstate '22012';"],
      [{ kind: 'PlRaise', span, condition: 'no_data_found' }, 'raise no_data_found;'],
      [b.perform(span, b.ora(span, 'put_line', x)), 'perform ora.put_line(x);'],
      [b.perform(span, b.select(span, { items: [one], from: [t] })), 'perform 1 from bank.t;'],
      [b.perform(span, wrap(set('union', pick, pick))), 'perform * from (select 1 union select 1) as query;'],
      [
        {
          kind: 'PlSelectInto',
          span,
          query: b.select(span, { items: [x, y], into: { strict: true, targets: [a, col('b')] }, from: [t] }),
        },
        'select x, y into strict a, b from bank.t;',
      ],
      [
        {
          kind: 'PlSql',
          span,
          statement: {
            kind: 'PgDelete',
            span,
            target: t,
            where: x,
            returning: { items: [b.item(span, x)], into: { strict: false, targets: [a] } },
          },
        },
        'delete from bank.t where x returning x into a;',
      ],
      [
        { kind: 'PlSql', span, statement: { kind: 'PgUtility', span, text: 'lock table bank.t' } },
        'lock table bank.t;',
      ],
      [{ kind: 'PlCall', span, name: ['bank', 'p'], args: [one] }, 'call bank.p(1);'],
      [
        { kind: 'PlExecute', span, text: x, into: { strict: true, targets: [a] }, using: [one, y] },
        'execute x into strict a using 1, y;',
      ],
      [{ kind: 'PlOpen', span, cursor: 'bound', args: [one] }, 'open bound(1);'],
      [{ kind: 'PlOpen', span, cursor: 'c', scroll: 'no scroll', query: pick }, 'open c no scroll for select 1;'],
      [{ kind: 'PlOpen', span, cursor: 'c', dynamic: { text: x, using: [one] } }, 'open c for execute x using 1;'],
      [{ kind: 'PlFetch', span, direction: 'next', cursor: 'c', targets: [a] }, 'fetch next from c into a;'],
      [{ kind: 'PlClose', span, cursor: 'c' }, 'close c;'],
      [
        { kind: 'PlGetDiagnostics', span, stacked: false, items: [{ target: col('i'), item: 'row_count' }] },
        'get diagnostics i = row_count;',
      ],
      [{ kind: 'PlTransaction', span, action: 'commit' }, 'commit;'],
      [{ kind: 'PlTransaction', span, action: 'rollback', chain: true }, 'rollback and chain;'],
      [{ kind: 'PlComment', span, comments: ['-- the end'] }, '-- the end'],
    ],
    printsPl,
  );

  it('keeps comments and blank lines', () => {
    const body = b.block(span, {
      declarations: [
        {
          ...b.variable(span, 'a', pgTypes.typeOf('bank', 't', 'a'), one),
          constant: true,
          notNull: true,
          trailingComment: '/* why */',
        },
        {
          kind: 'PlCursor',
          span,
          name: 'c',
          parameters: [{ name: 'n', type: pgTypes.integer }],
          noScroll: true,
          query: pick,
          blankBefore: true,
        },
      ],
      body: [
        { ...b.nothing(span), blankBefore: true, comments: ['-- first', '/* a /* b\n   * c */'] },
        { ...b.nothing(span), blankBefore: true, trailingComment: '-- last' },
      ],
      handlers: [b.handler(span, [{ name: 'too_many_rows' }, { sqlstate: 'P0002' }], nothing)],
      label: 'main',
    });
    printsBlock(
      body,
      "do $$\n<<main>>\ndeclare\n  a constant bank.t.a%type not null := 1; /* why */\n\n  c no scroll cursor (n integer) for select 1;\nbegin\n  -- first\n  /* a / * b\n   * c */\n  null;\n\n  null; -- last\nexception\n  when too_many_rows or sqlstate 'P0002' then\n    null;\nend;\n$$;",
    );
  });

  it('chooses a dollar quote that the body does not hold', () => {
    const { text } = printStatement({
      kind: 'PgDo',
      span,
      body: b.block(span, { body: [b.perform(span, b.text(span, '$$ $body$'))] }),
    });
    expect(text).toBe("do $body1$\nbegin\n  perform '$$ $body$';\nend;\n$body1$;");
  });

  it('have an example for every kind', () => {
    expect(Object.keys(plpgsqlPrinters).filter((kind) => !seenKinds.has(kind))).toEqual([]);
  });
});

afterAll(() => seenKinds.clear());
