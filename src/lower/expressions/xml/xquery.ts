import { singleOperands } from './single-operands.js';

/**
 * XQuery expressions that say what an XPath 1.0 expression says: paths with predicates, the usual prolog, and a FOR
 * that only walks a path. Everything else has no counterpart in PostgreSQL. (XQuery 1.0, W3C; SQL Language Reference,
 * "XMLTABLE"; PostgreSQL manual, D.3.1)
 */
export interface XQueryContext {
  /** The variable that the document is passed as, without `$`. */
  readonly document?: string | undefined;
  /** The variables that single values are passed as, and whether they are numbers. */
  readonly values?: ReadonlyMap<string, { readonly numeric: boolean }>;
  /** Stands before element names without a prefix where there is a default namespace: XPath 1.0 has none. */
  readonly defaultPrefix?: string;
}

/** The text of a path, with the places where values of variables go. */
export interface XPath {
  readonly pieces: readonly (string | { readonly variable: string })[];
  /** Declared in the prolog; the default namespace has no prefix. */
  readonly namespaces: readonly { readonly prefix?: string; readonly uri: string }[];
  /** Paths that may give one node at most; the values of variables stand in none of them. */
  readonly singles: readonly SinglePath[];
}

interface SinglePath {
  readonly path: string;
  /** Without a node the whole gives none. */
  readonly needed: boolean;
}

/** The prefix that stands for a default namespace; the runtime's functions use it, too. */
export const defaultNamespacePrefix = 'ora_default';

/** The XPath of an XQuery expression, or undefined where none says the same. */
export function xpathOf(text: string, context: XQueryContext = {}): XPath | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const prolog = readProlog(tokens);
  if (prolog === undefined) return undefined;
  const isDefault = prolog.namespaces.some((n) => n.prefix === undefined);
  const inScope = isDefault ? { ...context, defaultPrefix: defaultNamespacePrefix } : context;
  const body = withoutFor(tokens.slice(prolog.length));
  const pieces = body && new PathWriter(body, inScope).write();
  if (!body || !pieces) return undefined;
  const singles = singleOperands(body).flatMap(({ tokens: [first, ...others], needed }): readonly SinglePath[] => {
    const [path, ...more] = first
      ? joined(new PathWriter([{ ...first, spaced: false }, ...others], inScope).write() ?? [])
      : [];
    if (typeof path !== 'string' || more.length > 0 || (!needed && givesOne.test(path))) return [];
    return [{ path, needed }];
  });
  return { pieces: joined(pieces), namespaces: prolog.namespaces, singles };
}

/** The root, its attributes, and what a number picks below it. */
const givesOne = /^(\.|\/[^/[\]*]+(\/[^/[\]*]+\[\d+\])*(\/@[^/[\]*]+)?)$/;

type TokenKind = 'string' | 'number' | 'variable' | 'name' | 'symbol';
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** White space stands before it. */
  readonly spaced: boolean;
}

const name = String.raw`[A-Za-z_\u00C0-\u{FFFF}][\w.\-\u00B7-\u{FFFF}]*`;
const tokenPattern = new RegExp(
  [
    String.raw`(?<space>(?:\s|\(:(?:[^:]|:(?!\)))*:\))+)`,
    `(?<string>"[^"]*"|'[^']*')`,
    String.raw`(?<number>\d+(?:\.\d*)?|\.\d+)(?![\w.])`,
    String.raw`\$(?<variable>${name})`,
    // An axis is a symbol of its own: `a::b` is no name with a prefix.
    String.raw`(?<name>${name}(?::(?:${name}|\*)(?!:))?|\*:${name}(?!:))`,
    String.raw`(?<symbol>\.\.|\/\/|::|!=|<=|>=|:=|<<|>>|[^\s])`,
  ].join('|'),
  'yu',
);

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let spaced = false;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const groups = tokenPattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    if (groups.space !== undefined) {
      spaced = true;
      continue;
    }
    const kind = (['string', 'number', 'variable', 'name', 'symbol'] as const).find((k) => groups[k] !== undefined);
    if (kind === undefined) return undefined;
    const token = { kind, text: groups[kind] ?? '', spaced };
    const before = tokens.at(-1);
    // XQuery has doubled quotation marks and entities in its literals, XPath has not.
    if (kind === 'string' && (token.text.includes('&') || (before?.kind === 'string' && !spaced))) return undefined;
    tokens.push(token);
    spaced = false;
  }
  return tokens;
}

/**
 * `declare namespace p = "uri";` and `declare default element namespace "uri";` at the beginning; undefined for other
 * declarations.
 */
