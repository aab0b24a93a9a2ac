import type { ScriptUnit } from '../../../ir/oracle/index.js';
import { type Hole, isNumberHole } from './dynamic-words.js';

/*
 * Statements that mean the same whatever object they name, as long as the words that are known at run time only are names:
 *   execute immediate 'truncate table ' || p_table
 * There the words are checked when the program runs, and nothing has to be reported.
 */

/** Oracle's error where no name stands; undefined of a statement that is another one with another name. */
function invalidNameCode(unit: ScriptUnit): number | undefined {
  switch (unit.kind) {
    case 'Truncate':
      return 903;
    case 'DropObject':
      return codes[unit.objectKind];
    case 'AlterTable':
      return unit.actions.every((a) => a.kind === 'SetConstraintState' && a.name !== undefined && !a.exceptionsInto)
        ? 903
        : undefined;
    default:
      return undefined;
  }
}

const codes: Readonly<Record<string, number>> = { TABLE: 903, VIEW: 999, SEQUENCE: 2277 };

/**
 * The words with what is asked of them; undefined where the statement depends on more than names.
 * @param text the statement with names in the places of the words
 */
export function identifierHoles(unit: ScriptUnit, text: string, holes: readonly Hole[]): readonly Hole[] | undefined {
  const code = invalidNameCode(unit);
  if (code === undefined) return undefined;
  const made = holes.map((hole): Hole | undefined => {
    if (hole.inLiteral) return undefined;
    const places = [...text.matchAll(new RegExp(hole.name, 'g'))].map(({ index }) => ({
      before: text.charAt(index - 1),
      after: text.charAt(index + hole.name.length),
    }));
    // Between quotes the word counts as it is written.
    if (places.some(({ before, after }) => before === '"' || after === '"')) return undefined;
    if (isNumberHole(hole)) return hole;
    const isPart = ({ before, after }: (typeof places)[number]): boolean => /[\w$#]/.test(before + after);
    if (places.some(isPart) && !places.every(isPart)) return undefined;
    return { ...hole, identifier: { whole: !places.some(isPart), code } };
  });
  return made.every((hole) => hole !== undefined) ? made : undefined;
}
