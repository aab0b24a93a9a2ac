import type { ScriptUnit } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';

/** The inputs make a routine of this name with other parameters, too: to PostgreSQL both would stay. */
export function hasOtherHeading({ analysis }: UnitContext, made: ScriptUnit): boolean {
  if (made.kind !== 'CreateRoutine') return false;
  const heading = (unit: typeof made): string => {
    const symbol = analysis.declaredBy(unit.routine);
    if (symbol?.kind !== 'routine') return '';
    const { routine, owner, name, parameters, returns } = symbol;
    return [owner, name, routine, returns?.kind, ...parameters.map((p) => `${p.mode} ${p.variable.type.kind}`)].join();
  };
  const sameName = (unit: typeof made): boolean => {
    const [one, other] = [unit, made].map((u) => analysis.declaredBy(u.routine));
    return one?.kind === 'routine' && other?.kind === 'routine' && one.name === other.name && one.owner === other.owner;
  };
  return analysis.units.some((u) => u.kind === 'CreateRoutine' && sameName(u) && heading(u) !== heading(made));
}
