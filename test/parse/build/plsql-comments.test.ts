import { describe, expect, it } from 'vitest';
import { parseText } from '../../../src/parse/build/index.js';

/**
 * Where the comments of a script went: `kind < before` and `kind > behind` (`|` begins a line), `=`
 * for an empty line, in tree order.
 */
function check(text: string): readonly string[] {
  const { units, diagnostics } = parseText(text);
  expect(diagnostics).toEqual([]);
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as {
      kind?: string;
      name?: { name?: string };
      comments?: readonly string[];
      trailingComment?: string;
      blankBefore?: boolean;
    };
    const label =
      node.name?.name === undefined ? (node.kind ?? 'attribute') : `${node.kind ?? ''} ${node.name.name}`.trim();
    if (node.comments) found.push(`${label} < ${node.comments.join(' | ')}`);
    if (node.trailingComment) found.push(`${label} > ${node.trailingComment.replaceAll('\n', ' | ')}`);
    if (node.blankBefore) found.push(`${label} =`);
    for (const [field, child] of Object.entries(value)) if (field !== 'comments') visit(child);
  };
  for (const { unit } of units) visit(unit);
  return found;
}

describe('comments', () => {
  it('stand before the statement that follows', () =>
    expect(check('begin\n  -- a\n  /* b */ x := 1;\nend;\n/\n')).toEqual(['Assignment < -- a | /* b */']));

  it('stand behind the statement on their line', () =>
    expect(check('begin\n  x := 1; -- a\n  y := 2 /* b */; -- c\n  -- d\n  z;\nend;\n/\n')).toEqual([
      'Assignment > -- a',
      'Assignment > /* b */ -- c',
      'CallStatement < -- d',
    ]));

  it('inside a statement move before it', () =>
    expect(check('begin\n  -- a\n  x := 1 +\n    -- b\n    2;\nend;\n/\n')).toEqual(['Assignment < -- a | -- b']));

  it('at the end of a list stay with its last statement', () =>
    expect(
      check(
        'begin\n  if a then\n    b; -- 1\n    -- 2\n  end if;\n  loop\n    c;\n    -- 3\n  end loop;\n  -- 4\nend;\n/\n',
      ),
    ).toEqual(['CallStatement > -- 1 | -- 2', 'BasicLoop >  | -- 4', 'CallStatement >  | -- 3']));

  it('before ELSIF and WHEN belong to their branch', () =>
    expect(
      check(
        'begin\n  if a then\n    b;\n  -- 1\n  elsif c then\n    d;\n  end if;\nexception\n  -- 2\n  when others then null;\nend;\n/\n',
      ),
    ).toEqual(['IfBranch < -- 1', 'ExceptionHandler < -- 2']));

  it('indented deeper than ELSE, EXCEPTION, WHEN and BEGIN belong to what is before', () =>
    expect(
      check(
        'declare\n  v number;\n  -- 1\nbegin\n  if a then\n    b;\n    -- 2\n  else\n    c;\n  end if;\n  -- 3\nexception\n  when x then\n    d;\n    -- 4\n  when others then\n    e;\nend;\n/\n',
      ),
    ).toEqual([
      'VariableDeclaration V >  | -- 1',
      'If >  | -- 3',
      'CallStatement >  | -- 2',
      'CallStatement >  | -- 4',
    ]));

  it('behind THEN, LOOP and BEGIN go to the first statement', () =>
    expect(check('begin -- 1\n  if a then -- 2\n    b;\n  end if;\nend;\n/\n')).toEqual([
      'If < -- 1',
      'CallStatement < -- 2',
    ]));

  it('of declarations, parameters and routines stay with them', () =>
    expect(
      check(
        [
          'create package body p is',
          '  -- the counter',
          '  g number; -- now',
          '',
          '  /** Does it. */',
          '  procedure x(a number, -- first',
          '              b number /* second */,',
          '              -- third',
          '              c number) is',
          '  begin',
          '    null;',
          '  end; -- x',
          'end;',
          '/',
          '',
        ].join('\n'),
      ),
    ).toEqual([
      'VariableDeclaration G < -- the counter',
      'VariableDeclaration G > -- now',
      'RoutineDefinition X < /** Does it. */',
      'RoutineDefinition X > -- x',
      'RoutineDefinition X =',
      'Parameter A > -- first',
      'Parameter B > /* second */',
      'Parameter C < -- third',
    ]));

  it('of columns, constraints and attributes stay with them', () =>
    expect(
      check(
        'create table t (\n  a number, -- first\n  -- second\n  b number,\n  -- key\n  primary key (a)\n  -- end\n);\ncreate type o as object (\n  a number, -- x\n  b number\n  -- y\n);\n/\n',
      ),
    ).toEqual([
      'ColumnDefinition A > -- first',
      'ColumnDefinition B < -- second',
      'PrimaryKey < -- key',
      'PrimaryKey >  | -- end',
      'A < -- x',
      'B < -- y',
    ]));

  it('between units belong to the unit that follows', () =>
    expect(check('-- one\n\n/* two */\ncreate table t (a number);\n-- three\ndrop table t;\n')).toEqual([
      'CreateTable < -- one | /* two */',
      'DropObject < -- three',
    ]));

  it('that are hints stay hints', () =>
    expect(check('begin\n  select /*+ index(t) */ a into x from t; -- b\nend;\n/\n')).toEqual(['SelectInto > -- b']));
});
