import type { ScriptUnit } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Edit, Script } from '../script.js';

/** What drops the object that a statement creates, and whether the statement is one of PL/SQL, which `/` ends. */
function dropOf(script: Script, unit: ScriptUnit): { readonly drop: string; readonly plsql: boolean } | undefined {
  const named = (kind: string, plsql = true) =>
    'name' in unit && unit.name && 'span' in unit.name
      ? { drop: `DROP ${kind} ${script.slice(unit.name.span)};`, plsql }
      : undefined;
  switch (unit.kind) {
    case 'CreateRoutine': {
      const { name, returns } = unit.routine;
      return { drop: `DROP ${returns ? 'FUNCTION' : 'PROCEDURE'} ${script.slice(name.span)};`, plsql: true };
    }
    case 'CreateTrigger':
      return named('TRIGGER');
    case 'CreatePackage':
      return named('PACKAGE');
    case 'CreatePackageBody':
      return named('PACKAGE BODY');
    case 'CreateType':
      return named('TYPE');
    case 'CreateTypeBody':
      return named('TYPE BODY');
    case 'CreateView':
      return named('VIEW', false);
    case 'CreateSequence':
      return named('SEQUENCE', false);
    case 'CreateTable':
      return named('TABLE', false);
    default:
      return undefined;
  }
}

/**
 * Each object is made, dropped and made again. Left alone: what is made over one of its name, and types that are declared
 * before.
 */
export const madeAgain: Rewriting = {
  name: 'made-again',
  rewrite: (script, random) => {
    if (looksAtItself(script) || /flashback|recyclebin|force|on\s+schema|on\s+database|edition/i.test(script.text))
      return undefined;
    const made = new Set<string>();
    const edits: Edit[] = script.units.flatMap((unit) => {
      const found = unit.span.start < script.boundary ? dropOf(script, unit) : undefined;
      if (!found) return [];
      const isNew = !made.has(found.drop.toUpperCase());
      made.add(found.drop.toUpperCase());
      if (!isNew || !random.chance(0.8)) return [];
      const text = script.slice(unit.span);
      const end = found.plsql ? `${text.endsWith(';') ? '' : ';'}\n/` : ';';
      return [{ start: unit.span.start, end: unit.span.start, text: `${text}${end}\n${found.drop}\n` }];
    });
    return edits.length === 0 ? undefined : script.edited(edits);
  },
};
