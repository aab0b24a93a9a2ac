import { analyze } from '../../src/analyze/analyze.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { type ExprContext, Refusal, type UnitContext } from '../../src/lower/context.js';
import { lowerDml } from '../../src/lower/dml/index.js';
import { Naming } from '../../src/lower/naming/naming.js';
import { lowerQuery } from '../../src/lower/queries/index.js';
import { parseText } from '../../src/parse/build/index.js';
import { printQuery, printStatement } from '../../src/print/index.js';

interface LoweredStatement {
  /** On one line. */
  readonly sql: string;
  /** Codes of what was reported or refused. */
  readonly codes: readonly string[];
}

/** Parses, analyzes, lowers and prints the last statement of a script: a query or DML. */
export function lowerStatementText(script: string): LoweredStatement {
  const parsed = parseText(script);
  if (parsed.diagnostics.length > 0)
    throw new Error(`${script}: ${parsed.diagnostics.map((d) => d.message).join('; ')}`);
  const units = parsed.units.map((u) => u.unit);
  const analysis = analyze(units.map((unit) => ({ unit, owner: '' })));
  const diagnostics: Diagnostic[] = [];
  const unit: UnitContext = {
    analysis,
    naming: new Naming({ defaultSchema: 'public' }),
    options: { emptyStrings: 'flag' },
    report: (d) => diagnostics.push(d),
    before: [],
  };
  const ex: ExprContext = { unit, sql: true };
  const last = units[units.length - 1];
  const codes = (): string[] => diagnostics.map((d) => d.code);
  try {
    switch (last?.kind) {
      case 'QueryStatement':
        return { sql: oneLine(printQuery(lowerQuery(ex, last.query))), codes: codes() };
      case 'Insert':
      case 'MultiTableInsert':
      case 'Update':
      case 'Delete':
      case 'Merge':
        return {
          sql: oneLine(
            printStatement({ kind: 'PgDmlStatement', span: last.span, statement: lowerDml(ex, last).statement }).text,
          ).replace(/;$/, ''),
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

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
