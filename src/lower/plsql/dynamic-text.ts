import type { ExecuteImmediate } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import type { BodyBuilder } from './body-builder.js';

/** The statements for dynamic SQL whose text is known at compile time; undefined where it is not. */
export function compileDynamicText(rc: BodyBuilder, s: ExecuteImmediate): PlStatement[] | undefined {
  void rc;
  void s;
  return undefined;
}
