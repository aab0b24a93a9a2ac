import { autonomousTransaction } from '../../../diagnostics/op3.js';
import type { AnonymousBlock, SqlCall } from '../../../ir/oracle/index.js';
import type { PgDo } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { BodyBuilder } from '../body/body-builder.js';
import { forgetAttributes } from '../body/shared-sql-attributes.js';
import { pragmaOf } from '../effects/autonomous-pragma.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { lowerBlockBody } from '../statements/block.js';
import { lowerStatement } from '../statements/statements.js';
import { initialisationChecks } from './package-init.js';

interface LoweredBlock {
  readonly statement: PgDo;
  readonly transactionControl: boolean;
}

/** An anonymous block: DO. Types and routines that it declares stand before it, in pg_temp. */
export function lowerAnonymousBlock(unit: UnitContext, node: AnonymousBlock): LoweredBlock {
  const pragma = pragmaOf(node.block);
  if (pragma) unit.report(autonomousTransaction(pragma, 'The block'));
  const rc = BodyBuilder.start(unit, undefined, node, undefined);
  const start = [...forgetAttributes(rc, node.span), ...initialisationChecks(unit, undefined, [node])];
  const { statements, handlers } = lowerBlockBody(rc, node.block);
  const body = b.block(node.block.span, {
    declarations: rc.outermostDeclarations,
    body: [...start, ...statements],
    handlers,
  });
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

/** `CALL p(…)`: a block of that one statement. */
export function lowerSqlCall(unit: UnitContext, node: SqlCall): LoweredBlock {
  const rc = BodyBuilder.start(unit, undefined, node, undefined);
  const start = [...forgetAttributes(rc, node.span), ...initialisationChecks(unit, undefined, [node])];
  const called = lowerStatement(rc, node.call);
  const body = b.block(node.span, { declarations: rc.outermostDeclarations, body: [...start, ...called] });
  const { transactionControl } = statementEffects(unit.analysis, node);
  return { statement: { kind: 'PgDo', span: node.span, body }, transactionControl };
}
