import type { PgColumn, PgExpr, PgType, PlBlock, PlDeclaration, PlStatement } from '../../../ir/postgres/index.js';
import { withStatementLists } from '../../../ir/postgres/statement-lists.js';

/** The types of the names that a statement sees. */
type Types = ReadonlyMap<string, PgType>;

/**
 * Where errors are stored, each statement that may fail stands in a sub-block that catches them. Once the body is made
 * and its variables are declared, it shows which of them hold copies between variables of one type alone: they stand
 * without it. A sub-block is a savepoint of its own. (PostgreSQL manual, 43.6.8 "Trapping Errors")
 * @param parameters the types of the routine's parameters
 */
export function withoutNeedlessGuards(body: PlBlock, parameters: Types): PlBlock {
  return block(body, parameters);
}

function block(s: PlBlock, outer: Types): PlBlock {
  const types = declared(s.declarations, outer);
  return withStatementLists(s, (list) => statements(list, types)) as PlBlock;
}

function statements(list: readonly PlStatement[], types: Types): readonly PlStatement[] {
  const made = list.flatMap((s) => statement(s, types));
  return made.length === list.length && made.every((s, i) => s === list[i]) ? list : made;
}

function statement(s: PlStatement, types: Types): readonly PlStatement[] {
  switch (s.kind) {
    case 'PlBlock':
      return isGuard(s) && s.body.every((x) => isCopy(x, types)) ? s.body : [block(s, types)];
    case 'PlForRange': {
      // The loop declares its variable itself.
      const inner = new Map(types);
      inner.set(s.index, { name: ['integer'] });
      return [withStatementLists(s, (list) => statements(list, inner))];
    }
    default:
      return [withStatementLists(s, (list) => statements(list, types))];
  }
}

function declared(declarations: readonly PlDeclaration[], outer: Types): Types {
  if (declarations.length === 0) return outer;
  const types = new Map(outer);
  for (const d of declarations)
    if (d.kind === 'PlVariable' && !d.notNull && !d.constant && !d.type.anchor) types.set(d.name, d.type);
    else types.delete(d.name);
  return types;
}

/** A sub-block that stores whatever error there is and leaves the body. */
function isGuard({ label, declarations, handlers }: PlBlock): boolean {
  const [handler, ...more] = handlers;
  if (!handler || more.length > 0 || label !== undefined || declarations.length > 0) return false;
  const [store, exit, ...rest] = handler.body;
  return (
    handler.conditions.some((c) => 'name' in c && c.name === 'others') &&
    store?.kind === 'PlGetDiagnostics' &&
    exit?.kind === 'PlExit' &&
    rest.length === 0
  );
}

/** A variable gets what another one of its type has, or a literal of it: it takes all of them. */
function isCopy(s: PlStatement, types: Types): boolean {
  if (s.kind !== 'PlAssign' || s.target.kind !== 'PgColumn') return false;
  const target = typeOf(s.target, types);
  return target !== undefined && target.modifiers === undefined && takes(target, s.value, types);
}

function takes(target: PgType, value: PgExpr, types: Types): boolean {
  const name = target.name.join('.');
  switch (value.kind) {
    case 'PgColumn': {
      const given = typeOf(value, types);
      if (given === undefined || given.array !== target.array) return false;
      const of = given.name.join('.');
      return of === name || (of === 'integer' && name === 'numeric');
    }
    case 'PgNull':
      return true;
    case 'PgBoolean':
      return name === 'boolean' && !target.array;
    case 'PgNumber':
      return name === 'numeric' && !target.array;
    case 'PgString':
      return name === 'text' && !target.array;
    default:
      return false;
  }
}

const typeOf = ({ parts }: PgColumn, types: Types): PgType | undefined =>
  parts.length === 1 && parts[0] !== undefined ? types.get(parts[0]) : undefined;
