import type { IToken, TokenType } from 'chevrotain';
import { EmbeddedActionsParser, tokenLabel } from '../../source/tokens/chevrotain.js';
import {
  type AttributeOperator,
  type AttributeTest,
  type Combinator,
  type ComplexSelector,
  type Compound,
  type FieldTest,
  SelectorError,
  type SelectorList,
  type Step,
  type Test,
  type Value,
} from './ast.js';
import { selectorLexer, tokens } from './tokens.js';

/**
 * Reads a selector: kinds of nodes as CSS has element names, attributes in brackets, `>`, `+`, `~` and white space
 * between compounds, `.field`, `:is()`, `:not()`, `:has()` and predicates after a colon. Throws a `SelectorError` with
 * the place of what is wrong, on any text.
 */
export function parseSelector(text: string): SelectorList {
  const lead = /^\s*/.exec(text)?.[0].length ?? 0;
  const trimmed = text.trim();
  const fail = (reason: string, offset: number): never => {
    throw new SelectorError(reason, lead + Math.min(offset, trimmed.length), text);
  };
  if (trimmed === '') fail('a selector is expected', 0);
  const lexed = selectorLexer.tokenize(trimmed);
  const [unknown] = lexed.errors;
  if (unknown) fail(`unexpected ${JSON.stringify(trimmed[unknown.offset])}`, unknown.offset);
  let depth = 0;
  for (const t of lexed.tokens) {
    if (t.tokenType === tokens.LeftParen) depth += 1;
    if (t.tokenType === tokens.RightParen) depth -= 1;
    if (depth > deepest) fail('nested too deeply', t.startOffset);
  }
  ready ??= new SelectorParser();
  const parser = ready;
  parser.begin(lexed.tokens, lead);
  const list = parser.selector();
  const [error] = parser.errors;
  if (error) {
    const { token } = error;
    fail(error.message, Number.isNaN(token.startOffset) ? trimmed.length : offsetOf(token));
  }
  const bad = parser.problems[0];
  if (bad) fail(bad.reason, bad.offset);
  return list;
}

/** How many parentheses may stand in each other. */
const deepest = 60;

/** A token that takes white space with it begins after that. */
const offsetOf = (token: IToken): number => token.startOffset + (/^\s*/.exec(token.image)?.[0].length ?? 0);
const named = (token: IToken): string => (token.image.trim() === '' ? 'white space' : `'${token.image.trim()}'`);
const found = (token: IToken): string => (token.image === '' ? 'the end' : named(token));

const operators: Readonly<Record<string, AttributeOperator>> = {
  Equal: '=',
  NotEqual: '!=',
  StartsWith: '^=',
  EndsWith: '$=',
  Contains: '*=',
  Less: '<',
  LessEqual: '<=',
  Greater: '>',
  GreaterEqual: '>=',
};

const combinators: Readonly<Record<string, Combinator>> = { Greater: 'child', Plus: 'next', Tilde: 'following' };

class SelectorParser extends EmbeddedActionsParser {
  problems: readonly { readonly reason: string; readonly offset: number }[] = [];
  /** White space before the selector: offsets of tokens do not count it. */
  private lead = 0;

  constructor() {
    super(tokens, {
      recoveryEnabled: false,
      errorMessageProvider: {
        buildMismatchTokenMessage: ({ expected, actual }) =>
          `${tokenLabel(expected)} is expected, not ${found(actual)}`,
        buildNotAllInputParsedMessage: ({ firstRedundant }) => `unexpected ${found(firstRedundant)}`,
        buildNoViableAltMessage: ({ actual }) => unexpected(actual[0]),
        buildEarlyExitMessage: ({ actual }) => unexpected(actual[0]),
      },
    });
    this.performSelfAnalysis();
  }

  begin(input: IToken[], lead: number): void {
    this.problems = [];
    this.lead = lead;
    this.input = input;
  }

  /** The whole text. */
  readonly selector = this.RULE('selector', (): SelectorList => this.SUBRULE(this.list));

