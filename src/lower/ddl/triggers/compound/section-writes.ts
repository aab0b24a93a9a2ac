import type { PlStatement } from '../../../../ir/postgres/index.js';

/** Does anything below have the name? */
export function holdsName(node: unknown, name: string): boolean {
  if (typeof node === 'string') return node === name;
  if (typeof node !== 'object' || node === null) return false;
  return Object.values(node).some((child) => holdsName(child, name));
}

/**
 * May the statements give the variable another value? What is only read in conditions, in values and in SQL keeps it;
 * any other mention counts as a write, such as an argument of a call.
 */
export const mayWrite = (statements: readonly PlStatement[] | undefined, name: string): boolean =>
  (statements ?? []).some((s) => writes(s, name));

function writes(s: PlStatement, name: string): boolean {
  switch (s.kind) {
    case 'PlAssign':
      return holdsName(s.target, name);
    case 'PlIf':
      return s.branches.some(({ body }) => mayWrite(body, name)) || mayWrite(s.otherwise, name);
    case 'PlCase':
      return s.branches.some(({ body }) => mayWrite(body, name)) || mayWrite(s.otherwise, name);
    case 'PlBlock':
      return mayWrite(s.body, name) || s.handlers.some(({ body }) => mayWrite(body, name));
    case 'PlLoop':
    case 'PlWhile':
      return mayWrite(s.body, name);
    case 'PlForRange':
      return s.index === name || mayWrite(s.body, name);
    case 'PlForQuery':
      return holdsName(s.targets, name) || mayWrite(s.body, name);
    case 'PlSelectInto':
    case 'PlSql':
      return givesTo(s, name);
    case 'PlNull':
    case 'PlExit':
    case 'PlPerform':
    case 'PlRaise':
    case 'PlReturn':
      return false;
    default:
      return holdsName(s, name);
  }
}

/** Is the name among the targets of INTO? */
function givesTo(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([key, child]) => (key === 'into' ? holdsName(child, name) : givesTo(child, name)));
}
