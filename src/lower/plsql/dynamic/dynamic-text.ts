import { dynamicSqlAsWritten, dynamicTextFails } from '../../../diagnostics/op3-dynamic.js';
import { lastName } from '../../../ir/dotted.js';
import { dmlKinds } from '../../../ir/kinds.js';
import type { DropObject, ExecuteImmediate, ScriptUnit } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { parseStatementText } from '../../../parse/build/index.js';
import { programMadeBy } from '../../../rewrite/definitions/dynamic-definitions.js';
import { keepsTransaction, lowerOtherStatement } from '../../ddl/other-statement.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { bindUnit, hasSurplus, lacksBinds } from '../effects/texts/bind-unit.js';
import { constantText } from '../effects/texts/constant-text.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';
import { raiseFailure } from '../errors/capture.js';
import { lowerStatement } from '../statements/statement.js';
import { lowerBlockInPlace } from './block-in-place.js';
import { compiledDdl, compiledProgram, executed, foundTrigger, isCompiledDdl, isKnown } from './dynamic-ddl.js';
import { compiledDml, compiledQuery } from './dynamic-rows.js';
import { beginsNoStatement, brokenByWords, brokenStatement } from './failures/broken-statement.js';
import { brokenBlock } from './failures/invalid-block.js';
import { statementOfText } from './statement-of-text.js';

/**
 * The statements for dynamic SQL whose text is known at compile time; undefined where it is not, or where the text is
 * not understood. Bind variables are replaced by what USING gives: by position in SQL, by name in a PL/SQL block.
 * (PL/SQL Language Reference, "Repeated Placeholder Names in Dynamic SQL Statements")
 */
export function compileDynamicText(rc: BodyBuilder, s: ExecuteImmediate): PlStatement[] | undefined {
  const text = constantText(rc.unit, s.text);
  if (text === undefined) return undefined;
  if (text === '') return raiseFailure(rc, s.span, oracleFailure(6535));
  const block = dynamicBlock(rc.unit.analysis, s);
  const broken = brokenBlock(rc, s, text);
  if (broken) {
    if (broken.error !== undefined) rc.unit.report(dynamicTextFails(s.text.span, broken.error));
    else if (!block) reportBroken(rc, s, broken.isCertain ? 'ORA-06550 (PLS-00103)' : undefined);
    return broken.statements;
  }
  if (block) return lowerBlockInPlace(rc, s, block);
  const program = programMadeBy(s.text);
  if (program) return compiledProgram(rc, s, program);
  return compileStatement(rc, s, text);
}

/** A text that Oracle refuses: `error` is why, where that is certain even if the grammar here lacks something. */
const reportBroken = (rc: BodyBuilder, s: ExecuteImmediate, error: string | undefined): void =>
  rc.unit.report(
    error === undefined ? dynamicSqlAsWritten(s.text.span, 'known') : dynamicTextFails(s.text.span, error),
  );

/** A text that is an SQL statement. */
function compileStatement(rc: BodyBuilder, s: ExecuteImmediate, text: string): PlStatement[] | undefined {
  const { unit, diagnostics } = parseStatementText(text);
  const understood = unit !== undefined && diagnostics.every((d) => d.severity !== 'error');
  const wrongText = brokenStatement(rc, s, text, { understood });
  if (wrongText) {
    if (beginsNoStatement(text)) rc.unit.report(dynamicTextFails(s.text.span, oracleMessage(900)));
    else if (!understood) reportBroken(rc, s, brokenByWords(text)?.text);
    return wrongText;
  }
  if (!understood) return undefined;
  const outTargets = s.returning?.targets ?? [];
  const bound = bindUnit(rc.unit.analysis, statementOfText(rc.unit.analysis, unit), text, {
    using: s.using,
    outTargets,
    span: s.text.span,
  });
  if (bound && takesBinds.has(bound.kind) && hasSurplus(unit, s.using, outTargets))
    return raiseFailure(rc, s.span, oracleFailure(1006));
  if (!bound && takesBinds.has(unit.kind) && lacksBinds(unit, s.using, outTargets))
    return raiseFailure(rc, s.span, oracleFailure(1008));
  return bound && lowerBound(rc, s, bound);
}

/** The statement of the text, its bind variables replaced. */
function lowerBound(rc: BodyBuilder, s: ExecuteImmediate, bound: ScriptUnit): PlStatement[] | undefined {
  switch (bound.kind) {
    case 'QueryStatement':
      return compiledQuery(rc, s, bound);
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
    case 'MultiTableInsert':
      return compiledDml(rc, bound, s);
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'SetTransaction':
      return lowerStatement(rc, bound);
    case 'LockTable':
      rc.unit.analysis.addUnit(bound);
      return lowerStatement(rc, bound);
    case 'OtherStatement':
      return executed(rc, s, lowerOtherStatement(rc.unit, bound), { keepsTransaction: keepsTransaction(bound) });
    case 'AlterObject':
      return isKnown(rc, bound) ? compiledDdl(rc, s, bound) : foundTrigger(rc, s, bound);
    case 'DropObject':
      return isKnown(rc, bound) || !isTriggerOfInputs(rc, bound)
        ? compiledDdl(rc, s, bound)
        : foundTrigger(rc, s, bound);
    default:
      return isCompiledDdl(bound) ? compiledDdl(rc, s, bound) : undefined;
  }
}

/** Does a unit of the inputs make a trigger of this name? */
const isTriggerOfInputs = ({ unit }: BodyBuilder, { name }: DropObject): boolean =>
  unit.analysis.catalog.triggers.some((t) => t.name === lastName(name));

/** Statements all of whose bind variables the tree holds. */
const takesBinds: ReadonlySet<string> = new Set(['QueryStatement', ...dmlKinds, 'AnonymousBlock']);
