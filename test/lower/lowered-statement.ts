import type { PgStatement } from '../../src/ir/postgres/index.js';
import { type ExprContext, Refusal } from '../../src/lower/context.js';
import { lowerDml } from '../../src/lower/dml/index.js';
import { settleNames } from '../../src/lower/naming/made-names.js';
import { lowerQuery } from '../../src/lower/queries/index.js';
import { printStatement } from '../../src/print/index.js';
import { analyzed } from './analyzed.js';

interface LoweredStatement {
  /** On one line. */
  readonly sql: string;
  /** Codes of what was reported or refused. */
  readonly codes: readonly string[];
}

/** Parses, analyzes, lowers and prints the last statement of a script: a query or DML. */
export function lowerStatementText(script: string): LoweredStatement {
  const { last, unit, diagnostics } = analyzed(script);
  const ex: ExprContext = { unit, sql: true };
  const codes = (): string[] => diagnostics.map((d) => d.code);
  try {
    switch (last?.kind) {
      case 'QueryStatement':
        return {
          sql: text({ kind: 'PgQueryStatement', span: last.span, query: lowerQuery(ex, last.query) }),
          codes: codes(),
        };
      case 'Insert':
      case 'MultiTableInsert':
      case 'Update':
      case 'Delete':
      case 'Merge':
        return {
          sql: text({ kind: 'PgDmlStatement', span: last.span, statement: lowerDml(ex, last).statement }),
          codes: codes(),
        };
      default:
        throw new Error(`${last?.kind} is neither a query nor DML`);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { sql: '', codes: [...codes(), error.diagnostic.code] };
  }
}

const text = (statement: PgStatement): string =>
  printStatement(settleNames(statement, () => []))
    .text.replace(/\s+/g, ' ')
    .replace(/;$/, '')
    .trim();
