import { tokensOf } from '../../sql/statement-tokens.js';
import { type StatementShape, shapeOf } from './statement-shape.js';

/** `tx`: inside a transaction with its ledger entry; `notx`: alone, by intent, probe, done. */
export type UnitMode = 'tx' | 'notx';

/**
 * Whether PostgreSQL takes the statement inside a transaction block: commands marked so in the manual, and blocks or
 * calls that may commit. A CALL is taken for one that commits: the procedure's body is not in view.
 */
export function statementMode(sql: string, shape: StatementShape = shapeOf(sql)): UnitMode {
  switch (shape.action) {
    case 'call':
      return 'notx';
    case 'do':
      return commitsInside(sql) ? 'notx' : 'tx';
    case 'create':
    case 'drop':
    case 'alter':
    case 'other':
      return shape.concurrently || isServerWide(sql) ? 'notx' : 'tx';
    case 'comment':
    case 'grant':
    case 'revoke':
    case 'dml':
    case 'query':
    case 'set':
    case 'transaction':
      return 'tx';
    default: {
      const forgotten: never = shape.action;
      return forgotten;
    }
  }
}

function isServerWide(sql: string): boolean {
  const [first = '', second = ''] = tokensOf(sql, 2).map(({ word }) => word);
  if (first === 'vacuum' || (first === 'alter' && second === 'system')) return true;
  if (first === 'reindex') return ['database', 'system'].includes(second);
  return ['create', 'drop'].includes(first) && ['database', 'tablespace', 'subscription'].includes(second);
}

function commitsInside(sql: string): boolean {
  const quoted = tokensOf(sql).find(({ text }) => text.startsWith('$') || text.startsWith("'"))?.text ?? '';
  const body = quoted.replace(/^\$[^$]*\$|^'/, '').replace(/\$[^$]*\$$|'$/, '');
  const tokens = tokensOf(body);
  return tokens.some(
    ({ word }, index) =>
      (word === 'commit' || word === 'rollback' || word === 'call') && tokens[index + 1]?.text !== '.',
  );
}