function readProlog(
  tokens: readonly Token[],
): { readonly namespaces: XPath['namespaces']; readonly length: number } | undefined {
  const namespaces: { prefix?: string; uri: string }[] = [];
  let at = 0;
  const follow = (...expected: readonly string[]): boolean => {
    const found = expected.every((text, i) => tokens[at + i]?.text === text);
    if (found) at += expected.length;
    return found;
  };
  while (tokens[at]?.text === 'declare' && tokens[at + 1]?.kind === 'name') {
    let prefix: string | undefined;
    if (follow('declare', 'namespace')) {
      prefix = tokens[at++]?.text;
      if (prefix === undefined || !follow('=')) return undefined;
    } else if (!follow('declare', 'default', 'element', 'namespace')) return undefined;
    const uri = tokens[at++];
    if (uri?.kind !== 'string' || !follow(';')) return undefined;
    namespaces.push({ ...(prefix !== undefined && { prefix }), uri: uri.text.slice(1, -1) });
  }
  return { namespaces, length: at };
}

/**
 * `for $v in PATH [where CONDITION] return $v[/REST]` as one path; anything else as it is; undefined where no path says
 * the same.
 */
function withoutFor(tokens: readonly Token[]): readonly Token[] | undefined {
  if (tokens[0]?.text !== 'for' || tokens[1]?.kind !== 'variable') return tokens;
  const variable = tokens[1].text;
  if (tokens[2]?.text !== 'in') return undefined;
  const where = keywordAt(tokens, 'where', 3);
  const result = keywordAt(tokens, 'return', 3);
  if (result === undefined || keywordAt(tokens, 'order', 3) !== undefined) return undefined;
  const path = tokens.slice(3, where ?? result);
  const rest = tokens.slice(result + 1);
  if (rest[0]?.kind !== 'variable' || rest[0].text !== variable) return undefined;
  const steps = rest.slice(1);
  if (steps.some((t) => t.kind === 'variable' && t.text === variable)) return undefined;
  // What follows goes through the nodes one by one, a path in the order of the document: the same where no node is
  // inside another.
  const flat = path.every((t) => t.text !== '//' && t.text !== '::' && t.text !== '|' && t.text !== '..');
  if (steps.length > 0 && (steps[0]?.text !== '/' || !flat)) return undefined;
  if (where === undefined) return [...path, ...steps];
  const [opening, ...others] = tokens.slice(where + 1, result);
  const condition = opening && relativeTo(variable, [{ ...opening, spaced: false }, ...others]);
  // A predicate belongs to the last step: `(a | b)[…]` is not `a | b[…]`, and `a[1]` comes before what is asked.
  if (condition === undefined || !flat) return undefined;
  // A number in a predicate would be a position.
  const first = condition[0]?.text ?? '';
  const asked = isNumeric(first) || condition[0]?.kind === 'number' ? call('boolean', condition) : condition;
  return [...path, symbol('['), ...asked, symbol(']'), ...steps];
}

const call = (called: string, tokens: readonly Token[]): readonly Token[] => [
  { kind: 'name', text: called, spaced: false },
  symbol('('),
  ...tokens,
  symbol(')'),
];

const symbol = (text: string): Token => ({ kind: 'symbol', text, spaced: false });

function keywordAt(tokens: readonly Token[], keyword: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
    const before = tokens[i - 1]?.text ?? '/';
    if (depth === 0 && kind === 'name' && text === keyword && !stepStarts.has(before)) return i;
  }
  return undefined;
}
const stepStarts: ReadonlySet<string> = new Set(['/', '//', '::', '@']);

/**
 * The condition with its variable as the node that is asked; a variable inside of a predicate would be another node.
 */
function relativeTo(variable: string, tokens: readonly Token[]): readonly Token[] | undefined {
  const result: Token[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.text === '[') depth++;
    if (token.text === ']') depth--;
    if (token.kind !== 'variable' || token.text !== variable) {
      result.push(token);
      continue;
    }
    if (depth > 0) return undefined;
    result.push({ ...token, kind: 'symbol', text: '.' });
  }
  return result;
}

/** Functions that XPath 1.0 has with the meaning of XQuery's. */
const functions: ReadonlySet<string> = new Set(
  `last position count local-name namespace-uri name string concat starts-with contains substring-before substring-after
  substring string-length normalize-space translate boolean not true false number sum floor ceiling`.split(/\s+/),
);
const nodeTypes: ReadonlySet<string> = new Set(['text', 'node', 'comment', 'processing-instruction']);
const numericFunctions: ReadonlySet<string> = new Set(
  'last position count string-length number sum floor ceiling'.split(' '),
);
const axes: ReadonlySet<string> = new Set(
  `child descendant attribute self descendant-or-self following-sibling following parent ancestor preceding-sibling preceding
  ancestor-or-self`.split(/\s+/),
);
const operators: ReadonlySet<string> = new Set(['and', 'or', 'div', 'mod']);
const relational: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);
const symbols: ReadonlySet<string> = new Set('/ // . .. @ :: [ ] ( ) , | * + - = != < > <= >='.split(' '));

/** Writes tokens as XPath, or nothing where a construct is XQuery's own. */
class PathWriter {
  private readonly pieces: (string | { readonly variable: string })[] = [];
  /** What opened each level: a function's name, `(` or `[`. */
  private readonly open: string[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly context: XQueryContext,
  ) {}

