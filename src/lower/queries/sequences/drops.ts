import type { Analysis } from '../../../analyze/analysis.js';
import type { SequenceSymbol } from '../../../analyze/model/symbols.js';
import { addUnder } from '../../../ir/lists-by-key.js';
import { withinAny } from '../../../ir/span.js';
import { ofKinds, walkWhere } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';

/** A DROP SEQUENCE of a script. */
interface SequenceDrop {
  readonly start: number;
  readonly sequence: SequenceSymbol;
}

/** Where each file drops sequences. */
export const sequenceDrops = remembered((analysis: Analysis): ReadonlyMap<number, readonly SequenceDrop[]> => {
  const found = new Map<number, SequenceDrop[]>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'DropObject' || unit.objectKind !== 'SEQUENCE') continue;
    const sequence = analysis.objectAt(unit.name.parts, unit.name.span);
    if (sequence?.kind !== 'sequence') continue;
    const { file, start } = unit.span;
    addUnder(found, file, { start, sequence });
  }
  return found;
});

const drop = /\bdrop\s+sequence\s+(?:if\s+exists\s+)?(?:"?[\w$#]+"?\s*\.\s*)?(?:"([^"]+)"|([\w$#]+))/gi;

/** The names of the sequences that texts of dynamic SQL drop. */
export const sequencesDroppedByPrograms = remembered((analysis: Analysis): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const unit of analysis.units)
    walkWhere(unit, ofKinds('StringLiteral'), ({ value }) => {
      for (const match of value.matchAll(drop)) names.add(match[1] ?? (match[2] ?? '').toUpperCase());
    });
  return names;
});

/** The CREATE SEQUENCE of scripts: what else makes sequences are texts of dynamic SQL, which stand in programs. */
export const sequencesOfScripts = remembered((analysis: Analysis): ReadonlySet<object> => {
  const made = analysis.units.filter((unit) => unit.kind === 'CreateSequence');
  if (made.length === 0) return new Set();
  const isWithin = withinAny(analysis.units.flatMap((unit) => (unit.kind === 'CreateSequence' ? [] : [unit.span])));
  return new Set(made.filter((unit) => !isWithin(unit.span)));
});
