import type { CreateTrigger } from '../../ir/oracle/index.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { declareAll } from '../declare/declarations.js';
import { childScope } from '../model/scope.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { nextColumns } from '../names/columns-at.js';
import { resolveExpr } from './expressions/expressions.js';
import { resolveDeclarations } from './plsql/declarations.js';
import { startingBody } from './plsql/presence.js';
import { resolveBlock, resolveStatement } from './plsql/statements.js';

/** CREATE TRIGGER: WHEN, in which correlation names have no colon, and the body. */
export function resolveTrigger(cx: AnalyzeContext, unit: CreateTrigger, scopes: UnitScopes): void {
  const symbol = cx.facts.declared.get(unit);
  if (symbol?.kind !== 'trigger') return;
  const names = unit.referencing ?? {};
  const trigger = {
    symbol,
    table: symbol.table,
    new: names.new ?? 'NEW',
    old: names.old ?? 'OLD',
    parent: names.parent ?? 'PARENT',
  };
  const scope = childScope(scopes.schema, { unit: symbol, trigger, qualifier: symbol.name });
  if (unit.when) {
    // PostgreSQL looks at WHEN when the trigger is created: the columns are those of then.
    const columns = symbol.table && (nextColumns(symbol.table, scopes.schema, unit.span) ?? symbol.table.columns);
    // The correlation names stand there without a colon.
    const rows = [trigger.new, trigger.old].map(
      (alias): RowSource => ({
        kind: 'correlation',
        alias,
        relation: symbol.table,
        columns: columns ?? [],
        open: !symbol.table,
        optional: true,
      }),
    );
    resolveExpr(cx, unit.when, childScope(scope, { rows }));
  }
  switch (unit.body.kind) {
    case 'Block':
      resolveBlock(startingBody(cx, symbol, unit.body), unit.body, scope, symbol);
      return;
    case 'CompoundTriggerBody': {
      const inner = childScope(scope);
      declareAll(cx, unit.body.declarations, inner, symbol);
      resolveDeclarations(cx, unit.body.declarations, inner);
      for (const s of unit.body.sections) resolveBlock(cx, s.block, childScope(inner), symbol);
      return;
    }
    case 'TriggerCall':
      resolveStatement(cx, unit.body.call, scope);
      return;
    case 'UnsupportedBody':
      return;
  }
}
