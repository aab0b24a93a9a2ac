import type { Random } from '../random.js';
import type { Outcome } from './world.js';

/** Objects of one kind, which a script makes and blocks use and alter. */
export class ObjectPart {
  readonly setup: string[] = [];
  readonly run: string[] = [];
  readonly expected: string[] = [];
  private body: string[] = [];

  constructor(readonly random: Random) {}

  /** A statement of the script, which works. */
  script(...lines: readonly string[]): void {
    this.setup.push(...lines);
  }

  /** Code of a block, and what it prints. */
  code(lines: readonly string[], ...printed: readonly string[]): void {
    this.body.push(...lines.map((line) => `  ${line}`));
    this.expected.push(...printed);
  }

  /** A statement, as text where it is DDL; it prints `ok` or the number of its error. Nothing where the outcome is not known. */
  statement(text: string, outcome: Outcome, isDdl = true): void {
    if (outcome === undefined) return;
    const statement = isDdl ? `EXECUTE IMMEDIATE '${text.replaceAll("'", "''")}'` : text;
    this.code(
      [
        'BEGIN',
        `  ${statement};`,
        "  DBMS_OUTPUT.PUT_LINE('ok');",
        'EXCEPTION',
        '  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLCODE);',
        'END;',
      ],
      typeof outcome === 'number' ? String(-outcome) : 'ok',
    );
  }

  /** A query that is read as text, for what no static text may name any more. */
  asks(query: string, printed: string): void {
    this.code(
      [
        'DECLARE',
        '  v VARCHAR2(4000);',
        'BEGIN',
        `  EXECUTE IMMEDIATE '${query.replaceAll("'", "''")}' INTO v;`,
        "  DBMS_OUTPUT.PUT_LINE(NVL(v, '-'));",
        'EXCEPTION',
        '  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLCODE);',
        'END;',
      ],
      printed,
    );
  }

  /** Ends the block. */
  end(): void {
    if (this.body.length > 0) this.run.push('BEGIN', ...this.body, 'END;', '/');
    this.body = [];
  }
}