  private readonly list = this.RULE('list', (): SelectorList => {
    const alternatives: ComplexSelector[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        alternatives.push(this.SUBRULE(this.complex));
      },
    });
    return { alternatives };
  });

  private readonly complex = this.RULE('complex', (): ComplexSelector => {
    const steps: Step[] = [{ combinator: 'descendant', compound: this.SUBRULE(this.compound) }];
    this.MANY(() => {
      const combinator = this.SUBRULE(this.combinator);
      steps.push({ combinator, compound: this.SUBRULE2(this.compound) });
    });
    return { steps };
  });

  /** Of `:has`: may begin with a combinator. */
  private readonly relativeList = this.RULE('relativeList', (): SelectorList => {
    const alternatives: ComplexSelector[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const combinator = this.OPTION(() => this.SUBRULE(this.combinator)) ?? 'descendant';
        const { steps } = this.SUBRULE(this.complex);
        this.ACTION(() => {
          const [first, ...rest] = steps;
          if (first) alternatives.push({ steps: [{ ...first, combinator }, ...rest] });
        });
      },
    });
    return { alternatives };
  });

  private readonly combinator = this.RULE('combinator', (): Combinator => {
    const sign = this.OR([
      { ALT: () => this.CONSUME(tokens.Greater) },
      { ALT: () => this.CONSUME(tokens.Plus) },
      { ALT: () => this.CONSUME(tokens.Tilde) },
      { ALT: () => this.CONSUME(tokens.Space) },
    ]);
    return this.ACTION(() => combinators[sign.tokenType.name]) ?? 'descendant';
  });

  private readonly compound = this.RULE('compound', (): Compound => {
    const tests: Test[] = [];
    let nodeKind: string | undefined;
    this.OR([
      {
        ALT: () => {
          const kind = this.SUBRULE(this.nodeKind);
          nodeKind = kind === '*' ? undefined : kind;
          this.MANY(() => tests.push(this.SUBRULE(this.test)));
        },
      },
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => tests.push(this.SUBRULE2(this.test)));
        },
      },
    ]);
    return nodeKind === undefined ? { tests } : { nodeKind, tests };
  });

  private readonly nodeKind = this.RULE('nodeKind', (): string =>
    this.OR([{ ALT: () => this.CONSUME(tokens.Word).image }, { ALT: () => this.CONSUME(tokens.Star).image }]),
  );

  private readonly test = this.RULE(
    'test',
    (): Test =>
      this.OR<Test>([
        { ALT: () => this.SUBRULE(this.attribute) },
        { ALT: () => this.SUBRULE(this.field) },
        { ALT: () => this.SUBRULE(this.pseudo) },
      ]),
  );

  private readonly attribute = this.RULE('attribute', (): AttributeTest => {
    this.CONSUME(tokens.LeftBracket);
    const path = this.SUBRULE(this.path);
    const comparison = this.OPTION(() => {
      const op = this.OR(
        comparisons.map((t) => ({ ALT: (): AttributeOperator => operators[this.CONSUME(t).tokenType.name] ?? '=' })),
      );
      const value = this.SUBRULE(this.value);
      return { op, value };
    });
    this.CONSUME(tokens.RightBracket);
    return comparison ? { kind: 'attribute', path, comparison } : { kind: 'attribute', path };
  });

  private readonly field = this.RULE('field', (): FieldTest => {
    this.CONSUME(tokens.Dot);
    return { kind: 'field', path: this.SUBRULE(this.path) };
  });

  private readonly path = this.RULE('path', (): readonly string[] => {
    const path = [this.CONSUME(tokens.Word).image];
    this.MANY(() => {
      this.CONSUME(tokens.Dot);
      path.push(
        this.OR([{ ALT: () => this.CONSUME2(tokens.Word).image }, { ALT: () => this.CONSUME(tokens.Number).image }]),
      );
    });
    return path;
  });

  private readonly pseudo = this.RULE('pseudo', (): Test => {
    this.CONSUME(tokens.Colon);
    return this.OR<Test>([
      {
        GATE: () => /^(is|matches|not)$/.test(this.LA(1).image) && this.LA(2).tokenType === tokens.LeftParen,
        ALT: () => {
          const word = this.CONSUME(tokens.Word).image;
          this.CONSUME(tokens.LeftParen);
          const selectors = this.SUBRULE(this.list);
          this.CONSUME(tokens.RightParen);
          return { kind: word === 'not' ? 'not' : 'is', selectors };
        },
      },
      {
        GATE: () => this.LA(1).image === 'has' && this.LA(2).tokenType === tokens.LeftParen,
        ALT: () => {
          this.CONSUME2(tokens.Word);
          this.CONSUME2(tokens.LeftParen);
          const selectors = this.SUBRULE(this.relativeList);
          this.CONSUME2(tokens.RightParen);
          return { kind: 'has', selectors };
        },
      },
      { ALT: () => this.SUBRULE(this.predicate) },
    ]);
  });

  private readonly predicate = this.RULE('predicate', (): Test => {
    const name = this.CONSUME(tokens.Word);
    const args: Value[] = [];
    this.OPTION(() => {
      this.CONSUME(tokens.LeftParen);
      this.AT_LEAST_ONE_SEP({ SEP: tokens.Comma, DEF: () => void args.push(this.SUBRULE(this.value)) });
      this.CONSUME(tokens.RightParen);
    });
    return { kind: 'predicate', name: name.image, args, offset: this.lead + name.startOffset };
  });

  private readonly value = this.RULE(
    'value',
    (): Value =>
      this.OR<Value>([
        {
          ALT: () => {
            const { image } = this.CONSUME(tokens.Text);
            return { kind: 'text', text: image.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1') };
          },
        },
        { ALT: () => ({ kind: 'number', value: Number(this.CONSUME(tokens.Number).image) }) },
        { ALT: () => ({ kind: 'word', text: this.CONSUME(tokens.Word).image }) },
        {
          ALT: () => {
            const t = this.CONSUME(tokens.Pattern);
            const cut = t.image.lastIndexOf('/');
            const value = { kind: 'pattern' as const, source: t.image.slice(1, cut), flags: t.image.slice(cut + 1) };
            this.ACTION(() => this.checkPattern(value, t.startOffset));
            return value;
          },
        },
      ]),
  );

  private checkPattern({ source, flags }: { source: string; flags: string }, offset: number): void {
    try {
      if (!/^[imsu]*$/.test(flags)) throw new Error(`a pattern has the flags i, m, s and u, not '${flags}'`);
      new RegExp(source, flags);
    } catch (error) {
      this.problems = [...this.problems, { reason: error instanceof Error ? error.message : String(error), offset }];
    }
  }
}

function unexpected(token: IToken | undefined): string {
  return token ? `unexpected ${found(token)}` : 'unexpected end';
}

const comparisons: readonly TokenType[] = [
  tokens.Equal,
  tokens.NotEqual,
  tokens.StartsWith,
  tokens.EndsWith,
  tokens.Contains,
  tokens.Less,
  tokens.LessEqual,
  tokens.Greater,
  tokens.GreaterEqual,
];

/** Made when it is wanted: the selectors of the built-in pages are taken apart by the build. */
let ready: SelectorParser | undefined;