  write(): readonly (string | { readonly variable: string })[] | undefined {
    if (this.tokens.length === 0) return undefined;
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i] as Token;
      if (token.spaced && i > 0) this.pieces.push(' ');
      if (!this.token(token, i)) return undefined;
    }
    return this.open.length === 0 ? this.pieces : undefined;
  }

  private token(token: Token, at: number): boolean {
    switch (token.kind) {
      case 'string':
      case 'number':
        this.pieces.push(token.text);
        return this.isOperand(at);
      case 'variable':
        return this.variable(token, at);
      case 'name':
        return this.isOperand(at) ? this.operand(token, at) : this.operator(token);
      case 'symbol':
        return this.symbol(token, at);
      default:
        return token.kind satisfies never;
    }
  }

  /** An operand begins here, not an operator. (XPath 1.0, section 3.7) */
  private isOperand(at: number): boolean {
    const before = this.tokens[at - 1];
    if (before === undefined) return true;
    if (before.kind === 'name') return operators.has(before.text) && !this.isOperand(at - 1);
    if (before.kind !== 'symbol') return false;
    if (before.text === '*') return !this.isOperand(at - 1);
    return !['.', '..', ')', ']'].includes(before.text);
  }

  private operator(token: Token): boolean {
    this.pieces.push(token.text);
    return operators.has(token.text);
  }

  private operand(token: Token, at: number): boolean {
    const [before, after] = [this.tokens[at - 1]?.text, this.tokens[at + 1]];
    const local = token.text.replace(/^fn:/, '');
    if (after?.text === '(') {
      if (nodeTypes.has(local)) this.pieces.push(local);
      else if (functions.has(local) && before !== '/' && before !== '//') this.pieces.push(local);
      else return false;
      return true;
    }
    if (after?.text === '::') {
      this.pieces.push(token.text);
      return axes.has(token.text);
    }
    // `if (…)`, `some $x`, `element {…}` and their like.
    if (after?.kind === 'variable' || after?.text === '{') return false;
    // XPath 1.0 has no `*:name`, a name in any namespace.
    if (token.text.startsWith('*:')) {
      this.pieces.push(`*[local-name()="${token.text.slice(2)}"]`);
      return true;
    }
    const isAttribute = before === '@' || (before === '::' && this.tokens[at - 2]?.text === 'attribute');
    const prefix = isAttribute || token.text.includes(':') ? undefined : this.context.defaultPrefix;
    this.pieces.push(prefix === undefined ? token.text : `${prefix}:${token.text}`);
    return true;
  }

  private variable(token: Token, at: number): boolean {
    if (!this.isOperand(at)) return false;
    const next = this.tokens[at + 1]?.text;
    if (token.text === this.context.document) {
      // The document's root: a path from it is absolute.
      if (next !== '/' && next !== '//') this.pieces.push('/');
      return next !== '[' && next !== '(';
    }
    if (!this.context.values?.has(token.text)) return false;
    this.pieces.push({ variable: token.text });
    return next !== '/' && next !== '//' && next !== '[';
  }

  private symbol(token: Token, at: number): boolean {
    const { text } = token;
    if (!symbols.has(text)) return false;
    const before = this.tokens[at - 1];
    if (text === '(') this.open.push(before?.kind === 'name' && this.isOperand(at - 1) ? 'function' : '(');
    if (text === '[') this.open.push('[');
    if ((text === ')' || text === ']') && (this.open.pop() === '[') !== (text === ']')) return false;
    // A list outside of the arguments of a function is a sequence.
    if (text === ',' && this.open.at(-1) !== 'function') return false;
    // Of two nodes XQuery compares the texts, XPath 1.0 the numbers.
    if (relational.has(text) && (this.isOperand(at) || !(this.isNumber(at - 1) || this.isNumber(at + 1)))) return false;
    this.pieces.push(text);
    return true;
  }

  /** A number stands here, or the call of a function that gives one ends or begins here. */
  private isNumber(at: number): boolean {
    const token = this.tokens[at];
    if (token?.kind === 'number') return true;
    if (token?.text === '-') return this.isNumber(at + 1);
    if (token?.kind === 'variable') return this.context.values?.get(token.text)?.numeric === true;
    if (token?.kind === 'name') return this.tokens[at + 1]?.text === '(' && isNumeric(token.text);
    if (token?.text !== ')') return false;
    let depth = 0;
    let i = at;
    for (; i >= 0; i--) {
      if (this.tokens[i]?.text === ')') depth++;
      if (this.tokens[i]?.text === '(' && --depth === 0) break;
    }
    return isNumeric(this.tokens[i - 1]?.text ?? '');
  }
}

const isNumeric = (called: string): boolean => numericFunctions.has(called.replace(/^fn:/, ''));

function joined(pieces: readonly (string | { readonly variable: string })[]): XPath['pieces'] {
  const result: (string | { readonly variable: string })[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    if (typeof piece === 'string' && typeof before === 'string') result[result.length - 1] = before + piece;
    else result.push(piece);
  }
  return result;
}
