import type { Effects, Resolution } from '../../analyze/analysis.js';
import type { Symbol as OracleSymbol, RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { isAnyOf, isLiteral } from '../../ir/kinds.js';
import type { Expr, RoutineDefinition, TypeRef } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { LintFacts } from '../facts.js';
import type { Entry } from '../tree.js';
import { choice, names, type Predicate, plain } from './predicate.js';

const typeKinds = [
  'number',
  'plsInteger',
  'binaryFloat',
  'binaryDouble',
  'varchar2',
  'char',
  'clob',
  'long',
  'raw',
  'longRaw',
  'blob',
  'bfile',
  'date',
  'timestamp',
  'intervalYearToMonth',
  'intervalDayToSecond',
  'boolean',
  'rowid',
  'xml',
  'json',
  'anydata',
  'jsonElement',
  'refCursor',
  'record',
  'collection',
  'object',
  'ref',
  'null',
  'unknown',
  // Several kinds in one word.
  'text',
  'numeric',
  'datetime',
  'lob',
] as const;
type TypeWord = (typeof typeKinds)[number];

const groups: Readonly<Partial<Record<OracleType['kind'], TypeWord>>> = {
  varchar2: 'text',
  char: 'text',
  number: 'numeric',
  plsInteger: 'numeric',
  binaryFloat: 'numeric',
  binaryDouble: 'numeric',
  date: 'datetime',
  timestamp: 'datetime',
  clob: 'lob',
  blob: 'lob',
};

/** The type of an expression, or of what a declaration declares. */
export function typeOf(node: OracleNode, facts: LintFacts): OracleType {
  const symbol = node.kind === 'RoutineDefinition' ? facts.analysis.declaredBy(node) : undefined;
  // The heading in a package body repeats the one of the specification, whose type is what was analysed.
  if (symbol?.kind === 'routine' && symbol.returns) return symbol.returns;
  const { type, returns } = node as { readonly type?: TypeRef; readonly returns?: TypeRef };
  const declared = type ?? returns;
  if (
    declared &&
    typeof declared === 'object' &&
    'span' in declared &&
    /Declaration$|Definition$|^Parameter$|^RecordField$/.test(node.kind)
  )
    return facts.analysis.typeOfRef(declared);
  return facts.analysis.typeOf(node as Expr);
}

/** What a name or call means. */
export function resolutionOf(node: OracleNode, facts: LintFacts): Resolution | undefined {
  switch (node.kind) {
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName':
    case 'MethodCallOnType':
      return facts.analysis.resolve(node);
    default:
      return undefined;
  }
}

const bases = [
  'column',
  'row',
  'variable',
  'correlation',
  'routine',
  'builtin',
  'supplied',
  'constructor',
  'sequence',
  'pseudo',
  'cursor',
  'exception',
  'type',
  'package',
  'expression',
  'unresolved',
] as const;

/** `DBMS_LOCK.SLEEP`, `UPPER`, `HR.PAY_PKG.RUN`: what a call or name calls; undefined where it calls nothing. */
export function calledName(node: OracleNode, facts: LintFacts): string | undefined {
  const base = resolutionOf(node, facts)?.base;
  switch (base?.kind) {
    case 'supplied':
      return `${base.package}.${base.member}`;
    case 'builtin':
    case 'pseudo':
      return base.name;
    case 'unresolved':
      return base.name;
    case 'routine': {
      const { routine } = base;
      const container = routine.container && 'name' in routine.container ? `${routine.container.name}.` : '';
      return `${routine.owner === '' ? '' : `${routine.owner}.`}${container}${routine.name}`;
    }
    default:
      return undefined;
  }
}

const effectWords = ['commits', 'autonomous', 'dynamic', 'output', 'raises', 'state', 'writes', 'reads'] as const;

function hasEffect(effects: Effects, word: (typeof effectWords)[number]): boolean {
  switch (word) {
    case 'commits':
      return effects.transactionControl;
    case 'autonomous':
      return effects.autonomous;
    case 'dynamic':
      return effects.dynamicSql;
    case 'output':
      return effects.output;
    case 'raises':
      return effects.raises;
    case 'state':
      return effects.readsState || effects.writesState;
    case 'writes':
      return effects.writesTables.size > 0;
    case 'reads':
      return effects.readsTables.size > 0;
  }
}

function effectsAt(entry: Entry, facts: LintFacts): Effects | undefined {
  const symbol = doerAt(entry.node, facts);
  return symbol?.kind === 'routine' || symbol?.kind === 'trigger' ? facts.analysis.effectsOf(symbol) : undefined;
}

/** The routine or trigger that a node defines or calls. */
function doerAt(node: OracleNode, facts: LintFacts): OracleSymbol | undefined {
  if (node.kind === 'CreateTrigger') return facts.analysis.declared(node);
  const base = resolutionOf(node, facts)?.base;
  const called = base?.kind === 'routine' || base?.kind === 'constructor' ? base.routine : undefined;
  return called ?? facts.analysis.declaredBy(node);
}

/** Whether the value of an expression is known from the text alone. */
function isConstant(node: OracleNode, facts: LintFacts): boolean {
  if (isLiteral(node)) return true;
  switch (node.kind) {
    case 'Binary': {
      const { left, right } = node;
      return isConstant(left, facts) && isConstant(right, facts);
    }
    case 'Name': {
      const base = resolutionOf(node, facts)?.base;
      return (
        base?.kind === 'variable' &&
        base.variable.constant &&
        !!base.variable.initial &&
        isConstant(base.variable.initial, facts)
      );
    }
    default:
      return false;
  }
}

/** The text that dynamic SQL executes there, as far as it is known: unknown parts are left out. */
function knownText(text: Expr, facts: LintFacts): string {
  const known = facts.analysis.dynamicText(text);
  const pieces = known?.parts ?? known?.head;
  return pieces ? pieces.filter((piece) => typeof piece === 'string').join('') : (known?.text ?? '');
}

/** The table or view that a name of a column, of a row or of the table itself means. */
function relationOf(node: OracleNode, facts: LintFacts): RelationSymbol | undefined {
  const base = resolutionOf(node, facts)?.base;
  if (base?.kind === 'column' || base?.kind === 'row') return base.source.relation;
  return node.kind === 'TableRef' ? facts.analysis.sourceOf(node)?.relation : undefined;
}

/** Predicates that ask the analysis. */
export const factPredicates: Readonly<Record<string, Predicate>> = {
  /** The type of an expression or declaration: kinds of types, or `text`, `numeric`, `datetime`, `lob`. */
  type: choice(typeKinds, ({ node }, facts, wanted) => {
    const type = typeOf(node, facts);
    const { kind } = type;
    if ('long' in type && type.long) return wanted.has(kind === 'raw' ? 'longRaw' : 'long') || wanted.has('lob');
    const group = groups[kind];
    return wanted.has(kind) || (group !== undefined && wanted.has(group));
  }),
  /** May be NULL. */
  nullable: plain(({ node }, facts) => facts.analysis.mayBeNull(node as Expr)),
  /** What a name or call means: `column`, `variable`, `routine` … */
  resolves: choice(bases, ({ node }, facts, wanted) => {
    const base = resolutionOf(node, facts)?.base;
    return base !== undefined && wanted.has(base.kind);
  }),
  /**
   * Calls one of the named: built-in functions, members of supplied packages, routines with their owner and package.
   */
  calls: names(({ node }, facts, fits) => {
    const name = calledName(node, facts);
    return name !== undefined && fits(name);
  }),
  /** A name or table that means a view of Oracle's dictionary. */
  dictionary: plain(({ node }, facts) => relationOf(node, facts)?.supplied === true),
  /** A name or table that means one of the named tables or views, with their owner. */
  object: names(({ node }, facts, fits) => {
    const relation = relationOf(node, facts);
    return relation !== undefined && fits(`${relation.owner === '' ? '' : `${relation.owner}.`}${relation.name}`);
  }),
  /** A routine that runs with the rights of its owner, by itself or as its package does. */
  'owner-rights': plain(({ node }, facts) => {
    const symbol = node.kind === 'RoutineDefinition' ? facts.analysis.declaredBy(node) : undefined;
    if (symbol?.kind !== 'routine') return false;
    const { container } = symbol;
    const options =
      container?.kind === 'package'
        ? container.specification?.options
        : (node as OracleNode & RoutineDefinition).options;
    return options?.authid !== 'CURRENT_USER';
  }),
  /** A routine that clients can call: stand-alone, or declared in a package specification. */
  public: plain(({ node }, facts) => {
    const symbol = node.kind === 'RoutineDefinition' ? facts.analysis.declaredBy(node) : undefined;
    if (symbol?.kind !== 'routine' || symbol.nested) return false;
    return symbol.container === undefined || (symbol.container.kind === 'package' && symbol.public);
  }),
  /** A routine that got another name or other parameters, because PostgreSQL cannot tell it from its overloads. */
  'told-apart': plain(({ node }, facts) => {
    const symbol = node.kind === 'RoutineDefinition' ? facts.analysis.declaredBy(node) : undefined;
    return symbol?.kind === 'routine' && facts.isToldApart(symbol);
  }),
  /** What a routine, a trigger or the routine of a call does, itself or below it. */
  effect: choice(effectWords, (entry, facts, wanted) => {
    const effects = effectsAt(entry, facts);
    return effects !== undefined && [...wanted].some((word) => hasEffect(effects, word));
  }),
  /** What conversion made of it. */
  status: choice(['exact', 'flagged', 'refused'], (entry, facts, wanted) => wanted.has(facts.statusOf(entry))),
  /** The value is known from the text. */
  constant: plain(({ node }, facts) => isConstant(node, facts)),
  /** Dynamic SQL whose text, as far as it is known, fits. */
  'dynamic-text': names(({ node }, facts, fits) => {
    const { text } = node as OracleNode & { readonly text?: Expr };
    return isAnyOf(node.kind, 'ExecuteImmediate', 'DynamicText') && text !== undefined && fits(knownText(text, facts));
  }),
  /** The unit itself. */
  root: plain(({ parent }) => parent === undefined),
  'first-child': plain(({ index }) => index === 0),
  'last-child': plain(({ index, siblings }) => index === siblings.length - 1),
};
