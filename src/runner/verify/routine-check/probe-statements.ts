import { foldIdentifier, quoteText } from '../../sql/quoting.js';
import { atCommas, indexAtDepth0 } from './body-cursor.js';
import { ProbeOutput } from './probe-output.js';

/** What the probe declares: a name as PL/pgSQL has it, and its type as text. */
export interface ProbeVariable {
  readonly name: string;
  readonly type: string;
}

/** What a body takes from around it. */
export interface ProbeOptions {
  /** The routine's name: `name.parameter` is understood. */
  readonly label: string;
  /** Parameters, result columns, NEW and OLD, TG_OP …: what is there before the body. */
  readonly variables: readonly ProbeVariable[];
  /** What stands for a procedure in a query that only is planned; undefined where CALL finds no procedure. */
  readonly procedure: (path: readonly string[]) => string | undefined;
}

/** Statements that hold no others. */
export class ProbeStatements extends ProbeOutput {
  constructor(
    body: string,
    protected readonly options: ProbeOptions,
  ) {
    super(body);
  }

  protected simple(word: string, line: number): void {
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
