import type { OracleType } from '../../analyze/model/types.js';
import { runtimeFunction } from '../../runtime/index.js';

/** A parameter of a runtime routine as its CREATE statement declares it. */
export interface RuntimeParameter {
  readonly name: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic';
  /** PostgreSQL's type name. */
  readonly type: string;
  readonly hasDefault: boolean;
}
/** One overload of a runtime routine. */
export interface RuntimeSignature {
  readonly routine: 'function' | 'procedure';
  readonly parameters: readonly RuntimeParameter[];
  readonly returns: string | undefined;
}

const cache = new Map<string, readonly RuntimeSignature[]>();

/** All overloads of a routine of the runtime, in order of their files. Empty where there is none of the name. */
export function runtimeSignatures(name: string): readonly RuntimeSignature[] {
  let known = cache.get(name);
  if (known) return known;
  const text = runtimeFunction(name)?.sql;
  known = text === undefined ? [] : parse(text, name);
  cache.set(name, known);
  return known;
}

function parse(sql: string, name: string): RuntimeSignature[] {
  const found: RuntimeSignature[] = [];
  const heading = new RegExp(`CREATE (FUNCTION|PROCEDURE) ora\\.${name}\\(`, 'gi');
  for (const match of sql.matchAll(heading)) {
    const start = (match.index ?? 0) + match[0].length;
    const end = closing(sql, start);
    const returns = /^\s*RETURNS\s+([a-z_ ]+?(?:\[\])?)(?=\s+(?:LANGUAGE|AS|IMMUTABLE|STABLE|VOLATILE)|\s*$)/im.exec(
      sql.slice(end + 1, end + 120),
    )?.[1];
    found.push({
      routine: match[1]?.toLowerCase() === 'procedure' ? 'procedure' : 'function',
      parameters: splitTop(sql.slice(start, end)).map(parameter),
      returns,
    });
  }
  return found;
}

function closing(sql: string, from: number): number {
  let depth = 1;
  for (let i = from; i < sql.length; i++) {
    const c = sql[i];
    if (c === "'") {
      i = sql.indexOf("'", i + 1);
      if (i < 0) return sql.length;
    } else if (c === '(') depth += 1;
    else if (c === ')' && --depth === 0) return i;
  }
  return sql.length;
}

function splitTop(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let current = '';
  for (const c of list) {
    if (c === "'") quoted = !quoted;
    if (!quoted && c === '(') depth += 1;
    if (!quoted && c === ')') depth -= 1;
    if (c === ',' && depth === 0 && !quoted) {
      parts.push(current);
      current = '';
    } else current += c;
  }
  if (current.trim() !== '') parts.push(current);
  return parts;
}

function parameter(text: string): RuntimeParameter {
  const match =
    /^\s*(?:(IN|OUT|INOUT|VARIADIC)\s+)?("[^"]+"|[a-z_][a-z0-9_$]*)\s+([a-z_][a-z0-9_.]*(?:\s+(?:precision|varying|with time zone|without time zone))?(?:\([\d,]+\))?(?:\[\])?)\s*(DEFAULT\b.*|=.*)?\s*$/is.exec(
      text,
    );
  const mode = (match?.[1]?.toLowerCase() ?? 'in') as RuntimeParameter['mode'];
  return {
    mode,
    name: (match?.[2] ?? '').replace(/"/g, ''),
    type: (match?.[3] ?? 'text').toLowerCase(),
    hasDefault: match?.[4] !== undefined,
  };
}

/**
 * The Oracle type whose values the PostgreSQL type holds here; undefined for polymorphic
 * parameters, which take what comes.
 */
export function oracleTypeOf(type: string): OracleType | undefined {
  switch (type) {
    case 'text':
    case 'varchar':
      return { kind: 'varchar2' };
    case 'numeric':
      return { kind: 'number' };
    case 'integer':
    case 'smallint':
    case 'bigint':
      return { kind: 'plsInteger' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'bytea':
      return { kind: 'raw' };
    case 'timestamp':
      return { kind: 'date' };
    case 'timestamptz':
      return { kind: 'timestamp', zone: 'zone' };
    case 'double precision':
      return { kind: 'binaryDouble' };
    case 'real':
      return { kind: 'binaryFloat' };
    case 'refcursor':
      return { kind: 'refCursor' };
    case 'xml':
      return { kind: 'xml' };
    default:
      return undefined;
  }
}
