import { foldIdentifier, quoteIdentifier, quoteText, type Token } from '../../plan/statement-tokens.js';
import { atCommas, indexAtDepth0, UnreadableBody } from './body-cursor.js';
import { type Cursor, ProbeOutput } from './probe-output.js';

/** A routine's body as a block that plans it. */
interface BodyProbe {
  /** A block for DO: it has every variable of the body, plans every statement where it stands, and runs none. */
  readonly block: string;
  /** Statements and expressions that it plans. */
  readonly statements: number;
  /** Lines of statements that are only known at run time, or that have no plan. */
  readonly unproved: readonly number[];
}

/** What the probe declares: a name as PL/pgSQL has it, and its type as text. */
export interface ProbeVariable {
  readonly name: string;
  readonly type: string;
}

/** What a body takes from around it. */
interface ProbeOptions {
  /** The routine's name: `name.parameter` is understood. */
  readonly label: string;
  /** Parameters, result columns, NEW and OLD, TG_OP …: what is there before the body. */
  readonly variables: readonly ProbeVariable[];
  /** What stands for a procedure in a query that only is planned; undefined where CALL finds no procedure. */
  readonly procedure: (path: readonly string[]) => string | undefined;
}

/**
 * Rewrites a PL/pgSQL body into a block in which each SQL statement and expression stands in its own place, among its
 * own variables, after EXPLAIN: PL/pgSQL itself then resolves every name (PostgreSQL manual, "Variable Substitution").
 * Loops and branches run through once; a record gets its columns from its query with LIMIT 0.
 * @throws UnreadableBody
 */
export function probeOf(body: string, options: ProbeOptions): BodyProbe {
  return new Writer(body, options).whole();
}

class Writer extends ProbeOutput {
  constructor(
    body: string,
    private readonly options: ProbeOptions,
  ) {
    super(body);
  }

  whole(): BodyProbe {
    const directives = this.directives();
    this.scopes.push({ records: new Set(), cursors: new Map() });
    this.out.push(directives, `<<${quoteIdentifier(this.options.label)}>>`, 'declare', 'oraphant_line record;');
    for (const { name, type } of this.options.variables) this.out.push(`${quoteIdentifier(name)} ${type};`);
    this.out.push('begin');
    this.block(this.at.label());
    if (this.at.here !== undefined && this.at.here.text !== ';')
      throw new UnreadableBody(`text behind the end at line ${this.at.line}`);
    this.out.push('end');
    return { block: this.out.join('\n'), statements: this.statements, unproved: this.unproved };
  }

