import type { OracleType } from '../../../../analyze/model/types.js';
import { isLiteral } from '../../../../ir/kinds.js';
import type {
  Block,
  Call,
  DmlStatement,
  ExecuteImmediate,
  Expr,
  Name,
  Query,
  ScriptUnit,
} from '../../../../ir/oracle/index.js';
import type { Assignment, CallStatement } from '../../../../ir/oracle/statements.js';
import type { PgExpr, PgStatement } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import type { ExprContext, UnitContext } from '../../../context.js';
import { lowerDdl } from '../../../ddl/index.js';
import { identifierText, literal } from '../../../ddl/names.js';
import { runtimeStatement } from '../../../ddl/runtime-statement.js';
import { lowerDml } from '../../../dml/index.js';
import { lowerExpr } from '../../../expressions/index.js';
import { foldName } from '../../../naming/naming.js';
import { lowerObjectConstructor } from '../../../objects/expressions.js';
import { lowerQuery } from '../../../queries/index.js';
import { pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { inUnit, nextParameter, withVariables } from '../../body/derived-context.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { isCompiledDdl } from '../dynamic-ddl.js';
import { isNumberHole } from './dynamic-words.js';

/** What the text became: statements to execute, or the name of what a block calls. */
export interface TemplateStatements {
  readonly kind: 'query' | 'dml' | 'ddl' | 'call';
  readonly statements: readonly PgStatement[];
  readonly targets?: readonly Expr[];
  readonly callee?: string;
  /** A call whose arguments are plain values. */
  readonly plain?: PlainCall;
}

/** A call that is converted exactly where the routine takes its arguments as they are. */
export interface PlainCall {
  readonly callee: string;
  /** The call of `placeholder`. */
  readonly statement: PgStatement;
  /** What `ora.dynamic_routine` asks of the routine: `in number`, `out text`. */
  readonly args: readonly string[];
  readonly result?: string;
  /** The types that come back. */
  readonly types: readonly OracleType[];
}

/** Stands for the name of the routine in the statement of a plain call. */
const calleePlaceholder = 'dyn_callee_';

/**
 * Stands for the conversion of an argument in the statement of a plain call, as a function, or as nothing:
 * `dyn_arg_1_($1)`.
 */
const convertedArguments = (values: readonly PgExpr[], kinds: readonly (string | undefined)[]): PgExpr[] =>
  values.map((value, i) =>
    kinds[i]?.startsWith('in ') && !kinds[i].startsWith('in out ')
      ? b.callNamed(value.span, [`dyn_arg_${i + 1}_`], [value])
      : value,
  );

/** A statement with names in the places of what is not known. */
interface NamedStatement {
  /** The unit as it is while the statement is lowered. */
  readonly unit: UnitContext;
  readonly bound: ScriptUnit;
  readonly text: string;
  /** What USING gives it, and where that is evaluated. */
  readonly binds: ExecuteImmediate;
  readonly outside: ExprContext;
}

/**
 * The statement that the text is with names in the places of what is not known; undefined where words cannot be put
 * into what it becomes. `using` gets its parameters.
 */
export function lowerTemplate(
  rc: BodyBuilder,
  { unit, bound, binds, outside, text }: NamedStatement,
  using: PgExpr[],
): TemplateStatements | undefined {
  const { span } = bound;
  const ex: ExprContext = {
    unit,
    sql: true,
    routine: withParameters(rc, unit, using),
    substitutions: {
      replace: (expr) => parameterFor(expr) ?? lowerNamed(ex, expr, text),
      isWord: (name) => holdsWord(name) || holdsWord(foldName(name)) || isNumberHole({ name }),
    },
  };
  const parameterFor = bindParameters(outside, binds, using);
  switch (bound.kind) {
    case 'AnonymousBlock':
      rc.unit.analysis.addUnit(bound);
      return lowerSoleCall(ex, bound.block, binds);
    case 'QueryStatement': {
      rc.unit.analysis.addUnit(bound);
      return {
        kind: 'query',
        statements: [{ kind: 'PgQueryStatement', span, query: lowerQuery(ex, withoutInto(bound.query)) }],
      };
    }
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge': {
      const statement = withoutTargets(bound);
      rc.unit.analysis.addUnit(statement);
      const lowered = lowerDml(ex, statement);
      if (lowered.before || lowered.after || lowered.countsItself || lowered.counted) return undefined;
      if ('returning' in statement && statement.returning && !binds.returning) return undefined;
      return { kind: 'dml', statements: [{ kind: 'PgDmlStatement', span, statement: lowered.statement }] };
    }
    default: {
      if (!isCompiledDdl(bound) || bound.kind === 'AlterSession') return undefined;
      rc.unit.analysis.addUnit(bound, undefined, (name) => holdsWord(foldName(name)));
      const lowered = lowerDdl({ ...unit, inProgram: true }, bound);
      const made = [...lowered.statements, ...(lowered.late ?? [])];
      const statements = [...columnListIsNew(bound), ...made, ...(made.length > 0 ? usageOfSequence(bound) : [])];
      return statements.length > 0 ? { kind: 'ddl', statements } : undefined;
    }
  }
}

