import { dotted, lastName } from '../ir/dotted.js';
import { dmlKinds } from '../ir/kinds.js';
import { identifier, qualifiedName } from '../ir/made-nodes.js';
import { copyInto, mapTree } from '../ir/map-tree.js';
import type {
  Call,
  DerivedTable,
  Expr,
  FromItem,
  Identifier,
  Parameter,
  QualifiedName,
  Query,
  RoutineDefinition,
  ScriptUnit,
  Select,
  SelectItem,
  TableFunction,
  TableRef,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';
import { nodesOf } from '../ir/walk.js';
import { parseStatementText } from '../parse/build/index.js';
import { textOfNames } from './texts/literal-texts.js';

/*
 * SQL macros whose text is the same at every call: it stands in the place of the call. Parameters are columns of a row
 * beside it, which its own columns hide, and which the name of the macro qualifies; tables are named.
 * In:  FROM first_of(emp, 2)   with 'SELECT * FROM t FETCH FIRST n ROWS ONLY' of first_of(t DBMS_TF.TABLE_T, n NUMBER)
 * Out: FROM (SELECT made.* FROM (SELECT 2 AS n FROM dual) first_of, LATERAL (SELECT * FROM emp t FETCH FIRST n ROWS ONLY) made)
 * (PL/SQL Language Reference, "SQL_MACRO Clause")
 */

/** The macros of the inputs by their names; one whose name another routine has, too, is not among them. */
type SqlMacros = ReadonlyMap<string, Macro>;

interface Macro {
  readonly definition: RoutineDefinition;
  readonly package?: string;
}

/** The units with known macros in the places of their calls; the definitions keep the text, by which calls in texts are known. */
export function withSqlMacros<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  if (!units.some(({ unit }) => hasMacros(unit))) return units;
  const told = units.map((one) => {
    const unit = mapTree(one.unit, withText);
    return unit === one.unit ? one : { ...one, unit };
  });
  const macros = macrosOf(told.map(({ unit }) => unit));
  return told.map((one) => {
    const unit = expandedMacros(one.unit, macros);
    return unit === one.unit ? one : { ...one, unit };
  });
}

const hasMacros = (unit: ScriptUnit): boolean =>
  nodesOf(unit, 'RoutineDefinition').some(({ options }) => options.sqlMacro !== undefined);

/** The definition with its text; a table is given by its name. */
function withText(node: OracleNode): RoutineDefinition | undefined {
  if (node.kind !== 'RoutineDefinition' || node.options.sqlMacro === undefined || node.options.macro) return undefined;
  const macroText = textOf(node);
  if (macroText === undefined || !node.parameters.every(isIn)) return undefined;
  const parameters = node.parameters.map(
    (p): Parameter =>
      isTable(p) ? { ...p, type: { kind: 'BuiltinTypeRef', span: p.type.span, name: 'VARCHAR2' } } : p,
  );
  const tables = node.parameters.filter(isTable).map(({ name }) => name.name);
  return { ...node, parameters, options: { ...node.options, macro: { text: macroText, tables } } };
}

const isIn = ({ mode }: Parameter): boolean => mode === 'IN';

const isTable = ({ type }: Parameter): boolean =>
  type.kind === 'NamedTypeRef' && /^(?:SYS\.)?DBMS_TF\.TABLE_T$/.test(dotted(type.name));

/** What a body of literals, assignments of these and RETURN gives. */
function textOf({ body }: RoutineDefinition): string | undefined {
  if (body.kind !== 'Block' || body.handlers.length > 0) return undefined;
  const values = new Map<string, string>();
  const known = (expr: Expr): string | undefined => textOfNames(expr, (name) => values.get(name));
  for (const declaration of body.declarations) {
    if (declaration.kind !== 'VariableDeclaration') return undefined;
    const value = declaration.initial && known(declaration.initial);
    if (value !== undefined) values.set(declaration.name.name, value);
  }
  for (const statement of body.body) {
    const value = 'value' in statement && statement.value ? known(statement.value) : undefined;
    if (value === undefined) return undefined;
    if (statement.kind === 'Return') return value;
    if (statement.kind !== 'Assignment' || statement.target.kind !== 'Name') return undefined;
    values.set(dotted(statement.target), value);
  }
  return undefined;
}

