import { argumentsNamed } from '../../ir/arguments-named.js';
import { identifier } from '../../ir/made-nodes.js';
import { copyInto } from '../../ir/map-tree.js';
import type {
  AnonymousBlock,
  BindVariable,
  Block,
  Declaration,
  Expr,
  Identifier,
  TypeRef,
} from '../../ir/oracle/index.js';
import type { PgExpr, PgStatement, PlDeclaration } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { contains, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { foldName } from '../naming/naming.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { typeRefOf, unusedName, useOf } from '../plsql/effects/texts/bind-block.js';
import { bindsOf } from '../plsql/effects/texts/bind-unit.js';
import { constantText } from '../plsql/effects/texts/constant-text.js';
import { lowerAnonymousBlock } from '../plsql/routines/anonymous-block.js';

/** What needs more than the block itself: objects beside it, or another way out of it than its end. */
const notInBlock: ReadonlySet<string> = new Set([
  'RoutineDefinition',
  'RoutineDeclaration',
  'RecordTypeDeclaration',
  'CollectionTypeDeclaration',
  'SubtypeDeclaration',
  'RefCursorTypeDeclaration',
  'Pragma',
  'Return',
]);

/**
 * A block for DBMS_SQL.PARSE. Each bind variable is a variable of the block, of the type of what the same routine binds
 * to it; the block begins with the values bound and hands all of them back at its end:
 * do $$ declare bind_x numeric := :x; begin … perform ora.state_set('dbms_sql_given', jsonb_build_object('X',
 * bind_x::text)::text); end $$ Undefined where a type is not known, and for blocks that end the transaction or cut
 * arrays. (PL/SQL Packages and Types Reference, "DBMS_SQL", VARIABLE_VALUE)
 */
export function blockWithBinds(
  rc: BodyBuilder,
  unit: AnonymousBlock,
  text: string,
  span: Span,
): PgStatement | undefined {
  if (contains(unit, (node) => notInBlock.has(node.kind))) return undefined;
  const types = boundTypes(rc);
  const values = new Map<BindVariable, Expr>();
  const variables = new Map<string, Identifier>();
  const declarations: Declaration[] = [];
  for (const bind of bindsOf(unit)) {
    const type = types.get(bind.name.toUpperCase());
    if (!type) return undefined;
    let variable = variables.get(bind.name.toUpperCase());
    if (!variable) {
      variable = identifier(span, unusedName(unit, bind.name));
      variables.set(bind.name.toUpperCase(), variable);
      declarations.push({ kind: 'VariableDeclaration', span, name: variable, constant: false, type, notNull: false });
    }
    values.set(bind, useOf(variable, span));
  }
  const bound = copyInto(unit, text, span, values);
  const block: Block = { kind: 'Block', span, labels: [], declarations, body: [bound.block], handlers: [] };
  const whole: AnonymousBlock = { ...bound, block };
  rc.unit.analysis.addUnit(whole);
  const { statement, transactionControl } = lowerAnonymousBlock(rc.unit, whole);
  // `a[:n]` of an array would be read as a bind variable.
  if (transactionControl || contains(statement, (node) => node.kind === 'PgSlice')) return undefined;
  const names = new Map([...variables].map(([bind, { name }]) => [foldName(name), bind]));
  const given = (d: PlDeclaration): PlDeclaration => {
    const bind = d.kind === 'PlVariable' ? names.get(d.name) : undefined;
    return d.kind === 'PlVariable' && bind ? { ...d, initial: b.raw(span, `:${bind.toLowerCase()}`) } : d;
  };
  const { body } = statement;
  const known = new Set(body.declarations.map((d) => d.name));
  if (![...names.keys()].every((name) => known.has(name))) return undefined;
  const back = [...names].flatMap(([name, bind]): PgExpr[] => [
    b.text(span, bind),
    b.cast(span, b.column(span, name), pgTypes.text),
  ]);
  const handedBack = b.cast(span, b.call(span, 'jsonb_build_object', ...back), pgTypes.text);
  const keep = b.perform(span, b.ora(span, 'state_set', b.text(span, 'dbms_sql_given'), handedBack));
  const declared = body.declarations.map(given);
  return { ...statement, body: { ...body, declarations: declared, body: [...body.body, keep] } };
}

/** The types of what the routine binds, by the name of the bind variable; none for one that it binds with two. */
function boundTypes(rc: BodyBuilder): ReadonlyMap<string, TypeRef | undefined> {
  const found = new Map<string, TypeRef | undefined>();
  walk(rc.source, (node) => {
    if (node.kind !== 'CallStatement') return;
    const { call } = node;
    if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return;
    const { base } = rc.unit.analysis.resolve(call);
    if (base.kind !== 'supplied' || base.package !== 'DBMS_SQL' || !base.member.startsWith('BIND_VARIABLE')) return;
    const by = argumentsNamed(base.args);
    const [name, value] = [by('NAME', 1), by('VALUE', 2)];
    const text = name && constantText(rc.unit, name);
    if (text === undefined || !value) return;
    const plain = text.replace(/^:/, '').toUpperCase();
    const given = rc.unit.analysis.typeOf(value);
    // '' is text.
    const type = typeRefOf(given.kind === 'null' ? { kind: 'varchar2' } : given, value.span);
    const known = found.get(plain);
    const differs = found.has(plain) && (known === undefined || written(known) !== written(type));
    found.set(plain, differs ? undefined : type);
  });
  return found;
}

const written = (type: TypeRef | undefined): string => (type?.kind === 'BuiltinTypeRef' ? type.name : '');
