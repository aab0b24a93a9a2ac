import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSelector } from '../../src/lint/matcher.js';
import {
  type AttributeOperator,
  type Combinator,
  type ComplexSelector,
  type Compound,
  SelectorError,
  type SelectorList,
  type Test,
  type Value,
} from '../../src/lint/selector/ast.js';
import { parseSelector } from '../../src/lint/selector/parser.js';
import { printSelector } from './print-selector.js';

/** What a selector says when it is read and printed. */
const again = (text: string): string => printSelector(parseSelector(text));

describe('a selector', () => {
  it.each([
    ['  Select  ', 'Select'],
    ['*', '*'],
    ['Select>Name', 'Select > Name'],
    ['If + Return~Raise Exit', 'If + Return ~ Raise Exit'],
    ["Binary[ op = '||' ]", 'Binary[op="||"]'],
    ['[name.name=/^TMP_[a-z/]+/i]', '[name.name=/^TMP_[a-z/]+/i]'],
    ['Call[args.length>=2][args.0.value!=3]', 'Call[args.length>=2][args.0.value!=3]'],
    ['Select > .where', 'Select > .where'],
    ['.where :loop', '.where :loop'],
    [':matches( If , Exit ):not(:has(> Name, + Exit))', ':is(If, Exit):not(:has(> Name, + Exit))'],
    ['Call:calls("A.*", /b/, c)', 'Call:calls("A.*", /b/, c)'],
    ['A, B C', 'A, B C'],
    ['[text="a\\"\\\\b"]', '[text="a\\"\\\\b"]'],
    ['x:is', 'x:is'],
  ])('%s is read', (text, printed) => {
    expect(again(text)).toBe(printed);
  });

  it.each([
    ['', '1:1: a selector is expected'],
    ['Select >', '1:9: unexpected the end'],
    ['Select[', '1:8: a name is expected, not the end'],
    ['Select]', "1:7: unexpected ']'"],
    ['Select, ', '1:8: unexpected the end'],
    ['A\n  > ?', '2:5: unexpected "?"'],
    [':not(', '1:6: unexpected the end'],
    ['A:calls(/[/)', '1:9: unexpected "/"'],
    ['A:calls(/(/)', '1:9: Invalid regular expression'],
    ['  [a=/b/y]', '1:6: a pattern has the flags'],
    ['A "x"', '1:3: unexpected \'"x"\''],
  ])('%s is none, and it says where', (text, message) => {
    expect(() => parseSelector(text)).toThrow(SelectorError);
    expect(() => parseSelector(text)).toThrow(message);
  });

  it.each([
    ['Selct > Name', "1:1: there is no kind of node 'Selct'"],
    ['If:has(> select)', "1:10: there is no kind of node 'select'; perhaps Select"],
    ['If:lop', '1:4: there is no :lop'],
    ['  If:not(:type(dte))', '1:11: :type takes number'],
    [':type', '1:2: :type takes number'],
    [':loop(3)', '1:2: :loop takes nothing in parentheses'],
    [':calls', '1:2: :calls takes names or patterns'],
    [':constructor', '1:2: there is no :constructor'],
  ])('%s asks for what there is not', (text, message) => {
    expect(() => compileSelector(text)).toThrow(message);
  });

  it('may be nested, but not without end', () => {
    const nested = (depth: number): string => `${':not('.repeat(depth)}If${')'.repeat(depth)}`;
    expect(again(nested(50))).toBe(nested(50));
    expect(() => parseSelector(nested(100_000))).toThrow('nested too deeply');
  });
});

// ---------- properties ----------

