import { autonomousTransaction } from '../../../diagnostics/op3.js';
import type { AnonymousBlock, SqlCall } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgDo } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { BodyBuilder } from '../body/body-builder.js';
import { forgetAttributes } from '../body/shared-sql-attributes.js';
import { placed } from '../dynamic/failures/invalid-block.js';
import { pragmaOf } from '../effects/autonomous-pragma.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { withoutNeeds } from '../effects/without-needs.js';
import { initialisationChecks } from '../packages/package-init.js';
import { lowerBlockBody } from '../statements/block.js';
import { lowerStatement } from '../statements/statement.js';
import { uncompiledBlock } from '../uncompiled/uncompiled-unit.js';

interface LoweredBlock {
  readonly statement: PgDo;
  readonly transactionControl: boolean;
}

/** An anonymous block: DO. Types and routines that it declares stand before it, in pg_temp. */
export function lowerAnonymousBlock(unit: UnitContext, node: AnonymousBlock): LoweredBlock {
  const pragma = pragmaOf(node.block);
  if (pragma) unit.report(autonomousTransaction(pragma, 'The block'));
  const uncompiled = uncompiledBlock(unit, node);
  if (uncompiled)
    return {
      statement: {
        kind: 'PgDo',
        span: node.span,
        body: b.block(node.block.span, { body: [uncompiled] }),
        comments: node.comments,
      },
      transactionControl: false,
    };
  const rc = BodyBuilder.start(unit, undefined, node, undefined);
  const start = [...forgetAttributes(rc, node.span), ...initialisationChecks(unit, undefined, [node])];
  const { statements, handlers } = lowerBlockBody(rc, node.block);
  const invalid = withoutNeeds(
    unit,
    node.span,
    node.block,
    (name) => placeInBlock(unit, node, name),
    (message) => [b.raise(node.span, sqlstateOf(6550), message)],
  );
  const own = b.block(node.block.span, {
    declarations: rc.outermostDeclarations,
    body: [...start, ...statements],
    handlers,
  });
  const body = invalid.length === 0 ? own : b.block(node.block.span, { body: [...invalid, own] });
  const { transactionControl } = statementEffects(unit.analysis, node);
  return {
    statement: {
      kind: 'PgDo',
      span: node.span,
      body: rc.finished(body),
      comments: node.comments,
      blankBefore: node.blankBefore,
      variableConflict: rc.variables.usesColumnConflict ? 'use_column' : undefined,
    },
    transactionControl: transactionControl && !pragma,
  };
}

/** Where a name stands in the block, as Oracle says it. */
function placeInBlock(unit: UnitContext, { span }: AnonymousBlock, name: string): string {
  const text = unit.textOf?.(span) ?? '';
  return placed(text, Math.max(0, text.toUpperCase().indexOf(name)));
}

/** `CALL p(…)`: a block of that one statement. */
export function lowerSqlCall(unit: UnitContext, node: SqlCall): LoweredBlock {
  const rc = BodyBuilder.start(unit, undefined, node, undefined);
  const start = [...forgetAttributes(rc, node.span), ...initialisationChecks(unit, undefined, [node])];
  const called = lowerStatement(rc, node.call);
  const body = b.block(node.span, { declarations: rc.outermostDeclarations, body: [...start, ...called] });
  const { transactionControl } = statementEffects(unit.analysis, node);
  return { statement: { kind: 'PgDo', span: node.span, body }, transactionControl };
}
