import type { collectionMethods } from '../../ir/kinds.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { Resolution, ResolvedBase, ResolvedStep } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { fieldType } from '../declare/type-refs.js';
import type { Usage } from '../model/name-resolution.js';
import { isText } from '../model/operators.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { type OracleType, unknown } from '../model/types.js';
import { anydataMethod } from '../oracle/anydata.js';
import { jsonItemMethods, jsonMethod } from '../oracle/json-elements.js';
import { suppliedType } from '../oracle/supplied-types.js';
import { chooseOverload } from './overloads.js';

/**
 * Overloads of the kind that the place takes: procedures as statements, functions in expressions;
 * all where there is none of it.
 */
export function ofKind(routines: readonly RoutineSymbol[], wanted: Usage['wanted']): readonly RoutineSymbol[] {
  const usable = routines.filter((r) => r.routine === (wanted ?? 'FUNCTION'));
  return usable.length > 0 ? usable : routines;
}

/** What methods of collections give. */
const givenByMethods = {
  COUNT: { kind: 'plsInteger' },
  LIMIT: { kind: 'plsInteger' },
  FIRST: 'index',
  LAST: 'index',
  NEXT: 'index',
  PRIOR: 'index',
  EXISTS: { kind: 'boolean' },
  EXTEND: unknown,
  TRIM: unknown,
  DELETE: unknown,
} as const satisfies Readonly<Record<(typeof collectionMethods)[number], OracleType | 'index'>>;

const resultsOfMethods: ReadonlyMap<string, OracleType | 'index'> = new Map(Object.entries(givenByMethods));

/** Methods of XMLTYPE and what they give. (PL/SQL Packages and Types Reference, "XMLTYPE") */
const xmlMethods: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['GETSTRINGVAL', { kind: 'varchar2' }],
  ['GETCLOBVAL', { kind: 'clob' }],
  ['GETNUMBERVAL', { kind: 'number' }],
  ['GETBLOBVAL', { kind: 'blob' }],
  ['GETROOTELEMENT', { kind: 'varchar2' }],
  ['GETNAMESPACE', { kind: 'varchar2' }],
  ['EXTRACT', { kind: 'xml' }],
  ['EXISTSNODE', { kind: 'number' }],
  ['ISFRAGMENT', { kind: 'number' }],
  ['TRANSFORM', { kind: 'xml' }],
]);

/** Does a value stand behind names that are looked up in a JSON document? */
const isInDocument = ({ base, steps }: Resolution): boolean =>
  base.kind === 'column' &&
  (isText(base.column.type) || base.column.type.kind === 'blob' || base.column.type.kind === 'json') &&
  steps.length > 0 &&
  steps.every((s) => s.kind === 'field');

/** What the names after a value mean, one after the other; the last is what is used. */
export function goOn(cx: AnalyzeContext, from: Resolution, names: readonly string[], usage: Usage): Resolution {
  let current = from;
  for (const [i, name] of names.entries()) {
    const own = i === names.length - 1 ? usage : {};
    const next = member(cx, current, name, own);
    current = next.resolution;
    if (own.args && !next.argsUsed) current = attach(current, own.args);
  }
  return current;
}

