import { isOthers } from '../../ir/exception-handlers.js';
import { isAnyOf, isSql } from '../../ir/kinds.js';
import type {
  Argument,
  Block,
  Expr,
  Parameter,
  Pragma,
  RecordField,
  RoutineDeclaration,
  RoutineDefinition,
  TypeRef,
  VariableDeclaration,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { contains, forEachChild } from '../../ir/walk.js';
import { misplacedJump } from './misplaced-jump.js';

/** What Oracle says of a program that it does not compile: `PLS-00483: exception 'E' may appear in …`. */
export interface Uncompiled {
  readonly span: Span;
  readonly error: string;
}

/**
 * Why Oracle does not compile a block or routine that is understood nevertheless; undefined where nothing of this kind
 * stands in it. What only names and types tell is not looked at. (Database Error Messages, PLS-00001 to PLS-01919)
 */
export function uncompiled(root: OracleNode): Uncompiled | undefined {
  const jump = root.kind === 'Block' ? misplacedJump(root) : undefined;
  if (jump) return { span: jump.span, error: jumpErrors[jump.kind] ?? '' };
  let found: Uncompiled | undefined;
  const visit = (node: OracleNode, returned: Returned): void => {
    if (found || node.kind === 'ExecuteImmediate' || isSql(node)) return;
    found = ofNode(node, returned);
    const inner = node.kind === 'RoutineDefinition' ? returnedBy(node) : returned;
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, root.kind === 'Block' ? 'nothing' : 'any');
  return found;
}

/** What RETURN has to have in a body. (PL/SQL Language Reference, "RETURN Statement") */
type Returned = 'a value' | 'nothing' | 'rows' | 'any';

function returnedBy(routine: RoutineDefinition): Returned {
  if (routine.routine !== 'FUNCTION') return 'nothing';
  if (routine.options.pipelined) return 'rows';
  return !routine.returns || contains(routine, ({ kind }) => kind === 'PipeRow') ? 'any' : 'a value';
}

/** (Database Error Messages) */
const jumpErrors: Readonly<Record<string, string>> = {
  Exit: 'PLS-00376: illegal EXIT/CONTINUE statement; it must appear inside a loop',
  Continue: 'PLS-00376: illegal EXIT/CONTINUE statement; it must appear inside a loop',
  Goto: 'PLS-00375: illegal GOTO statement; this GOTO cannot branch to its label',
  Raise: 'PLS-00367: a RAISE statement with no exception name must be inside an exception handler',
};

function ofNode(node: OracleNode, returned: Returned): Uncompiled | undefined {
  switch (node.kind) {
    case 'Block':
      return ofHandlers(node) ?? withoutBody(node);
    case 'VariableDeclaration': {
      const { span, name, constant, notNull, initial, type } = node;
      if (constant && !initial)
        return {
          span,
          error: `PLS-00322: declaration of a constant '${name.name}' must contain an initialization assignment`,
        };
      if (notNull && !initial) return { span, error: withoutInitial };
      return ofLength(type);
    }
    case 'RecordField':
      return node.notNull && !node.initial ? { span: node.span, error: withoutInitial } : ofLength(node.type);
    case 'RecordTypeDeclaration':
      return ofSameNames(node.fields);
    case 'CollectionTypeDeclaration':
      return ofLength(node.element);
    case 'CursorDeclaration':
      return ofCursorParameters(node.parameters);
    case 'RoutineDeclaration':
    case 'RoutineDefinition':
      return (
        ofSameNames([...node.parameters, ...localsOf(node)]) ??
        ofParameters(node.parameters) ??
        (node.returns && ofConstraint(node.returns))
      );
    case 'Subquery':
    case 'InQuery':
      return { span: node.span, error: 'PLS-00405: subquery not allowed in this context' };
    case 'Exists':
      return {
        span: node.span,
        error: "PLS-00204: function or pseudo-column 'EXISTS' may be used inside a SQL statement only",
      };
    case 'Pragma':
      return ofNumber(node);
    case 'Return':
      if (node.value && returned === 'nothing')
        return { span: node.span, error: 'PLS-00372: In a procedure, RETURN statement cannot contain an expression' };
      if (node.value && returned === 'rows')
        return {
          span: node.span,
          error: 'PLS-00633: RETURN statement in a pipelined function cannot contain an expression',
        };
      return !node.value && returned === 'a value' ? { span: node.span, error: withoutValue } : undefined;
    case 'Call': {
      const misplaced = positionalBehindNamed(node.args);
      return (
        misplaced && {
          span: misplaced.span,
          error: 'PLS-00312: a positional parameter association may not follow a named association',
        }
      );
    }
    default:
      return undefined;
  }
}

const withoutValue = 'PLS-00503: RETURN <value> statement is required for this return from function';

const withoutInitial = 'PLS-00218: a variable declared NOT NULL must have an initialization assignment';

/** OTHERS comes last, and an exception once. */
function ofHandlers({ handlers }: Block): Uncompiled | undefined {
  const seen = new Set<string>();
  for (const [i, { exceptions, span }] of handlers.entries()) {
    if (exceptions.some(isOthers) && i < handlers.length - 1)
      return { span, error: 'PLS-00370: OTHERS handler must be last among the exception handlers of a block' };
    for (const exception of exceptions) {
      const name = exception.parts.map((part) => part.name).join('.');
      if (seen.has(name))
        return {
          span: exception.span,
          error: `PLS-00483: exception '${name}' may appear in at most one exception handler in this block`,
        };
      seen.add(name);
    }
  }
  return undefined;
}

/** A forward declaration needs its routine. */
function withoutBody({ declarations }: Block): Uncompiled | undefined {
  const defined = new Set(declarations.flatMap((d) => (d.kind === 'RoutineDefinition' ? [d.name.name] : [])));
  const missing = declarations.find((d) => d.kind === 'RoutineDeclaration' && !defined.has(d.name.name));
  return missing?.kind === 'RoutineDeclaration'
    ? {
        span: missing.span,
        error: `PLS-00328: A subprogram body must be defined for the forward declaration of ${missing.name.name}.`,
      }
    : undefined;
}

/** What a routine declares beside its parameters. */
const localsOf = (node: RoutineDeclaration | RoutineDefinition): readonly VariableDeclaration[] =>
  node.kind === 'RoutineDefinition' && node.body.kind === 'Block' && node.parameters.length > 0
    ? node.body.declarations.filter((d) => d.kind === 'VariableDeclaration')
    : [];

/** Fields of a record have different names, and so have parameters and the variables beside them. */
function ofSameNames(list: readonly (Parameter | RecordField | VariableDeclaration)[]): Uncompiled | undefined {
  const second = list.find(({ kind, name }, i) =>
    // A variable that is declared twice is another error, where it is named.
    list
      .slice(0, i)
      .some((other) => other.name.name === name.name && (kind !== 'VariableDeclaration' || other.kind === 'Parameter')),
  );
  return (
    second && {
      span: second.span,
      error: 'PLS-00410: duplicate fields in RECORD,TABLE or argument list are not permitted',
    }
  );
}

/** Texts of variables, fields and elements have a length, and numbers no more than 38 digits. */
function ofLength(type: TypeRef): Uncompiled | undefined {
  if (type.kind !== 'BuiltinTypeRef') return undefined;
  const { span, name, precision } = type;
  if (isAnyOf(name, 'VARCHAR2', 'VARCHAR', 'NVARCHAR2', 'RAW') && precision === undefined)
    return { span, error: 'PLS-00215: String length constraints must be in range (1 .. 32767)' };
  const digits = precision === undefined || precision === '*' ? undefined : numberOf(precision);
  return isAnyOf(name, 'NUMBER', 'NUMERIC', 'DECIMAL', 'DEC') && digits !== undefined && (digits < 1 || digits > 38)
    ? { span, error: 'PLS-00216: NUMBER precision constraint must be in range (1 .. 38)' }
    : undefined;
}

function ofParameters(parameters: readonly Parameter[]): Uncompiled | undefined {
  for (const { mode, initial, type, span } of parameters) {
    if (initial && mode !== 'IN')
      return { span, error: 'PLS-00230: OUT and IN OUT formal parameters may not have default expressions' };
    const constrained = ofConstraint(type);
    if (constrained) return constrained;
  }
  return undefined;
}

function ofCursorParameters(parameters: readonly Parameter[]): Uncompiled | undefined {
  const out = parameters.find(({ mode }) => mode !== 'IN');
  return out
    ? { span: out.span, error: 'PLS-00103: Encountered the symbol "OUT"; parameters of cursors are IN' }
    : ofParameters(parameters);
}

/** Types of parameters and results have neither length nor precision. */
function ofConstraint(type: TypeRef): Uncompiled | undefined {
  return type.kind === 'BuiltinTypeRef' && type.precision !== undefined
    ? { span: type.span, error: 'PLS-00103: Encountered the symbol "("' }
    : undefined;
}

function ofNumber({ name, args, span }: Pragma): Uncompiled | undefined {
  const value = name === 'EXCEPTION_INIT' ? args[1]?.value : undefined;
  const number = value && numberOf(value);
  return number !== undefined && (number === -1403 || (number >= 0 && number !== 100))
    ? { span, error: `PLS-00701: illegal ORACLE error number ${number} for PRAGMA EXCEPTION_INIT` }
    : undefined;
}

function numberOf(value: Expr): number | undefined {
  if (value.kind === 'Unary' && value.op === '-') {
    const operand = numberOf(value.operand);
    return operand === undefined ? undefined : -operand;
  }
  return value.kind === 'NumberLiteral' ? Number(value.text) : undefined;
}

function positionalBehindNamed(args: readonly Argument[]): Argument | undefined {
  const first = args.findIndex((arg) => arg.name !== undefined);
  return first < 0 ? undefined : args.slice(first).find((arg) => !arg.name && !arg.key);
}
