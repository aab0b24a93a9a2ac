import type { CreateTrigger, ExecuteImmediate } from '../../../../ir/oracle/index.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { triggerError } from '../../../../parse/uncompiled/invalid-trigger.js';
import { headingsOf } from '../../../../parse/uncompiled/out-arguments.js';
import { relationNamed } from '../../../ddl/names.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { refusedDdl } from './refused-ddl.js';

/** The error of a trigger that Oracle does not create, behind the COMMIT in front of any DDL. */
export function wrongTrigger(rc: BodyBuilder, s: ExecuteImmediate, trigger: CreateTrigger): PlStatement[] | undefined {
  const { on } = trigger;
  const subject = on.kind === 'Table' ? relationNamed(rc.unit, on.name)?.definition : undefined;
  const code = triggerError(trigger, subject, headingsOf(rc.unit.analysis.units));
  return code === undefined ? undefined : refusedDdl(rc, s, oracleFailure(code));
}