/** One field, collection method or method of what a value is. */
export function member(
  cx: AnalyzeContext,
  from: Resolution,
  name: string,
  { args, wanted }: Usage,
): { resolution: Resolution; argsUsed: boolean } {
  const add = (step: ResolvedStep): Resolution => ({ base: from.base, steps: [...from.steps, step], type: step.type });
  const type = from.type;
  if (type.kind === 'collection') {
    const method = resultsOfMethods.get(name);
    if (method) {
      const result = method === 'index' ? (type.collection.index ?? { kind: 'plsInteger' }) : method;
      return {
        resolution: add({ kind: 'collectionMethod', method: name, args: args ?? [], type: result }),
        argsUsed: true,
      };
    }
  }
  const item = args?.length === 0 && isInDocument(from) ? jsonItemMethods.get(name) : undefined;
  if (item) return { resolution: add({ kind: 'field', name, type: item }), argsUsed: true };
  if (type.kind === 'xml') {
    const result = xmlMethods.get(name);
    if (result)
      return { resolution: add({ kind: 'xmlMethod', method: name, args: args ?? [], type: result }), argsUsed: true };
  }
  if (type.kind === 'anydata' && !type.other) {
    const result = anydataMethod(name);
    if (result)
      return {
        resolution: add({ kind: 'anydataMethod', method: name, args: args ?? [], type: result }),
        argsUsed: true,
      };
  }
  if (type.kind === 'jsonElement') {
    const result = jsonMethod(type.element, name, () => suppliedType('SYS.JSON_KEY_LIST') ?? unknown);
    if (result)
      return { resolution: add({ kind: 'jsonMethod', method: name, args: args ?? [], type: result }), argsUsed: true };
  }
  const object = type.kind === 'object' ? type.object : type.kind === 'ref' ? type.target : undefined;
  if (object) {
    const methods = object.methods.filter((m) => m.name === name);
    if (methods.length > 0) {
      const chosen = chooseMethod(cx, ofKind(methods, wanted), args ?? []);
      if (chosen) {
        const step: ResolvedStep = {
          kind: 'objectMethod',
          routine: chosen.routine,
          args: chosen.args,
          on: object,
          type: chosen.routine.returns ?? unknown,
        };
        return { resolution: add(step), argsUsed: true };
      }
    }
  }
  return { resolution: add({ kind: 'field', name, type: fieldType(type, name) }), argsUsed: false };
}

/**
 * `t.m(o, …)`: a method that belongs to objects, called by the name of its type with the object before its other
 * arguments, as SELF is its first parameter. (PL/SQL Language Reference, "SELF parameter") Where subtypes may override
 * it, nothing is said of which one runs.
 */
export function memberByType(
  cx: AnalyzeContext,
  isOfType: (type: OracleType) => boolean,
  name: string,
  { args, wanted }: Usage,
): Resolution | undefined {
  const [first, ...rest] = args ?? [];
  if (!first || first.name || first.key) return undefined;
  const type = cx.facts.types.get(first.value) ?? unknown;
  if (!isOfType(type)) return undefined;
  const object = cx.facts.resolutions.get(first.value) ?? {
    base: { kind: 'expression', expr: first.value },
    steps: [],
    type,
  };
  const { resolution, argsUsed } = member(cx, object, name, { args: rest, wanted });
  return argsUsed ? resolution : undefined;
}

/** SELF may be declared as the first parameter; callers never give it. */
export function chooseMethod(
  cx: AnalyzeContext,
  methods: readonly RoutineSymbol[],
  args: readonly Argument[],
): ReturnType<typeof chooseOverload> {
  const visible = methods.map((m) => ({ ...m, parameters: m.parameters.filter((p) => p.variable.name !== 'SELF') }));
  const chosen = chooseOverload(visible, args, (e) => cx.facts.types.get(e) ?? unknown);
  if (!chosen) return undefined;
  const routine = methods[visible.indexOf(chosen.routine as (typeof visible)[number])];
  return routine && { routine, args: chosen.args };
}

/** `x(args)` where x is a value already: an element. */
export function attach(from: Resolution, args: readonly Argument[]): Resolution {
  const [only] = args;
  const add = (step: ResolvedStep): Resolution => ({ base: from.base, steps: [...from.steps, step], type: step.type });
  if (args.length === 1 && only && (from.type.kind === 'collection' || from.type.kind === 'unknown')) {
    return add({
      kind: 'element',
      index: only.value,
      type: from.type.kind === 'collection' ? from.type.collection.element : from.type,
    });
  }
  if (args.length === 0) return from;
  const name = [describe(from.base), ...from.steps.flatMap((s) => (s.kind === 'field' ? [s.name] : []))].join('.');
  return {
    base: { kind: 'unresolved', name, args },
    steps: [],
    type: from.type.kind === 'unknown' ? from.type : unknown,
  };
}

function describe(base: ResolvedBase): string {
  switch (base.kind) {
    case 'variable':
      return base.variable.name;
    case 'column':
      return base.column.name;
    case 'routine':
      return base.routine.name;
    case 'supplied':
      return `${base.package}.${base.member}`;
    case 'builtin':
    case 'unresolved':
      return base.name;
    default:
      return base.kind;
  }
}
