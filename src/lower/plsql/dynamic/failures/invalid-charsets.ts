import type { Analysis } from '../../../../analyze/analysis.js';
import { isNational } from '../../../../analyze/model/operators.js';
import type { Expr, Query, QueryBody } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { contains } from '../../../../ir/walk.js';

/**
 * ORA-12704 for a query of dynamic SQL in which text of the national character set and of the database's are results of
 * one CASE or COALESCE, or meet in a column of set operators: Oracle converts neither. Of columns and literals alone the
 * character set is sure. (Database Error Messages, ORA-12704)
 */
export function invalidCharsets(analysis: Analysis, query: Query): OracleFailure | undefined {
  const isMixed = (node: OracleNode): boolean => {
    switch (node.kind) {
      case 'Case':
        return areMixed(analysis, [...node.branches.map(({ then }) => then), node.otherwise]);
      case 'Call': {
        const { base } = analysis.resolve(node);
        return (
          base.kind === 'builtin' &&
          base.name === 'COALESCE' &&
          areMixed(
            analysis,
            node.args.map(({ value }) => value),
          )
        );
      }
      case 'SetOperation': {
        const [left, right] = [itemsOf(node.left), itemsOf(node.right)];
        return left.length === right.length && left.some((value, i) => areMixed(analysis, [value, right[i]]));
      }
      default:
        return false;
    }
  };
  return contains(query, isMixed) ? oracleFailure(12704) : undefined;
}

function areMixed(analysis: Analysis, values: readonly (Expr | undefined)[]): boolean {
  const sets = values.map((value) => value && setOf(analysis, value));
  return sets.includes('national') && sets.includes('database');
}

function setOf(analysis: Analysis, value: Expr): 'national' | 'database' | undefined {
  if (value.kind === 'StringLiteral') {
    if (value.value === '') return undefined;
    return value.national ? 'national' : 'database';
  }
  if (value.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(value);
  if (base.kind !== 'column' || steps.length > 0 || base.column.computed) return undefined;
  const { type } = base.column;
  if (type.kind !== 'varchar2' && type.kind !== 'char') return undefined;
  return isNational(type) ? 'national' : 'database';
}

/** The values of a branch, where each stands for a column. */
function itemsOf(body: QueryBody | Query): readonly Expr[] {
  if (body.kind !== 'Select') return [];
  const values = body.items.map(({ value }) => value);
  return values.some(({ kind }) => kind === 'Star') ? [] : values;
}