/** `select ora.new_index('ix', 'tab', 'col')`: Oracle refuses an index of columns that have one. */
function columnListIsNew(unit: ScriptUnit): PgStatement[] {
  if (unit.kind !== 'CreateIndex') return [];
  const names = unit.columns.map(({ value, direction }) =>
    value.kind === 'Name' && value.parts.length === 1 && direction !== 'DESC' ? identifierOf(value.parts) : undefined,
  );
  if (names.some((name) => name === undefined)) return [];
  const own = unit.name.parts.slice(-1);
  const args = [identifierOf(own), identifierOf(unit.table.parts), ...names.map((name) => name ?? '')];
  return [runtimeStatement(unit.span, 'new_index', ...args.map(literal))];
}

/** `select ora.sequence_usage('obj', true, 'grantee')`: what the run names may be a sequence. */
function usageOfSequence(unit: ScriptUnit): PgStatement[] {
  if ((unit.kind !== 'Grant' && unit.kind !== 'Revoke') || !unit.object) return [];
  if (!unit.privileges.some(({ name }) => name === 'SELECT') || !unit.object.parts.some(isOfTheRun)) return [];
  const grantees = unit.grantees.map((grantee) => literal(identifierOf([grantee])));
  const granted = String(unit.kind === 'Grant');
  return [
    runtimeStatement(unit.span, 'sequence_usage', literal(identifierOf(unit.object.parts)), granted, ...grantees),
  ];
}

const isOfTheRun = ({ name }: Name['parts'][number]): boolean => holdsWord(foldName(name));

const identifierOf = (parts: Name['parts']): string =>
  parts.map((part) => identifierText(foldName(part.name))).join('.');

/**
 * A block that only calls what a word names; its OUT arguments are the row that CALL gives. Without arguments the word
 * may hold them.
 *   BEGIN ' || p || '(:1); END;        →  call p($1)
 *   BEGIN :r := ' || f || '(:1); END;  →  select f($1)
 */
function lowerSoleCall(ex: ExprContext, block: Block, s: ExecuteImmediate): TemplateStatements | undefined {
  const [only] = block.body;
  if (!only || block.body.length > 1 || block.declarations.length > 0 || block.handlers.length > 0) return undefined;
  const name = (callee: Expr): readonly string[] | undefined => {
    const parts = callee.kind === 'Name' ? callee.parts.map((part) => foldName(part.name)) : [];
    return parts.some(holdsWord) ? parts : undefined;
  };
  const modeOf = (value: Expr): string => s.using.find((u) => u.value === value)?.mode ?? 'IN';
  // CALL takes anything for an argument that only goes out.
  const valuesOf = (call: Call): PgExpr[] | undefined =>
    call.args.every((a) => !a.name)
      ? call.args.map((a) => (modeOf(a.value) === 'OUT' ? b.null(a.value.span) : lowerExpr(ex, a.value)))
      : undefined;
  if (only.kind === 'CallStatement') {
    return procedureCall(ex, { only, s, name, valuesOf, modeOf });
  }
  if (only.kind !== 'Assignment' || s.using.filter((u) => u.mode !== 'IN').length !== 1) return undefined;
  if (only.value.kind === 'Name') {
    const callee = s.using.length === 1 ? name(only.value) : undefined;
    if (!callee) return undefined;
    // A word alone may hold arguments, or be any other expression.
    const value = callee.length === 1 ? b.column(only.span, ...callee) : b.callNamed(only.span, callee, []);
    const query = b.select(only.span, { items: [value] });
    return { kind: 'call', statements: [{ kind: 'PgQueryStatement', span: only.span, query }], targets: [only.target] };
  }
  return functionCall(ex, { only, s, name, valuesOf, modeOf });
}

/** The only statement of a block, which calls a routine, and how its parts are read. */
interface SoleCall<S> {
  readonly only: S;
  readonly s: ExecuteImmediate;
  /** The name of the routine, if it holds a word. */
  readonly name: (callee: Expr) => readonly string[] | undefined;
  /** The arguments, unless they are named. */
  readonly valuesOf: (call: Call) => PgExpr[] | undefined;
  /** The mode of what USING gives, IN of anything else. */
  readonly modeOf: (value: Expr) => string;
}

