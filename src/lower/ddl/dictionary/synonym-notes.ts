import type { Analysis } from '../../../analyze/analysis.js';
import type { CreateSynonym, DropObject, QualifiedName } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { literal } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';

/*
 * PostgreSQL has no synonyms: names are resolved when code is converted. That there are some is kept for what lists
 * them, and for programs that make and drop them: `select ora.note_synonym(null, 'S', null, 'EMP', null)`.
 */

/** The call of `ora.note_synonym` or `ora.create_synonym`: whose it is, its name, the owner and name of the target, and its link. */
export function noteOfSynonym(
  analysis: Analysis,
  node: CreateSynonym,
  call: string,
  ...more: readonly string[]
): PgStatement {
  const { owner, name } = placeOf(node.name);
  const target = placeOf(node.target);
  const symbol = analysis.declared(node);
  const found = symbol?.kind === 'synonym' ? symbol.target : undefined;
  const ofTarget = target.owner ?? (found && 'owner' in found && found.owner !== '' ? found.owner : undefined);
  const args = [node.public ? 'PUBLIC' : owner, name, ofTarget, target.name, node.target.link];
  const list = args.map((a) => (a === undefined ? 'null' : literal(a))).join(', ');
  return runtimeStatement(node.span, call, list, ...more);
}

/**
 * Is it made for another user, `create synonym emps for &owner..emps` beside the script that creates the table? An owner has
 * no private synonym and table of one name. (Database Error Messages, ORA-00955)
 */
export function isOfAnotherUser(analysis: Analysis, node: CreateSynonym): boolean {
  const { owner = analysis.ownerAt(node.span), name } = placeOf(node.name);
  const symbol = analysis.declared(node);
  const isKnown = node.target.link !== undefined || (symbol?.kind === 'synonym' && symbol.target !== undefined);
  return !node.public && !isKnown && analysis.catalog.relations.some((r) => r.name === name && r.owner === owner);
}

/** The call of `ora.drop_synonym`; what must exist is an error where it does not. */
export function dropOfSynonym(node: DropObject, { mustExist }: { readonly mustExist: boolean }): PgStatement {
  const { owner, name } = placeOf(node.name);
  const by = node.objectKind === 'PUBLIC SYNONYM' ? 'PUBLIC' : owner;
  const list = [by, name].map((a) => (a === undefined ? 'null' : literal(a)));
  return runtimeStatement(node.span, 'drop_synonym', ...list, ...(mustExist ? ['true'] : []));
}

function placeOf({ parts }: QualifiedName): { readonly owner?: string | undefined; readonly name: string } {
  const [last, owner] = [...parts].reverse();
  return { owner: owner?.name, name: last?.name ?? '' };
}