  /** `#variable_conflict use_column` and its like. */
  private directives(): string {
    const found = /^(?:\s*#[^\n]*\n)+/.exec(this.at.text)?.[0] ?? '';
    while ((this.at.here?.at ?? found.length) < found.length) this.at.next();
    return found.trim();
  }

  // Blocks

  private block(label: string | undefined): void {
    const { at } = this;
    this.scopes.push({ records: new Set(), cursors: new Map() });
    if (label !== undefined) this.out.push(`<<${label}>>`);
    const initial: { readonly tokens: readonly Token[]; readonly line: number }[] = [];
    const cursors: { readonly cursor: Cursor; readonly line: number }[] = [];
    if (at.take('declare')) {
      this.out.push('declare');
      while (!at.is('begin')) {
        if (at.take('declare')) continue;
        this.declaration(initial, cursors);
      }
    }
    at.expect('begin');
    this.out.push('begin');
    for (const { tokens, line } of initial) this.expression(tokens, line);
    for (const { cursor, line } of cursors) this.withParameters(cursor, () => this.plan(cursor.query, line));
    this.sequence('end', 'exception');
    if (at.take('exception')) {
      this.out.push('declare sqlstate text; sqlerrm text; begin');
      while (at.take('when')) {
        at.until('then');
        at.next();
        this.sequence('when', 'end');
      }
      this.out.push('end;');
    }
    at.expect('end');
    if (at.here !== undefined) at.statement();
    this.out.push('end;');
    this.scopes.pop();
  }

  private declaration(
    initial: { tokens: readonly Token[]; line: number }[],
    cursors: { cursor: Cursor; line: number }[],
  ): void {
    const { at } = this;
    const { line } = at;
    const name = at.next().text;
    if (at.take('alias', 'for')) {
      this.out.push(`${name} alias for ${at.textOf(at.statement())};`);
      return;
    }
    at.take('constant');
    const tokens = at.statement();
    const isCursor = indexAtDepth0(tokens, ({ word }) => word === 'cursor');
    if (isCursor >= 0 && isCursor <= 2) {
      const start = indexAtDepth0(tokens, ({ word }) => word === 'for' || word === 'is');
      const inside = tokens[isCursor + 1]?.text === '(' ? tokens.slice(isCursor + 2, start - 1) : [];
      const cursor = {
        parameters: atCommas(inside).map((part) => `${at.textOf(part)};`),
        query: at.textOf(tokens.slice(start + 1)),
      };
      this.scopes.at(-1)?.cursors.set(foldIdentifier(name), cursor);
      cursors.push({ cursor, line });
      this.out.push(`${name} refcursor;`);
      return;
    }
    const value = indexAtDepth0(
      tokens,
      ({ word, text }, before) => word === 'default' || (text === '=' && before !== undefined),
    );
    const hasColon = value > 0 && tokens[value]?.text === '=' && tokens[value - 1]?.text === ':';
    const head = value < 0 ? tokens : tokens.slice(0, hasColon ? value - 1 : value);
    const ends = head.findIndex(({ word }) => word === 'not');
    const type = at.textOf(ends < 0 ? head : head.slice(0, ends));
    if (type.toLowerCase() === 'record') this.scopes.at(-1)?.records.add(foldIdentifier(name));
    this.out.push(`${name} ${type};`);
    if (value >= 0) initial.push({ tokens: tokens.slice(value + 1), line });
  }

  private sequence(...ends: readonly string[]): void {
    for (;;) {
      const { here } = this.at;
      if (here === undefined) throw new UnreadableBody('a block has no end');
      if (here.word !== '' && ends.includes(here.word) && !this.isAssignment()) return;
      this.statement();
    }
  }

  /** A path, with subscripts, before `:=` or `=`. */
  private isAssignment(): boolean {
    let depth = 0;
    for (let ahead = 0; ; ahead += 1) {
      const token = this.at.peek(ahead);
      if (token === undefined) return false;
      const { text } = token;
      if (text === '[') depth += 1;
      else if (text === ']') depth -= 1;
      else if (depth > 0) continue;
      else if (text === ':') return this.at.peek(ahead + 1)?.text === '=';
      else if (text === '=') return ahead > 0;
      else if (text !== '.') {
        const isName = token.word !== '' || text.startsWith('"');
        if (!isName || (ahead > 0 && this.at.peek(ahead - 1)?.text !== '.')) return false;
      }
    }
  }

  // Statements

  private statement(): void {
    const { at } = this;
    const { line } = at;
    if (at.takeText(';')) return;
    if (this.isAssignment()) {
      const target = at.until(':', '=');
      at.takeText(':');
      at.takeText('=');
      const value = at.statement();
      const element = elementOf(at.textOf(target));
      if (element !== undefined) this.plan(`select ${element}`, line);
      this.expression(value, line);
      this.forget(target);
      return;
    }
    const label = at.label();
    const word = at.here?.word ?? '';
    switch (word) {
      case 'declare':
      case 'begin':
        this.block(label);
        return;
      case 'if':
        this.branches(line);
        return;
      case 'case':
        this.cases();
        return;
      case 'loop':
      case 'while':
      case 'for':
      case 'foreach':
        this.loop(label, line);
        return;
      default:
        this.simple(word, line);
    }
  }

  private branches(line: number): void {
    const { at } = this;
    at.next();
    this.expression(at.until('then'), line);
    at.next();
    for (;;) {
      this.sequence('elsif', 'elseif', 'else', 'end');
      const here = at.line;
      if (at.take('elsif') || at.take('elseif')) {
        this.expression(at.until('then'), here);
        at.next();
      } else if (!at.take('else')) break;
    }
    at.expect('end');
    at.expect('if');
    at.statement();
  }

  private cases(): void {
    const { at } = this;
    at.next();
    const subject = at.until('when');
    while (at.is('when')) {
      const here = at.line;
      at.next();
      const test = at.until('then');
      at.next();
      if (subject.length === 0) this.expression(test, here);
      else this.plan(`select (${at.textOf(subject)}\n) in (${at.textOf(test)}\n)`, here);
      this.sequence('when', 'else', 'end');
    }
    if (at.take('else')) this.sequence('end');
    at.expect('end');
    at.expect('case');
    at.statement();
  }

  private loop(label: string | undefined, line: number): void {
    const { at } = this;
    const { word } = at.next();
    if (word === 'loop') {
      this.loopBody(label, [], [], () => {});
      return;
    }
    if (word === 'while') {
      this.expression(at.until('loop'), line);
      at.next();
      this.loopBody(label, [], [], () => {});
      return;
    }
    const targets = at.until('in');
    const target = at.textOf(targets);
    at.next();
    if (word === 'foreach') at.expect('array');
    else at.take('reverse');
    const bound = word === 'for' ? this.cursor(at.here) : undefined;
    const isDynamic = word === 'for' && at.take('execute');
    const source = at.until('loop');
    at.next();
    if (bound !== undefined) {
      this.arguments(source.slice(2, -1), line);
      const before = () => this.withParameters(bound, () => this.shape(target, bound.query, line));
      this.loopBody(label, [`${target} record;`], [target], before);
      return;
    }
    if (isDynamic) this.dynamic(source, line, targets);
    else if (word === 'foreach') this.expression(source, line);
    else if (indexAtDepth0(source, ({ text }, before) => text === '.' && before?.text === '.') >= 0) {
      const by = indexAtDepth0(source, (token) => token.word === 'by');
      const range = at.textOf(by < 0 ? source : source.slice(0, by));
      for (const part of range.split('..')) this.plan(`select ${part}`, line);
      if (by >= 0) this.expression(source.slice(by + 1), line);
      this.loopBody(label, [`${target} integer;`], [], () => {});
      return;
    } else this.query(targets, source, at.textOf(source), line);
    this.loopBody(label, [], [], () => {});
  }

  /** From after LOOP to after END LOOP. */
  private loopBody(
    label: string | undefined,
    declared: readonly string[],
    records: readonly string[],
    before: () => void,
  ): void {
    const { at } = this;
    this.scopes.push({ records: new Set(records.map(foldIdentifier)), cursors: new Map() });
    this.out.push(...(label === undefined ? [] : [`<<${label}>>`]), 'declare', ...declared, 'begin');
    before();
    this.sequence('end');
    this.out.push('end;');
    this.scopes.pop();
    at.expect('end');
    at.expect('loop');
    at.statement();
  }

  private simple(word: string, line: number): void {
    const { at } = this;
    switch (word) {
      case 'null':
      case 'commit':
      case 'rollback':
      case 'get':
      case 'move':
      case 'close':
        at.statement();
        return;
      case 'exit':
      case 'continue': {
        const tokens = at.statement();
        const when = tokens.findIndex((token) => token.word === 'when');
        if (when >= 0) this.expression(tokens.slice(when + 1), line);
        return;
      }
      case 'return':
        at.next();
        if (at.take('query', 'execute')) this.dynamic(at.statement(), line);
        else if (at.take('query')) this.plan(at.textOf(at.statement()), line);
        else {
          at.take('next');
          this.expression(at.statement(), line);
        }
        return;
      case 'raise':
        this.raise(line);
        return;
      case 'assert':
        at.next();
        this.expressions(at.statement(), line);
        return;
      case 'perform':
        at.next();
        this.expression(at.statement(), line);
        return;
      case 'execute':
        at.next();
        this.dynamic(at.statement(), line);
        return;
      case 'open':
        this.open(line);
        return;
      case 'fetch':
        this.fetch(line);
        return;
      case 'call':
        this.call(line);
        return;
      case 'select':
      case 'insert':
      case 'update':
      case 'delete':
      case 'merge':
      case 'with':
      case 'values':
      case 'table':
        this.sql(line);
        return;
      default:
        this.other(line);
    }
  }

  private sql(line: number): void {
    const { at } = this;
    const tokens = at.statement();
    const into = indexAtDepth0(
      tokens,
      (token, before) => token.word === 'into' && before?.word !== 'insert' && before?.word !== 'merge',
    );
    if (into < 0) {
      this.plan(at.textOf(tokens), line);
      return;
    }
    let end = into + 1;
    if (tokens[end]?.word === 'strict') end += 1;
    const first = end;
    for (let depth = 0; end < tokens.length; end += 1) {
      const { text = '' } = tokens[end] ?? {};
      const before = tokens[end - 1]?.text ?? '';
      if (text === '[') depth += 1;
      else if (text === ']') depth -= 1;
      else if (depth === 0 && text !== ',' && text !== '.' && end > first && before !== ',' && before !== '.') break;
    }
    const targets = tokens.slice(first, end);
    const query = `${at.textOf(tokens.slice(0, into))}\n${at.textOf(tokens.slice(end))}`;
    this.query(targets, tokens, query, line);
  }

  private raise(line: number): void {
    const { at } = this;
    at.next();
    const tokens = at.statement();
    const using = indexAtDepth0(tokens, ({ word }) => word === 'using');
    const [, ...parameters] = atCommas(using < 0 ? tokens : tokens.slice(0, using));
    for (const parameter of parameters) this.expression(parameter, line);
    if (using < 0) return;
    for (const option of atCommas(tokens.slice(using + 1))) {
      const value = option.findIndex(({ text }) => text === '=');
      this.expression(option.slice(value + 1), line);
    }
  }

  private open(line: number): void {
    const { at } = this;
    at.next();
    const tokens = at.statement();
    const start = indexAtDepth0(tokens, ({ word }) => word === 'for');
    if (start < 0) this.arguments(tokens.slice(2, -1), line);
    else if (tokens[start + 1]?.word === 'execute') this.dynamic(tokens.slice(start + 2), line);
    else this.plan(at.textOf(tokens.slice(start + 1)), line);
  }

  private fetch(line: number): void {
    const { at } = this;
    const tokens = at.statement();
    const into = indexAtDepth0(tokens, ({ word }) => word === 'into');
    const cursor = this.cursor(tokens[into - 1]);
    const targets = tokens.slice(into + 1);
    if (cursor === undefined || !this.isRecord(targets)) {
      this.forget(targets);
      return;
    }
    this.withParameters(cursor, () => this.shape(at.textOf(targets), cursor.query, line));
  }

  private call(line: number): void {
    const { at } = this;
    at.next();
    const tokens = at.statement();
    const open = tokens.findIndex(({ text }) => text === '(');
    const path = tokens.slice(0, open).filter(({ text }) => text !== '.');
    const known = this.options.procedure(path.map(({ text }) => foldIdentifier(text)));
    if (known !== undefined) {
      this.plan(`select ${known}${at.textOf(tokens.slice(open))}`, line);
      return;
    }
    this.statements += 1;
    this.guarded(
      `raise exception using errcode = '42883', message = ` +
        `${quoteText(`procedure ${at.textOf(tokens.slice(0, open))} does not exist`)};`,
      line,
    );
  }

  /** What has no plan; a temporary table is made, so that what uses it can be planned (all of it is rolled back). */
  private other(line: number): void {
    const { at } = this;
    const tokens = at.statement();
    const text = at.textOf(tokens);
    if (/^create\s+(?:(?:global|local)\s+)?temp(?:orary)?\s+table\b/i.test(text)) {
      const isQueried = tokens.some(({ word }) => word === 'as');
      this.guarded(`${text}${isQueried && !/\bwith\s+(no\s+)?data\s*$/i.test(text) ? ' with no data' : ''};`, line);
      this.statements += 1;
    } else this.unproved.push(line);
  }
}

/** `a[i]` and `a.b[i].c` as expressions; longer paths, whose parts only an assignment tells apart, are left. */
function elementOf(path: string): string | undefined {
  const open = path.indexOf('[');
  if (open < 0 || path.slice(0, open).split('.').length > 2 || path.includes(']', open) === false) return undefined;
  return path.lastIndexOf(']') === path.length - 1 && path.indexOf('[', open + 1) < 0
    ? `(${path.slice(0, open)})${path.slice(open)}`
    : undefined;
}
