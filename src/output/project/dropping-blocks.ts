import { lastName } from '../../ir/dotted.js';
import { firstText } from '../../ir/literals.js';
import type { Expr, ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf, walk } from '../../ir/walk.js';

/**
 * A block whose dynamic SQL does nothing but drop: it clears the place for what is created, and where all is created
 * first it would take that away.
 */
export function onlyDrops(unit: ScriptUnit): boolean {
  if (unit.kind !== 'AnonymousBlock') return false;
  const texts = [...nodesOf(unit, 'ExecuteImmediate')].map(({ text }) => text);
  return texts.length > 0 && texts.every((text) => isDrop(text, unit));
}

/** Does the text begin with DROP, or is all that its variable or field is given such a text? */
function isDrop(text: Expr, unit: ScriptUnit): boolean {
  if (/^\s*drop\s/i.test(firstText(text))) return true;
  const name = text.kind === 'Name' ? lastName(text) : undefined;
  if (name === undefined) return false;
  const given = valuesOf(name, unit);
  return given.length > 0 && given.every((value) => /^\s*drop\s/i.test(firstText(value)));
}

/** What the block assigns to variables and fields of the name, and what its queries select under it. */
function valuesOf(name: string, unit: ScriptUnit): readonly Expr[] {
  const values: Expr[] = [];
  walk(unit, (node) => {
    switch (node.kind) {
      case 'VariableDeclaration':
        if (node.name.name === name && node.initial) values.push(node.initial);
        break;
      case 'Assignment':
        if (node.target.kind === 'Name' && lastName(node.target) === name) values.push(node.value);
        break;
      case 'SelectItem':
        if (node.alias?.name === name) values.push(node.value);
        break;
      default:
    }
  });
  return values;
}
