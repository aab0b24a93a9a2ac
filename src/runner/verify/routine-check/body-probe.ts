import { foldIdentifier, quoteIdentifier } from '../../sql/quoting.js';
import type { Token } from '../../sql/statement-tokens.js';
import { atCommas, indexAtDepth0, UnreadableBody } from './body-cursor.js';
import type { Cursor } from './probe-output.js';
import { type ProbeOptions, ProbeStatements } from './probe-statements.js';

/** A routine's body as a block that plans it. */
interface BodyProbe {
  /** A block for DO: it has every variable of the body, plans every statement where it stands, and runs none. */
  readonly block: string;
  /** Statements and expressions that it plans. */
  readonly statements: number;
  /** Lines of statements that are only known at run time, or that have no plan. */
  readonly unproved: readonly number[];
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

/** Blocks, branches and loops. */
class Writer extends ProbeStatements {
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
}

/** `a[i]` and `a.b[i].c` as expressions; longer paths, whose parts only an assignment tells apart, are left. */
function elementOf(path: string): string | undefined {
  const open = path.indexOf('[');
  if (open < 0 || path.slice(0, open).split('.').length > 2 || path.includes(']', open) === false) return undefined;
  return path.lastIndexOf(']') === path.length - 1 && path.indexOf('[', open + 1) < 0
    ? `(${path.slice(0, open)})${path.slice(open)}`
    : undefined;
}
