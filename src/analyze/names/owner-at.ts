import { addUnder } from '../../ir/lists-by-key.js';
import { type OwnedUnit, ownerAndName } from '../../ir/owned-units.js';
import type { Span } from '../../ir/span.js';

/**
 * In whose schema names are looked for at a place of the inputs: the owner of the routine, package, trigger or type
 * whose text it is, or of the script's session. Dynamic SQL has the owner of the place where it stands. (PL/SQL
 * Language Reference, "Invoker's Rights and Definer's Rights")
 */
export function ownersByPlace(units: readonly OwnedUnit[], otherwise: string): (place: Span) => string {
  const files = new Map<number, OwnedUnit[]>();
  for (const owned of units) {
    const { file } = owned.unit.span;
    addUnder(files, file, owned);
  }
  for (const [file, list] of files) files.set(file, outermost(list));
  return ({ file, start }) => {
    const list = files.get(file) ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as OwnedUnit).unit.span.start <= start) low = middle + 1;
      else high = middle;
    }
    const found = list[low - 1];
    if (!found || start >= found.unit.span.end) return otherwise;
    return ownerOfUnit(found);
  };
}

/** In the order of their places, without the units that stand in the text of another: what its dynamic SQL makes. */
function outermost(units: readonly OwnedUnit[]): OwnedUnit[] {
  const inOrder = [...units].sort(({ unit: a }, { unit: b }) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = -1;
  return inOrder.filter(({ unit }) => {
    if (unit.span.end <= end) return false;
    end = unit.span.end;
    return true;
  });
}

function ownerOfUnit({ unit, owner }: OwnedUnit): string {
  switch (unit.kind) {
    case 'CreateRoutine':
      return unit.owner?.name ?? owner;
    case 'CreatePackage':
    case 'CreatePackageBody':
    case 'CreateTrigger':
    case 'CreateType':
    case 'CreateTypeBody':
      return ownerAndName(unit.name, owner).owner;
    default:
      return owner;
  }
}