/** `:result := word(…)` */
function functionCall(
  ex: ExprContext,
  { only, name, valuesOf, modeOf }: SoleCall<Assignment>,
): TemplateStatements | undefined {
  if (only.value.kind !== 'Call') return undefined;
  const callee = name(only.value.callee);
  const values = callee && valuesOf(only.value);
  if (!callee || !values) return undefined;
  const called = (name: readonly string[], args: readonly PgExpr[]): PgStatement => {
    const query = b.select(only.span, { items: [b.callNamed(only.span, name, args)] });
    return { kind: 'PgQueryStatement', span: only.span, query };
  };
  const kinds = only.value.args.map(({ value }) => argumentKind(ex, value, modeOf(value)));
  const result = kindOf(ex, only.target);
  const args = kinds.filter((kind) => kind !== undefined);
  return {
    kind: 'call',
    statements: [called(callee, values)],
    targets: [only.target],
    ...(result !== undefined && result !== 'null' && args.length === kinds.length
      ? {
          plain: {
            callee: callee.join('.'),
            statement: called([calleePlaceholder], convertedArguments(values, kinds)),
            args,
            result,
            types: [unsized(ex.unit.analysis.typeOf(only.target))],
          },
        }
      : {}),
  };
}

/** A call whose procedure is a word. */
function procedureCall(
  ex: ExprContext,
  { only, s, name, valuesOf, modeOf }: SoleCall<CallStatement>,
): TemplateStatements | undefined {
  const { call } = only;
  if (call.kind === 'Name') {
    if (s.using.length > 0) return undefined;
    const callee = name(call);
    return callee ? { kind: 'call', statements: [], callee: callee.join('.') } : undefined;
  }
  const callee = call.kind === 'Call' ? name(call.callee) : undefined;
  const values = call.kind === 'Call' && callee ? valuesOf(call) : undefined;
  if (!callee || !values || call.kind !== 'Call') return undefined;
  const targets = call.args.map((a) => a.value).filter((value) => modeOf(value) !== 'IN');
  if (targets.length !== s.using.filter((u) => u.mode !== 'IN').length) return undefined;
  const statement: PgStatement = { kind: 'PgCallStatement', span: only.span, name: callee, args: values };
  const kinds = call.args.map(({ value }) => argumentKind(ex, value, modeOf(value)));
  const plain: PlainCall = {
    callee: callee.join('.'),
    statement: { ...statement, name: [calleePlaceholder], args: convertedArguments(values, kinds) },
    args: kinds.filter((kind) => kind !== undefined),
    types: targets.map((target) => unsized(ex.unit.analysis.typeOf(target))),
  };
  return {
    kind: 'call',
    statements: [statement],
    ...(targets.length > 0 ? { targets } : {}),
    ...(plain.args.length === kinds.length ? { plain } : {}),
  };
}

/** `in number`; undefined of what is not handed over as it is. */
function argumentKind(ex: ExprContext, value: Expr, mode: string): string | undefined {
  const kind = kindOf(ex, value);
  return kind === undefined ? undefined : `${mode.toLowerCase()} ${kind}`;
}

function kindOf(ex: ExprContext, value: Expr): string | undefined {
  if (value.kind === 'StringLiteral' && value.value === '') return 'null';
  const type = ex.unit.analysis.typeOf(value);
  switch (type.kind) {
    case 'number':
      return pgTypeOf(ex.unit.naming, type, 'value').name.at(-1) === 'numeric' ? 'number' : 'integer';
    case 'plsInteger':
      return 'integer';
    case 'varchar2':
      return 'text';
    case 'char':
      return value.kind === 'StringLiteral' ? 'text' : undefined;
    case 'date':
      return 'date';
    case 'null':
      return 'null';
    default:
      return undefined;
  }
}

/** What comes from a parameter or result has no size of its own, and a number need not be whole. */
function unsized(type: OracleType): OracleType {
  if (type.kind === 'number' || type.kind === 'plsInteger') return { kind: 'number' };
  return type.kind === 'varchar2' ? { kind: 'varchar2' } : type;
}

