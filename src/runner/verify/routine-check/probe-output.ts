import { foldIdentifier, quoteText } from '../../sql/quoting.js';
import { type Token, tokensOf } from '../../sql/statement-tokens.js';
import { atCommas, BodyCursor, indexAtDepth0 } from './body-cursor.js';

/** SQLSTATE of the notices in which a probe tells what it found: message, line as detail, SQLSTATE as hint. */
export const probeSqlState = 'OPCHK';

/** A bound cursor that the body declares. */
export interface Cursor {
  /** Its parameters as declarations. */
  readonly parameters: readonly string[];
  readonly query: string;
}

interface Scope {
  readonly records: Set<string>;
  readonly cursors: Map<string, Cursor>;
}

/** What a probe is made of: statements that are planned, each after a guard, and the records and cursors in sight. */
export class ProbeOutput {
  protected readonly at: BodyCursor;
  protected readonly out: string[] = [];
  protected readonly scopes: Scope[] = [];
  protected statements = 0;
  protected readonly unproved: number[] = [];
  private isLate = false;

  protected constructor(body: string) {
    this.at = new BodyCursor(body);
  }

  /** Plans a statement; `what` may use every variable in sight. */
  protected plan(sql: string, line: number): void {
    this.statements += 1;
    this.guarded(`for oraphant_line in explain ${sql}\nloop exit; end loop;`, line);
  }

  protected expression(tokens: readonly Token[], line: number): void {
    const [first] = tokens;
    if (first === undefined) return;
    // A constant cannot be wrong.
    if (tokens.length === 1 && /^(\d|'|null$|true$|false$)/i.test(first.text)) this.statements += 1;
    else this.plan(`select ${this.at.textOf(tokens)}`, line);
  }

  protected expressions(list: readonly Token[], line: number): void {
    for (const part of atCommas(list)) this.expression(part, line);
  }

  /** Plans a query, and gives its columns to a record. */
  protected shape(target: string, query: string, line: number): void {
    this.statements += 1;
    this.guarded(`for ${target} in select * from (\n${query}\n) oraphant_query limit 0 loop exit; end loop;`, line);
  }

  protected guarded(code: string, line: number): void {
    this.out.push(
      `begin\n${code}\nexception when others then`,
      'declare oraphant_context text; begin get stacked diagnostics oraphant_context = pg_exception_context;',
      `raise info using errcode = '${probeSqlState}', message = sqlerrm, detail = ` +
        `${quoteText(this.isLate ? `${line} late` : String(line))} || e'\\n' || oraphant_context, hint = sqlstate; ` +
        'end; end;',
    );
  }

  protected isRecord(tokens: readonly Token[]): boolean {
    const [only] = tokens;
    if (only === undefined || tokens.length > 1) return false;
    return this.scopes.some(({ records }) => records.has(foldIdentifier(only.text)));
  }

  protected cursor(token: Token | undefined): Cursor | undefined {
    if (token === undefined) return undefined;
    const name = foldIdentifier(token.text);
    return this.scopes.findLast(({ cursors }) => cursors.has(name))?.cursors.get(name);
  }

  protected withParameters({ parameters }: Cursor, work: () => void): void {
    if (parameters.length > 0) this.out.push('declare', ...parameters, 'begin');
    work();
    if (parameters.length > 0) this.out.push('end;');
  }

  /** A query whose rows go to targets; a record among them gets its columns. */
  protected query(targets: readonly Token[], tokens: readonly Token[], text: string, line: number): void {
    if (this.isRecord(targets) && isQuery(tokens)) this.shape(this.at.textOf(targets), text, line);
    else {
      this.plan(text, line);
      this.forget(targets);
    }
  }

  /** From here on a record has columns that are known at run time. */
  protected forget(targets: readonly Token[]): void {
    if (this.isRecord(targets)) this.out.push(`${this.at.textOf(targets)} := null;`);
  }

  /**
   * `EXECUTE text [INTO …] [USING …]`: its expressions, and the text itself where it is a literal without parameters.
   */
  protected dynamic(tokens: readonly Token[], line: number, loopTargets: readonly Token[] = []): void {
    const into = indexAtDepth0(tokens, ({ word }) => word === 'into');
    const using = indexAtDepth0(tokens, ({ word }) => word === 'using');
    const ends = [into, using].filter((index) => index >= 0);
    const text = tokens.slice(0, ends.length === 0 ? tokens.length : Math.min(...ends));
    const behind = into < 0 ? [] : tokens.slice(into + 1, using > into ? using : tokens.length);
    const targets = into < 0 ? loopTargets : behind[0]?.word === 'strict' ? behind.slice(1) : behind;
    if (using >= 0) this.expressions(tokens.slice(using + 1, into > using ? into : tokens.length), line);
    const [only] = text;
    if (
      text.length === 1 &&
      using < 0 &&
      only !== undefined &&
      /^'\s*(select|insert|update|delete)\b/i.test(only.text)
    ) {
      const known = only.text.slice(1, -1).replaceAll("''", "'").replace(/;\s*$/, '');
      // What it names may be made at run time too: that is why it is not written as a statement.
      this.isLate = true;
      this.query(targets, tokensOf(known), known, line);
      this.isLate = false;
      return;
    }
    this.expression(text, line);
    this.forget(targets);
    this.unproved.push(line);
  }

  /** Of a cursor: `name := value` is a value too. */
  protected arguments(tokens: readonly Token[], line: number): void {
    for (const part of atCommas(tokens)) {
      const named = part[1]?.text === ':' || (part[1]?.text === '=' && part[2]?.text === '>');
      this.expression(named ? part.slice(3) : part, line);
    }
  }
}

/** Only a query may stand in FROM: not one that changes rows. */
const isQuery = (tokens: readonly Token[]): boolean =>
  ['select', 'values', 'with', 'table'].includes(tokens.find(({ text }) => text !== '(')?.word ?? '') &&
  !tokens.some(({ word }) => ['insert', 'update', 'delete', 'merge'].includes(word));
