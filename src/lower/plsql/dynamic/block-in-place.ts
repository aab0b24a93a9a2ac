import { autonomousTransaction } from '../../../diagnostics/op3.js';
import type { Block, ExecuteImmediate, Statement } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { parseStatementText } from '../../../parse/build/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { pragmaOf } from '../effects/autonomous-pragma.js';
import { isUndoneAsWhole } from '../effects/effects-of-statements.js';
import { wrongModeOfBind } from '../effects/texts/bind-modes.js';
import { constantText } from '../effects/texts/constant-text.js';
import { protect, raiseFailure } from '../errors/capture.js';
import { lowerStatement } from '../statements/statement.js';
import { placeDeclared } from './declared-by-text.js';
import { compiledBlock } from './failures/invalid-block.js';

/**
 * The block, or the call, that EXECUTE IMMEDIATE runs, in its place, as one statement that an error takes back; or the
 * error that Oracle raises before it runs.
 */
export function lowerBlockInPlace(rc: BodyBuilder, s: ExecuteImmediate, block: Statement): PlStatement[] {
  const wrong = block.kind === 'Block' ? wrongMode(rc, s, block) : undefined;
  if (wrong !== undefined) return raiseFailure(rc, s.span, oracleFailure(wrong));
  if (block.kind === 'Block' && pragmaOf(block)) rc.unit.report(autonomousTransaction(s.span, 'The block'));
  placeDeclared(rc, block);
  if (rc.mode.kind === 'plain' || !isUndoneAsWhole(rc.unit.analysis, s, block))
    return compiledBlock(rc, s, block, lowerStatement(rc, block));
  const plain = rc.plain();
  return [protect(rc, s.span, compiledBlock(plain, s, block, lowerStatement(plain, block)))];
}

function wrongMode(rc: BodyBuilder, s: ExecuteImmediate, block: Block): 6536 | 6537 | undefined {
  const text = constantText(rc.unit, s.text);
  const unit = text === undefined ? undefined : parseStatementText(text).unit;
  return unit?.kind === 'AnonymousBlock' ? wrongModeOfBind(rc.unit.analysis, unit, block, s.using) : undefined;
}
