import { unsupportedStatement } from '../../diagnostics/op3.js';
import { alterIgnored, explainLeftOut, otherObject } from '../../diagnostics/op6-objects.js';
import type { OtherStatement } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { refuse, type UnitContext } from '../context.js';
import { regclassText } from './names.js';

/**
 * PURGE is left out: PostgreSQL keeps nothing of what was dropped. So is EXPLAIN PLAN, which fills a table for those
 * who tune, and AUDIT, which changes what is recorded and nothing else. SET CONSTRAINTS is the same in both; ANALYZE …
 * STATISTICS gathers what the planner wants to know. The rest is refused.
 */
export function lowerOtherStatement(unit: UnitContext, node: OtherStatement): PgStatement[] {
  if (node.isIgnored || withoutEffect.test(node.text)) {
    unit.report(alterIgnored(node.span, node.what));
    return [];
  }
  if (audit.test(node.text)) {
    const [word = '', ...what] = node.what.split(' ');
    unit.report(otherObject(node.span, word, what.join(' '), 'The extension pgaudit records statements.'));
    return [];
  }
  if (explainPlan.test(node.text)) {
    unit.report(explainLeftOut(node.span));
    return [];
  }
  const constraints = setConstraints.exec(node.text)?.groups;
  if (constraints) {
    const names = constraints.names ?? '';
    const which = /^all$/i.test(names)
      ? 'all'
      : names
          .split(',')
          .map((n) => nameOf(unit, n.trim()))
          .join(', ');
    return [
      {
        kind: 'PgFixedStatement',
        span: node.span,
        text: `set constraints ${which} ${constraints.when?.toLowerCase()}`,
      },
    ];
  }
  const analyzed = analyze.exec(node.text)?.groups;
  if (!analyzed) return refuse(unsupportedStatement(node.span, node.what));
  if (analyzed.kind?.toUpperCase() === 'INDEX') {
    unit.report(alterIgnored(node.span, node.what));
    return [];
  }
  const name = nameOf(unit, analyzed.name ?? '');
  return [{ kind: 'PgFixedStatement', span: node.span, text: `analyze ${name}`, comments: node.comments }];
}

/**
 * It is no DDL: the transaction goes on. (SQL Language Reference, "Types of SQL Statements", SET CONSTRAINT[S], EXPLAIN
 * PLAN)
 */
export const keepsTransaction = (node: OtherStatement): boolean =>
  setConstraints.test(node.text) || explainPlan.test(node.text) || /^alter\s+system\b/i.test(node.text);

/** What a recycle bin, the optimizer's own cost functions, caches and log files are told. */
const withoutEffect =
  /^(purge|(dis)?associate\s+statistics|alter\s+system\s+(flush|checkpoint|switch\s+logfile|archive\s+log))\b/i;

const audit = /^(no)?audit\b/i;

const explainPlan = /^explain\s+plan\b/i;

const setConstraints = /^set\s+constraints?\s+(?<names>.+?)\s+(?<when>immediate|deferred)\s*;?\s*$/is;

/**
 * Gathering statistics; validating the structure and listing chained rows are other statements.
 * (SQL Language Reference, ANALYZE)
 */
const analyze =
  /^analyze\s+(?<kind>table|index)\s+(?<name>("[^"]+"|[\w$#]+)(\s*\.\s*("[^"]+"|[\w$#]+))?)\s+(compute|estimate)\s+(system\s+)?statistics\b/i;

function nameOf(unit: UnitContext, text: string): string {
  const parts = [...text.matchAll(/"([^"]+)"|[^\s."]+/g)].map(([part, quoted]) => quoted ?? part.toUpperCase());
  const name = parts.at(-1) ?? '';
  const owner = parts.length > 1 ? (parts[0] ?? '') : '';
  const relation = unit.analysis.catalog.relations.find((r) => r.name === name && (owner === '' || r.owner === owner));
  return regclassText(
    relation
      ? unit.naming.of(relation)
      : [unit.naming.schemaOf(owner), name === name.toUpperCase() ? name.toLowerCase() : name],
  );
}