const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,6}$/);
const path = fc
  .tuple(word, fc.array(fc.oneof(word, fc.nat(9).map(String)), { maxLength: 2 }))
  .map(([a, b]) => [a, ...b]);
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.string().map((text) => ({ kind: 'text' as const, text })),
  word.map((text) => ({ kind: 'word' as const, text })),
  fc.integer().map((n) => ({ kind: 'number' as const, value: n === 0 ? 0 : n })),
  fc.constantFrom('a', '^b+$', '[/]', 'c\\/d').map((source) => ({ kind: 'pattern' as const, source, flags: 'i' })),
);
const operator = fc.constantFrom<AttributeOperator>('=', '!=', '^=', '$=', '*=', '<', '<=', '>', '>=');
const { list } = fc.letrec<{ list: SelectorList; relative: SelectorList; compound: Compound; test: Test }>((tie) => {
  const complex = (first: fc.Arbitrary<Combinator>): fc.Arbitrary<ComplexSelector> =>
    fc
      .tuple(first, tie('compound'), fc.array(fc.tuple(sign, tie('compound')), { maxLength: 2 }))
      .map(([combinator, compound, rest]) => ({
        steps: [{ combinator, compound }, ...rest.map(([c, n]) => ({ combinator: c, compound: n }))],
      }));
  const sign = fc.constantFrom<Combinator>('descendant', 'child', 'next', 'following');
  const some = (first: fc.Arbitrary<Combinator>): fc.Arbitrary<SelectorList> =>
    fc.array(complex(first), { minLength: 1, maxLength: 2 }).map((alternatives) => ({ alternatives }));
  return {
    list: some(fc.constant('descendant')),
    relative: some(sign),
    compound: fc
      .tuple(fc.option(word, { nil: undefined }), fc.array(tie('test'), { maxLength: 3 }))
      .map(([nodeKind, tests]) => {
        // Two fields in a row read as one path.
        const own = tests.filter((t, i) => t.kind !== 'field' || (i > 0 && tests[i - 1]?.kind !== 'field'));
        return nodeKind === undefined ? { tests: own } : { nodeKind, tests: own };
      }),
    test: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .tuple(path, fc.option(fc.record({ op: operator, value }), { nil: undefined }))
        .map(
          ([p, comparison]): Test =>
            comparison ? { kind: 'attribute', path: p, comparison } : { kind: 'attribute', path: p },
        ),
      path.map((p): Test => ({ kind: 'field', path: p })),
      fc
        .tuple(word, fc.array(value, { maxLength: 2 }))
        .filter(([name]) => !/^(is|matches|not|has)$/.test(name))
        .map(([name, args]): Test => ({ kind: 'predicate', name, args, offset: 0 })),
      fc
        .tuple(fc.constantFrom('is' as const, 'not' as const), tie('list'))
        .map(([kind, selectors]) => ({ kind, selectors })),
      tie('relative').map((selectors) => ({ kind: 'has' as const, selectors })),
    ),
  };
});

/** Without offsets, which depend on the spelling. */
const bare = (selector: SelectorList): unknown =>
  JSON.parse(JSON.stringify(selector, (key, v) => (key === 'offset' ? undefined : v)));

describe('the language of selectors', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(list, (selector) => {
        const text = printSelector(selector);
        const read = parseSelector(text);
        expect(JSON.stringify(bare(read)), text).toBe(JSON.stringify(bare(selector)));
        expect(printSelector(read)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks: any text is a selector or says where it is none', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'If',
        '>',
        ' ',
        '[',
        ']',
        ':not(',
        ')',
        '(',
        '.',
        '"',
        '/',
        'a',
        '=',
        ',',
        '*',
        ':has(',
        '\\',
        '\n',
        '+',
        '9',
        '-',
      ),
    );
    const check = (text: string): void => {
      try {
        expect(again(again(text))).toBe(again(text));
      } catch (error) {
        if (!(error instanceof SelectorError)) throw error;
        expect(error.offset).toBeLessThanOrEqual(text.length);
      }
    };
    fc.assert(fc.property(fc.string(), check), { numRuns: 500 });
    fc.assert(
      fc.property(
        pieces.map((p) => p.join('')),
        check,
      ),
      { numRuns: 1000 },
    );
  });
});
