import type { PlHandler, PlStatement } from './plpgsql.js';

type Lists = (list: readonly PlStatement[], where: { readonly looped: boolean }) => readonly PlStatement[];

/**
 * The statement with other lists in the places of those that it consists of: of a block and its handlers, of the
 * branches of IF and CASE, of a loop (`looped`). A statement whose lists stay the same is the same object.
 */
export function withStatementLists(s: PlStatement, change: Lists): PlStatement {
  const once = { looped: false };
  switch (s.kind) {
    case 'PlBlock': {
      const body = change(s.body, once);
      const handlers = sameOr(s.handlers, (h: PlHandler) => withBody(h, change(h.body, once)));
      return body === s.body && handlers === s.handlers ? s : { ...s, body, handlers };
    }
    case 'PlIf':
      return withBranches(s, (list) => change(list, once));
    case 'PlCase':
      return withBranches(s, (list) => change(list, once));
    case 'PlLoop':
    case 'PlWhile':
    case 'PlForRange':
    case 'PlForQuery':
    case 'PlForDynamic':
    case 'PlForeach':
      return withBody(s, change(s.body, { looped: true }));
    case 'PlNull':
    case 'PlAssign':
    case 'PlExit':
    case 'PlReturn':
    case 'PlReturnNext':
    case 'PlReturnQuery':
    case 'PlRaise':
    case 'PlPerform':
    case 'PlSelectInto':
    case 'PlSql':
    case 'PlCall':
    case 'PlExecute':
    case 'PlOpen':
    case 'PlFetch':
    case 'PlClose':
    case 'PlGetDiagnostics':
    case 'PlTransaction':
    case 'PlComment':
      return s;
  }
}

interface Branching<B> {
  readonly branches: readonly B[];
  readonly otherwise?: readonly PlStatement[];
}

function withBranches<B extends { readonly body: readonly PlStatement[] }, T extends Branching<B>>(
  s: T & Branching<B>,
  change: (list: readonly PlStatement[]) => readonly PlStatement[],
): T {
  const branches = sameOr(s.branches, (x) => withBody(x, change(x.body)));
  const otherwise = s.otherwise && change(s.otherwise);
  return branches === s.branches && otherwise === s.otherwise
    ? s
    : { ...s, branches, ...(otherwise ? { otherwise } : {}) };
}

const withBody = <T extends { readonly body: readonly PlStatement[] }>(part: T, body: readonly PlStatement[]): T =>
  body === part.body ? part : { ...part, body };

function sameOr<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const made = items.map(change);
  return made.every((item, i) => item === items[i]) ? items : made;
}
