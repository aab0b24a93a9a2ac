import type { Analysis } from '../../../../analyze/analysis.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { isLiteral } from '../../../../ir/kinds.js';
import { identifier, nameNode } from '../../../../ir/made-nodes.js';
import { copyInto } from '../../../../ir/map-tree.js';
import type {
  AnonymousBlock,
  BindVariable,
  Block,
  Declaration,
  Expr,
  Identifier,
  Name,
  Statement,
  TypeRef,
  UsingArgument,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Span } from '../../../../ir/span.js';
import { contains } from '../../../../ir/walk.js';
import { isSimple } from '../../../../parse/build/plsql/block-text.js';
import { bindsOf, callsAnything } from './bind-unit.js';

/** A bind variable of a block: where it is used, and what USING gives for it. */
export interface Bind {
  readonly name: string;
  readonly uses: readonly BindVariable[];
  readonly argument: UsingArgument;
}

/**
 * The block of a dynamic text with what USING gives in the place of its bind variables; undefined where USING does not
 * fit them. In Oracle IN values are worked out once, before the block; OUT starts as NULL; OUT and IN OUT are handed
 * back when the block has ended without an error. An expression of USING stands in the place of the bind variable
 * itself where it does the same there; otherwise a variable stands between the two. (PL/SQL Language Reference, "EXECUTE
 * IMMEDIATE Statement")
 */
export function bindBlock(
  analysis: Analysis,
  unit: AnonymousBlock,
  text: string,
  using: readonly UsingArgument[],
  span: Span,
): AnonymousBlock | undefined {
  const binds = namedBinds(unit, using);
  if (!binds) return undefined;
  const values = new Map<BindVariable, Expr>();
  const declarations: Declaration[] = [];
  const copies: Statement[] = [];
  for (const bind of binds) {
    const { argument, uses, name } = bind;
    const type = typeRefOf(analysis.typeOf(argument.value), span);
    const between = !mayStandInPlace(analysis, unit.block, bind, binds);
    // The value is evaluated once.
    if (between && !type && callsAnything(analysis, argument.value) && uses.length > 1) return undefined;
    if (!between || !type) {
      for (const use of uses) values.set(use, argument.value);
      continue;
    }
    const variable = identifier(span, unusedName(unit, name));
    declarations.push({
      kind: 'VariableDeclaration',
      span,
      name: variable,
      constant: false,
      type,
      notNull: false,
      ...(argument.mode === 'OUT' ? {} : { initial: argument.value }),
    });
    for (const use of uses) values.set(use, useOf(variable, span));
    if (argument.mode !== 'IN')
      copies.push({
        kind: 'Assignment',
        span,
        target: argument.value,
        value: useOf(variable, span),
      });
  }
  const bound = copyInto(unit, text, span, values);
  if (declarations.length === 0) return bound;
  const block: Block = { kind: 'Block', span, labels: [], declarations, body: [bound.block, ...copies], handlers: [] };
  return { ...bound, block };
}

/** The bind variables of a block by their names, with what USING gives; undefined where that does not fit. */
export function namedBinds(unit: AnonymousBlock, using: readonly UsingArgument[]): readonly Bind[] | undefined {
  const uses = new Map<string, BindVariable[]>();
  for (const bind of bindsOf(unit)) uses.set(bind.name, [...(uses.get(bind.name) ?? []), bind]);
  const binds = [...uses].flatMap(([name, all], i) => {
    const argument = using[i];
    return argument ? [{ name, uses: all, argument }] : [];
  });
  return binds.length === uses.size ? binds : undefined;
}

/** Does the block do the same with the expression in the place of the bind variable as with its value? */
function mayStandInPlace(analysis: Analysis, block: Block, bind: Bind, binds: readonly Bind[]): boolean {
  const { argument, uses } = bind;
  const takesAtOnce = isSimple(block);
  if (argument.mode !== 'IN') return takesAtOnce && uses.length === 1;
  if (isLiteral(argument.value)) return true;
  if (takesAtOnce) return uses.length === 1 || !callsAnything(analysis, argument.value);
  return isUntouched(analysis, argument.value, binds);
}

/** A variable of the routine, which the text cannot name, and which is not given for OUT too. */
function isUntouched(analysis: Analysis, value: Expr, binds: readonly Bind[]): boolean {
  const variable = variableOf(analysis, value);
  if (!variable || (variable.storage !== 'local' && variable.storage !== 'parameter')) return false;
  return binds.every((x) => x.argument.mode === 'IN' || variableOf(analysis, x.argument.value) !== variable);
}

function variableOf(analysis: Analysis, value: Expr) {
  if (value.kind !== 'Name' && value.kind !== 'Call' && value.kind !== 'Member') return undefined;
  const { base, steps } = analysis.resolve(value);
  return base.kind === 'variable' && steps.every((step) => step.kind === 'field' || step.kind === 'element')
    ? base.variable
    : undefined;
}

/** A use of the variable at the place. */
export const useOf = (variable: Identifier, span: Span): Name => nameNode(span, { ...variable });

/** A name that the text does not use. */
export function unusedName(unit: AnonymousBlock, bind: string): string {
  const base = `BIND_${bind.replace(/\W/g, '_').toUpperCase()}`;
  let name = base;
  const isUsed = (node: OracleNode): boolean => node.kind === 'Identifier' && node.name.toUpperCase() === name;
  for (let number = 2; contains(unit, isUsed); number++) name = `${base}_${number}`;
  return name;
}

/** The type of a variable that takes any value of the type. */
export function typeRefOf(type: OracleType, span: Span): TypeRef | undefined {
  const builtin = (name: string, precision?: string): TypeRef => ({
    kind: 'BuiltinTypeRef',
    span,
    name,
    ...(precision === undefined ? {} : { precision: { kind: 'NumberLiteral', span, text: precision } }),
  });
  switch (type.kind) {
    case 'number':
      return builtin('NUMBER');
    case 'plsInteger':
      return builtin('PLS_INTEGER');
    case 'binaryDouble':
      return builtin('BINARY_DOUBLE');
    case 'binaryFloat':
      return builtin('BINARY_FLOAT');
    case 'varchar2':
    case 'char':
      return builtin('VARCHAR2', '32767');
    case 'raw':
      return builtin('RAW', '32767');
    case 'date':
      return builtin('DATE');
    case 'timestamp':
      return builtin(
        type.zone === 'none'
          ? 'TIMESTAMP'
          : type.zone === 'local'
            ? 'TIMESTAMP WITH LOCAL TIME ZONE'
            : 'TIMESTAMP WITH TIME ZONE',
        '9',
      );
    case 'clob':
      return builtin('CLOB');
    case 'blob':
      return builtin('BLOB');
    case 'boolean':
      return builtin('BOOLEAN');
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
    case 'bfile':
    case 'rowid':
    case 'xml':
    case 'json':
    case 'anydata':
    case 'jsonElement':
    case 'refCursor':
    case 'record':
    case 'collection':
    case 'object':
    case 'ref':
    case 'null':
    case 'unknown':
      return undefined;
  }
}