/** The macros with a text among the units. */
export function macrosOf(units: readonly ScriptUnit[]): SqlMacros {
  const macros = new Map<string, Macro>();
  const others = new Set<string>();
  for (const unit of units)
    for (const one of nodesOf(unit, 'RoutineDefinition', 'RoutineDeclaration')) {
      const { name } = one.name;
      const isKnown = one.kind === 'RoutineDefinition' && one.options.macro !== undefined;
      if (one.options.sqlMacro === undefined || (isKnown && macros.has(name))) others.add(name);
      if (isKnown)
        macros.set(name, {
          definition: one,
          ...(unit.kind === 'CreatePackageBody' && { package: lastName(unit.name) }),
        });
    }
  for (const name of others) macros.delete(name);
  return macros;
}

/** The unit with the texts of macros in the places of their calls in SQL: those of PL/SQL give the text. */
export function expandedMacros(unit: ScriptUnit, macros: SqlMacros): ScriptUnit {
  if (macros.size === 0) return unit;
  const outside = (node: OracleNode): object | undefined => {
    if (!statements.has(node.kind)) return undefined;
    const factors = new Set(nodesOf(node, 'SubqueryFactor').map(({ name }) => name.name));
    const expanded = inStatement(new Map([...macros].filter(([, { definition }]) => !namesTable(definition, factors))));
    return mapTree(node, (inner) => (inner.kind === 'RoutineDefinition' ? mapTree(inner, outside) : expanded(inner)));
  };
  return mapTree(unit, outside);
}

/** Does the text name a table that in the statement of the call would be a query of its WITH? */
function namesTable({ name, options }: RoutineDefinition, factors: ReadonlySet<string>): boolean {
  if (factors.size === 0 || !options.macro) return false;
  const { text, tables } = options.macro;
  const query = queryOf(options.sqlMacro === 'SCALAR' ? `SELECT ${text} FROM DUAL` : text, name.span);
  if (!query) return false;
  const own = new Set(nodesOf(query, 'SubqueryFactor').map((factor) => factor.name.name));
  return nodesOf(query, 'TableRef').some((table) => {
    const named = lastName(table.name);
    return table.name.parts.length === 1 && factors.has(named) && !tables.includes(named) && !own.has(named);
  });
}

const inStatement =
  (macros: SqlMacros): Change =>
  (node) => {
    if (node.kind === 'TableFunction') return tableOf(node, macros);
    return node.kind === 'Call' ? valueOf(node, macros) : undefined;
  };

type Change = (node: OracleNode) => object | undefined;

const statements: ReadonlySet<string> = new Set(['Query', 'SelectInto', ...dmlKinds]);

/** A macro's call and what it gives each parameter. */
interface Given {
  readonly macro: RoutineDefinition;
  /** The others: what a macro gives does not call itself. */
  readonly within: SqlMacros;
  readonly text: string;
  readonly tables: ReadonlyMap<string, QualifiedName>;
  readonly values: readonly { readonly name: Identifier; readonly value: Expr }[];
}

function givenBy({ callee, args }: Call, macros: SqlMacros): Given | undefined {
  if (callee.kind !== 'Name') return undefined;
  const found = macros.get(lastName(callee));
  const macro = found?.definition;
  if (!macro?.options.macro) return undefined;
  const qualifier = callee.parts.at(-2)?.name;
  if (found?.package !== undefined ? (qualifier ?? found.package) !== found.package : callee.parts.length > 2)
    return undefined;
  const { text, tables } = macro.options.macro;
  const ofTables = new Map<string, QualifiedName>();
  const values: { name: Identifier; value: Expr }[] = [];
  for (const [i, { name, initial }] of macro.parameters.entries()) {
    const argument = args.find((a, at) => (a.name ? a.name.name === name.name : at === i));
    const value = argument?.value ?? initial;
    if (!value) return undefined;
    if (!tables.includes(name.name)) values.push({ name, value });
    else if (value.kind === 'Name') ofTables.set(name.name, { ...value, kind: 'QualifiedName' });
    else return undefined;
  }
  if (args.length > macro.parameters.length) return undefined;
  const within = new Map([...macros].filter(([name]) => name !== macro.name.name));
  return { macro, within, text, tables: ofTables, values };
}

