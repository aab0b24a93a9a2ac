import { dotted, simpleName } from '../../ir/dotted.js';
import { operandsOf } from '../../ir/literals.js';
import { identifier, stringLiteral } from '../../ir/made-nodes.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Argument, Call, CallStatement, Expr, ScriptUnit, VariableDeclaration } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { OwnedUnit } from '../../ir/owned-units.js';
import { forEachChild, nodesOf, walk } from '../../ir/walk.js';
import { calledMember, givenFor, type RewrittenMember, readsArgumentsOnly } from '../supplied-calls.js';
import { concatenatedText } from './literal-texts.js';
import { type TextRoutine, textRoutine } from './text-routine.js';

/*
 * Texts that programs hand to DBMS_JOB and DBMS_SCHEDULER: each that is known becomes a procedure of its own, an
 * interval that is an expression a function, and the call names it.
 * In:  DBMS_JOB.SUBMIT(n, 'p(' || x || ');', SYSDATE, 'SYSDATE + 1')
 * Out: DBMS_JOB.SUBMIT(n, 'p(' || x || ');', SYSDATE, 'SYSDATE + 1',
 *                      code => 'JOB__1A2B3C4D', interval_code => 'JOB__5E6F7A8B', arg1 => x)
 */

/** The most values that a text may be put together from. */
const mostArguments = 8;

/** Is it a routine that a job's text became? */
export const isJobRoutine = (name: string): boolean => /^JOB__[0-9A-F]{8}$/.test(name);

