import { lastName } from '../../../ir/dotted.js';
import type { DropObject } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';
import { symbolNamed } from '../names.js';

/** The schema that stands for the package of DROP PACKAGE. */
export function packageSchema(unit: UnitContext, node: DropObject): string {
  const symbol = symbolNamed(unit, node.name);
  const own = symbol?.kind === 'package' ? unit.naming.of(symbol).at(-1) : undefined;
  return own ?? unit.naming.packageSchema({ owner: '', name: lastName(node.name) });
}