/** The expression of a scalar macro, its parameters replaced. */
function valueOf(call: Call, macros: SqlMacros): Expr | undefined {
  const given = givenBy(call, macros);
  if (given?.macro.options.sqlMacro !== 'SCALAR') return undefined;
  const { body } = queryOf(`SELECT ${given.text} FROM DUAL`, call.span) ?? {};
  const item = body?.kind === 'Select' && body.items.length === 1 ? body.items[0] : undefined;
  // Columns of a query in it may hide a parameter.
  if (!item || item.alias || nodesOf(item, 'Query').length > 0) return undefined;
  const values = new Map(given.values.map(({ name, value }) => [name.name, value]));
  const { name } = given.macro.name;
  return mapTree(mapTree(item.value, inStatement(given.within)), (node) => {
    if (node.kind !== 'Name') return undefined;
    const [first, second, more] = node.parts;
    if (more || (second && first?.name !== name)) return undefined;
    const value = values.get((second ?? first)?.name ?? '');
    return value && mapTree(copied(value), inStatement(macros));
  });
}

/** The query of a table macro as an inline view. */
function tableOf(item: TableFunction, macros: SqlMacros): DerivedTable | undefined {
  if (item.value.kind !== 'Call' || item.outer) return undefined;
  const { span, alias, pivots } = item;
  const given = givenBy(item.value, macros);
  if (given?.macro.options.sqlMacro !== 'TABLE') return undefined;
  const written = queryOf(given.text, span);
  // A query of its WITH would hide a table that is given, or the parameter.
  const shown = new Set([...given.tables].flatMap(([name, table]) => [name, lastName(table)]));
  if (!written || nodesOf(written, 'SubqueryFactor').some(({ name }) => shown.has(name.name))) return undefined;
  const query = mapTree(
    mapTree(written, (node) => (node.kind === 'TableRef' ? named(node, given.tables) : undefined)),
    inStatement(given.within),
  );
  return {
    kind: 'DerivedTable',
    span,
    lateral: given.values.length > 0,
    query: given.values.length > 0 ? besideValues(given, query, span, inStatement(macros)) : query,
    ...(alias && { alias }),
    ...(pivots && { pivots }),
  };
}

/** A table that a parameter stands for, under the name of the parameter. */
function named(table: TableRef, tables: Given['tables']): TableRef | undefined {
  const name = tables.get(lastName(table.name));
  if (!name || table.name.parts.length > 1) return undefined;
  return { ...table, name: { ...name, span: table.name.span }, alias: table.alias ?? table.name.parts[0] };
}

/** The query beside a row of what the parameters get. */
function besideValues({ macro, values }: Given, query: Query, span: Span, expanded: Change): Query {
  const select = (items: readonly SelectItem[], from: readonly FromItem[]): Query => {
    const body: Select = { kind: 'Select', span, items, from };
    return { kind: 'Query', span, body };
  };
  const dual: TableRef = { kind: 'TableRef', span, name: qualifiedName(span, identifier(span, 'DUAL')) };
  const made = identifier(span, 'MADE');
  return select(
    [
      {
        kind: 'SelectItem',
        span,
        value: { kind: 'Star', span, qualifier: qualifiedName(span, made) },
      },
    ],
    [
      {
        kind: 'DerivedTable',
        span,
        lateral: true,
        query: select(
          values.map(({ name, value }) => ({
            kind: 'SelectItem',
            span,
            value: mapTree(copied(value), expanded),
            alias: name,
          })),
          [dual],
        ),
        alias: macro.name,
      },
      { kind: 'DerivedTable', span, lateral: true, query, alias: made },
    ],
  );
}

/** Nodes of its own for each place: what the analysis learns is kept by node. */
const copied = (value: Expr): Expr => structuredClone(value);

function queryOf(text: string, span: Span): Query | undefined {
  const { unit, diagnostics } = parseStatementText(text);
  if (unit?.kind !== 'QueryStatement' || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  return copyInto(unit.query, text, span);
}