/** The units with calls that name the routines, and the routines. */
export function withJobTexts<T extends OwnedUnit>(
  units: readonly T[],
): { readonly units: readonly T[]; readonly routines: readonly OwnedUnit[] } {
  const routines = new Map<string, OwnedUnit>();
  const made = units.map((one) => {
    const isAsked = nodesOf(one.unit, 'CallStatement').some(({ call }) => call.kind === 'Call' && jobMember(call));
    if (!isAsked) return one;
    const replaced = new Map<CallStatement, CallStatement>();
    const ofUnit = { constants: constantsIn(one.unit), owner: one.owner, routines };
    const visit = (node: OracleNode, around: OracleNode): void => {
      const call = node.kind === 'CallStatement' ? jobCall(node, { ...ofUnit, around }) : undefined;
      if (node.kind === 'CallStatement' && call) replaced.set(node, { ...node, call });
      forEachChild(node, (child) => visit(child, node.kind === 'RoutineDefinition' ? node : around));
    };
    visit(one.unit, one.unit);
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
  return { units: made, routines: [...routines.values()] };
}

/** Where a call stands: the constants that its texts may be, and where their routines go. */
interface CallPlace {
  readonly constants: ReadonlyMap<string, Expr>;
  readonly owner: string;
  readonly routines: Map<string, OwnedUnit>;
  /** The routine or unit around it, whose assignments say what a variable may hold. */
  readonly around: OracleNode;
}

function jobCall({ call }: CallStatement, place: CallPlace): Call | undefined {
  const member = call.kind === 'Call' ? jobMember(call) : undefined;
  return call.kind === 'Call' && member !== undefined ? withCode(call, member, place) : undefined;
}

/** The call of the member with the routines that its texts became; undefined where none became one. */
function withCode(call: Call, member: RewrittenMember, place: CallPlace): Call | undefined {
  const coded = new CodedCall(call, member, place);
  if (member.startsWith('DBMS_JOB.')) codeOfJob(coded);
  else codeOfScheduler(coded, member);
  return coded.made();
}

/** What DBMS_JOB does: a block, and an expression for the next date. */
function codeOfJob(coded: CodedCall): void {
  const what = coded.given('WHAT');
  if (what?.kind === 'Name') coded.defineAny('CODE', what, (text) => procedureText(text, 0));
  const block = what && what.kind !== 'Name' ? template(what) : undefined;
  if (what && block) coded.defineTemplate(block, what);
  const interval = coded.given('INTERVAL');
  if (interval && !/^\s*null\s*$/i.test(concatenatedText(interval) ?? ''))
    coded.defineAny('INTERVAL_CODE', interval, (text) => functionText('DATE', text));
}

/** What DBMS_SCHEDULER does: a block or a procedure with arguments, and an expression for the next date. */
function codeOfScheduler(coded: CodedCall, member: RewrittenMember): void {
  const attribute = constantOf(coded.given('ATTRIBUTE'))?.toUpperCase();
  const actionAt =
    coded.given('JOB_ACTION') ??
    coded.given('PROGRAM_ACTION') ??
    (/_ACTION$/.test(attribute ?? '') ? coded.given('VALUE') : undefined);
  const type = constantOf(coded.given('JOB_TYPE') ?? coded.given('PROGRAM_TYPE'))?.toUpperCase();
  const count = coded.given('NUMBER_OF_ARGUMENTS');
  const n = count === undefined ? 0 : count.kind === 'NumberLiteral' ? Number(count.text) : undefined;
  const put = actionAt && type === 'PLSQL_BLOCK' && actionAt.kind !== 'Name' ? template(actionAt) : undefined;
  const isCode = type === undefined || type === 'STORED_PROCEDURE' || type === 'PLSQL_BLOCK';
  if (actionAt && put && put.values.length > 0 && member === 'DBMS_SCHEDULER.CREATE_JOB')
    coded.defineTemplate(put, actionAt);
  else if (actionAt && n !== undefined && isCode)
    coded.defineAny('CODE', actionAt, (action) =>
      type === 'STORED_PROCEDURE' || (type === undefined && /^\s*[\w$#".]+\s*$/.test(action))
        ? procedureText(`${action}${n > 0 ? `(${jobArguments(n).join(', ')})` : ''}`, n)
        : procedureText(action, 0),
    );
  const repeatAt =
    coded.given('REPEAT_INTERVAL') ?? (attribute === 'REPEAT_INTERVAL' ? coded.given('VALUE') : undefined);
  if (repeatAt && !/^\s*freq\s*=/i.test(concatenatedText(repeatAt) ?? ''))
    coded.defineAny('INTERVAL_CODE', repeatAt, (text) => functionText('TIMESTAMP WITH TIME ZONE', text));
}

/** A call and the arguments that it gets for the routines that its texts become. */
class CodedCall {
  private readonly more: Argument[] = [];

  constructor(
    private readonly call: Call,
    private readonly member: RewrittenMember,
    private readonly place: CallPlace,
  ) {}

  /** The call with what was added; undefined where nothing was. */
  made(): Call | undefined {
    return this.more.length === 0 ? undefined : { ...this.call, args: [...this.call.args, ...this.more] };
  }

  /** What the call gives for a parameter, constants resolved. */
  given(parameter: string): Expr | undefined {
    const value = givenFor(this.call, this.member, parameter);
    return value && inlined(value, this.place.constants);
  }

  /** The procedure of a block that is put together with values, which the job keeps as its arguments. */
  defineTemplate({ text, values }: Template, at: Expr): void {
    this.define('CODE', procedureText(text, values.length), at);
    if (this.more.length > 0) for (const [i, value] of values.entries()) this.add(`ARG${i + 1}`, value);
  }

  /** The routine of a text, or of each that the variable may hold: `CASE v WHEN 'p;' THEN 'JOB__1A2B3C4D' … END`. */
  defineAny(parameter: string, at: Expr, written: (text: string) => string): void {
    const text = concatenatedText(at);
    if (text !== undefined) {
      this.define(parameter, written(text), at);
      return;
    }
    const branches = assignedTexts(at, this.place.around)?.flatMap((one) => {
      const then = this.routine(written(one), at);
      return then ? [{ when: [this.literal(one)], then }] : [];
    });
    if (branches && branches.length > 0)
      this.add(parameter, { kind: 'Case', span: this.call.span, operand: at, branches });
  }

  private define(parameter: string, text: string, at: Expr): void {
    const made = this.routine(text, at);
    if (made) this.add(parameter, made);
  }

  /** The name of the routine that a text becomes. */
  private routine(text: string, at: Expr): Expr | undefined {
    const { owner, routines } = this.place;
    const made = routineOf(text, at, owner);
    if (!made) return undefined;
    routines.set(`${owner}.${made.name}`, { unit: made.unit, owner });
    return this.literal(made.name);
  }

  private add(parameter: string, value: Expr): void {
    const { span } = this.call;
    this.more.push({ kind: 'Argument', span, name: identifier(span, parameter), value });
  }

  private literal(value: string): Expr {
    return stringLiteral(this.call.span, value);
  }
}

const jobArguments = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `JOB_ARG${i + 1}`);

function procedureText(body: string, values: number): string {
  const list = jobArguments(values)
    .map((name) => `${name} IN VARCHAR2`)
    .join(', ');
  const ended = /;\s*$/.test(body) ? body : `${body};`;
  return `PROCEDURE JOB__NAME${values > 0 ? `(${list})` : ''} IS BEGIN ${ended} END;`;
}

const functionText = (type: string, expression: string): string =>
  `FUNCTION JOB__NAME RETURN ${type} IS BEGIN RETURN ${expression.replace(/;\s*$/, '')}; END;`;

const routineOf = (text: string, at: Expr, owner: string): TextRoutine | undefined =>
  textRoutine((name) => text.replace('JOB__NAME', name), 'JOB', at, owner);

/** All that a routine's variable may be set to, where these are texts; undefined where it gets anything else. */
function assignedTexts(expr: Expr, around: OracleNode): readonly string[] | undefined {
  if (expr.kind !== 'Name' || expr.parts.length !== 1) return undefined;
  const name = expr.parts[0]?.name;
  const texts = new Set<string>();
  let declared = false;
  let known = true;
  const note = (value: Expr): void => {
    const text = concatenatedText(value);
    if (text === undefined) known = false;
    else texts.add(text);
  };
  const isIt = (node: OracleNode): boolean => node.kind === 'Name' && simpleName(node) === name;
  walk(around, (node) => {
    if (node.kind === 'VariableDeclaration') {
      if (node.name.name !== name) return;
      declared = true;
      if (node.initial) note(node.initial);
    }
    if (node.kind === 'Assignment' && isIt(node.target)) note(node.value);
    if (node.kind === 'IntoClause' && node.targets.some(isIt)) known = false;
    // What a routine may write is not known, but for those that only read.
    if (node.kind === 'Call' && node.args.some((a) => isIt(a.value)) && !readsArgumentsOnly(node) && !jobMember(node))
      known = false;
  });
  return declared && known && texts.size > 0 ? [...texts] : undefined;
}

/** The member that is called, where its texts run as programs. */
function jobMember(call: Call): RewrittenMember | undefined {
  const member = calledMember(call);
  return member && /^DBMS_(JOB|SCHEDULER)\./.test(member) ? member : undefined;
}

/** The constants of a unit that are texts and whose names nothing else in it has. */
function constantsIn(unit: ScriptUnit): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr | undefined>();
  walk(unit, (node) => {
    if (node.kind !== 'VariableDeclaration' && node.kind !== 'Parameter') return;
    const { name, constant: isConstant, initial } = node as VariableDeclaration;
    const known = node.kind === 'VariableDeclaration' && isConstant && initial?.kind === 'StringLiteral';
    found.set(name.name, known && !found.has(name.name) ? initial : undefined);
  });
  return new Map([...found].filter((x): x is [string, Expr] => x[1] !== undefined));
}

/** The concatenation with constants as the texts that they are. */
function inlined(expr: Expr, constants: ReadonlyMap<string, Expr>): Expr {
  if (expr.kind === 'Name' && expr.parts.length === 1) return constants.get(expr.parts[0]?.name ?? '') ?? expr;
  if (expr.kind !== 'Binary' || expr.op !== '||') return expr;
  return { ...expr, left: inlined(expr.left, constants), right: inlined(expr.right, constants) };
}

/** A text with parameters, and the values for them. */
interface Template {
  readonly text: string;
  readonly values: readonly Expr[];
}

const constantOf = (expr: Expr | undefined): string | undefined => expr && concatenatedText(expr);

/**
 * The text with parameters in the places of values: within quotes as text, elsewhere as numbers, where only a number,
 * and no name, could stand. Undefined where something else is put in.
 */
function template(expr: Expr): Template | undefined {
  const pieces = operandsOf(expr);
  const values: Expr[] = [];
  let text = '';
  let quoted = false;
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'StringLiteral') {
      text += piece.value;
      if ((piece.value.match(/'/g)?.length ?? 0) % 2 === 1) quoted = !quoted;
      continue;
    }
    const next = pieces[i + 1];
    const after = next?.kind === 'StringLiteral' ? next.value : '';
    if (!mayBeReadTwice(piece) || values.length === mostArguments) return undefined;
    values.push(piece);
    const parameter = `JOB_ARG${values.length}`;
    if (quoted) text += `' || ${parameter} || '`;
    else if (/(\(|,|=>|:=)\s*$/.test(text) && /^\s*[,);]/.test(after)) text += `TO_NUMBER(NVL(${parameter}, 'NULL'))`;
    else return undefined;
  }
  return quoted ? undefined : { text, values };
}

/** A value that may be read twice: a name, or TO_CHAR of one. */
function mayBeReadTwice(expr: Expr): boolean {
  if (expr.kind === 'Name' || expr.kind === 'CorrelationName') return true;
  if (expr.kind === 'Member') return mayBeReadTwice(expr.target);
  if (expr.kind !== 'Call' || expr.callee.kind !== 'Name') return false;
  return (
    dotted(expr.callee) === 'TO_CHAR' &&
    expr.args.every((a) => a.value.kind === 'StringLiteral' || mayBeReadTwice(a.value))
  );
}
