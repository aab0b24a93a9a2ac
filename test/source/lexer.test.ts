import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex, stretches, tokenKindNames } from '../../src/source/index.js';

/** `Kind:text` of each token. */
function tokens(text: string): string[] {
  const lexed = lex(text);
  return Array.from(lexed.kinds, (kind, i) => `${tokenKindNames[kind]}:${text.slice(lexed.starts[i], lexed.ends[i])}`);
}

describe('lexer', () => {
  it.each<[string, string[]]>([
    ['emp$ a#1 _x Größe', ['Identifier:emp$', 'Identifier:a#1', 'Identifier:_x', 'Identifier:Größe']],
    ['"a b" "ä"', ['QuotedIdentifier:"a b"', 'QuotedIdentifier:"ä"']],
    ['42 .5 1e3 1.5f 2d 1.', ['42', '.5', '1e3', '1.5f', '2d', '1.'].map((n) => `NumberLiteral:${n}`)],
    ['1..10', ['NumberLiteral:1', 'DotDot:..', 'NumberLiteral:10']],
    ['1day 2else', ['NumberLiteral:1', 'Identifier:day', 'NumberLiteral:2', 'Identifier:else']],
    ["'it''s' N'x' n'y'", ["StringLiteral:'it''s'", "StringLiteral:N'x'", "StringLiteral:n'y'"]],
    [
      "q'[it's]' Q'{a}' nq'<b>' q'(c)' q'!d'!'",
      ["q'[it's]'", "Q'{a}'", "nq'<b>'", "q'(c)'", "q'!d'!'"].map((s) => `StringLiteral:${s}`),
    ],
    [':new.x :1 :"A b"', ['BindVariable::new', 'Dot:.', 'Identifier:x', 'BindVariable::1', 'BindVariable::"A b"']],
    ['x:=1', ['Identifier:x', 'Assign::=', 'NumberLiteral:1']],
    [
      '$$plsql_unit $if $ELSIF $then $else $end $error $iffy',
      [
        'InquiryDirective:$$plsql_unit',
        'DollarIf:$if',
        'DollarElsif:$ELSIF',
        'DollarThen:$then',
        'DollarElse:$else',
        'DollarEnd:$end',
        'DollarError:$error',
        'Dollar:$',
        'Identifier:iffy',
      ],
    ],
    [
      '&a. &&b..c emp_&x.y',
      [
        'SubstitutionVariable:&a.',
        'SubstitutionVariable:&&b.',
        'Dot:.',
        'Identifier:c',
        'SubstitutionVariable:emp_&x.y',
      ],
    ],
    ['&größe x&über.y', ['SubstitutionVariable:&größe', 'SubstitutionVariable:x&über.y']],
    [
      '<> != ^= ~= <= >= << >> => ** || ..',
      [
        'NotEqual:<>',
        'NotEqual:!=',
        'NotEqual:^=',
        'NotEqual:~=',
        'LessEqual:<=',
        'GreaterEqual:>=',
        'LabelOpen:<<',
        'LabelClose:>>',
        'Arrow:=>',
        'Power:**',
        'Concat:||',
        'DotDot:..',
      ],
    ],
    [
      'a(+)@l%type',
      ['Identifier:a', 'LeftParen:(', 'Plus:+', 'RightParen:)', 'At:@', 'Identifier:l', 'Percent:%', 'Identifier:type'],
    ],
    ["x 'open", ['Identifier:x', "UnterminatedString:'open"]],
    ["q'[open]", ["UnterminatedString:q'[open]"]],
    ['"open\nx', ['UnterminatedQuotedIdentifier:"open', 'Identifier:x']],
    ['/* open', ['UnterminatedComment:/* open']],
    ['a § b', ['Identifier:a', 'Unknown:§', 'Identifier:b']],
  ])('%s', (text, expected) => expect(tokens(text)).toEqual(expected));

  it('keeps comments aside and knows hints', () => {
    const { comments, length } = lex('select /*+ full(t) */ 1 -- one\n/* two */ --+ h');
    expect(length).toBe(2);
    expect(comments.map(({ kind, hint, start, end }) => [kind, hint, start, end])).toEqual([
      ['block', true, 7, 21],
      ['line', false, 24, 30],
      ['block', false, 31, 40],
      ['line', true, 41, 46],
    ]);
  });

  it('takes every kind of white space for nothing', () => {
    const every = Array.from({ length: 65536 }, (_, code) => String.fromCharCode(code));
    const spaces = every.filter((character) => /[\s\ufeff\0]/.test(character));
    expect(spaces.filter((space) => lex(`(${space})${space}`).length !== 2)).toEqual([]);
  });

  it('loses no character', () => {
    const snippet = fc.constantFrom(
      "'",
      '"',
      "q'[",
      "]'",
      '--',
      '/*',
      '*/',
      '\n',
      '&',
      '&&',
      ':',
      '$',
      '.',
      '1',
      'e',
      ' ',
      'ä',
      '\u0000',
      '\ud800',
      'x',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(snippet).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const pieces = [...stretches(lex(input))];
        expect(pieces.map(({ start, end }) => input.slice(start, end)).join('')).toBe(input);
        for (const { kind, start, end } of pieces) {
          if (kind === 'whitespace') expect(input.slice(start, end)).toMatch(/^[\s\ufeff\0]+$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['(', "'", '"', '&a ', "q'[", '/*', '1.', '$', 'a&b', "''"])(
    'takes megabytes of %s',
    (piece) => {
      const text = piece.repeat(2_000_000 / piece.length);
      const last = [...stretches(lex(text))].at(-1)!;
      expect(last.end).toBe(text.length);
    },
    20_000,
  );
});