/** What USING gives is evaluated once, before the statement, and is a parameter in it; numbers stay literals. */
function bindParameters(
  outside: ExprContext,
  s: ExecuteImmediate,
  using: PgExpr[],
): (expr: Expr) => PgExpr | undefined {
  const parameters = new Map<Expr, PgExpr | undefined>();
  const values = new Set(s.using.filter((u) => u.mode !== 'OUT').map((u) => u.value));
  return (expr) => {
    // The statement would read a text as what it stands beside, in PostgreSQL's way.
    const isTextLiteral = expr.kind === 'StringLiteral';
    if (!values.has(expr) || (isLiteral(expr) && !isTextLiteral)) return undefined;
    if (!parameters.has(expr)) {
      const parameter = nextParameter(expr.span, using, lowerExpr(outside, expr));
      const type = outside.unit.analysis.typeOf(expr);
      const known = type.kind !== 'unknown' && type.kind !== 'null' && type.kind !== 'record';
      parameters.set(
        expr,
        known
          ? b.cast(expr.span, parameter, isTextLiteral ? pgTypes.text : pgTypeOf(outside.unit.naming, type, 'value'))
          : parameter,
      );
    }
    return parameters.get(expr);
  };
}

/**
 * Stands the word alone in parentheses that are neither those of a call nor of a list? They keep what it is put
 * together of together.
 */
const isGrouped = (text: string, name: string): boolean =>
  new RegExp(
    `(^|[^\\w$#"\\s]|\\b(and|or|not|where|on|when|having|then|else|select))\\s*\\(\\s*${name}\\s*\\)`,
    'i',
  ).test(text);

/** Is the name a word, or put together of words and what stands beside them? */
const holdsWord = (part: string): boolean => /dyn_\d+_/.test(part);

/** A word as a value, and a call of a function that a word names. */
function lowerNamed(ex: ExprContext, expr: Expr, text: string): PgExpr | undefined {
  if (expr.kind === 'Name') {
    const parts = expr.parts.map((part) => foldName(part.name));
    const known = ex.unit.analysis.resolve(expr).base.kind !== 'unresolved';
    const name = parts.find(holdsWord);
    if (known || name === undefined) return undefined;
    const last = parts.at(-1);
    if (parts.length > 1 && (last === 'nextval' || last === 'currval'))
      return b.call(expr.span, last, b.text(expr.span, parts.slice(0, -1).join('.')));
    const word = b.column(expr.span, ...parts);
    return isGrouped(text, name) && parts.length === 1 ? b.raw(expr.span, `(${name})`) : word;
  }
  if (expr.kind !== 'Call' || expr.callee.kind !== 'Name' || expr.args.some((a) => a.name)) return undefined;
  const parts = expr.callee.parts.map((part) => foldName(part.name));
  if (!parts.some(holdsWord)) return undefined;
  return (
    lowerConstructor(ex, expr, expr.callee) ??
    b.callNamed(
      expr.span,
      parts,
      expr.args.map((a) => lowerExpr(ex, a.value)),
    )
  );
}

/** `owner.address_t('x', 'y')` of an owner whom the run tells, where the program has such an object type. */
function lowerConstructor(ex: ExprContext, { args, span }: Call, { parts }: Name): PgExpr | undefined {
  const [owner, type] = parts;
  if (!owner || !type || parts.length > 2 || holdsWord(foldName(type.name))) return undefined;
  const symbol = ex.unit.analysis.objectAt([type], span);
  if (symbol?.kind !== 'objectType' || symbol.methods.some((m) => m.declaration.method?.role === 'CONSTRUCTOR'))
    return undefined;
  if (symbol.attributes.length !== args.length) return undefined;
  const made = lowerObjectConstructor(ex, { kind: 'constructor', type: symbol, args }, span);
  const name = made.kind === 'PgCast' ? made.type.name.at(-1) : undefined;
  return made.kind === 'PgCast' && name !== undefined
    ? { ...made, type: { ...made.type, name: [foldName(owner.name), name] } }
    : undefined;
}

/** A context in which variables are parameters of EXECUTE. */
function withParameters(rc: BodyBuilder, unit: UnitContext, using: PgExpr[]): RoutineContext {
  return withVariables(inUnit(rc, unit), (symbol, place) => {
    const { span } = symbol;
    const type = pgTypeOf(rc.unit.naming, symbol.type, 'value');
    return b.cast(span, nextParameter(span, using, rc.variable(symbol, place)), type);
  });
}

function withoutInto(query: Query): Query {
  const { body } = query;
  return body.kind === 'Select' && body.into ? { ...query, body: { ...body, into: undefined } } : query;
}

function withoutTargets(statement: Exclude<DmlStatement, { kind: 'MultiTableInsert' }>): typeof statement {
  if (!('returning' in statement) || !statement.returning) return statement;
  return { ...statement, returning: { ...statement.returning, into: undefined } } as typeof statement;
}
