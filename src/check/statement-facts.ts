import type { RawStatement } from './parser-answer.js';

/** What the gate has to know about a statement beyond its syntax. */
export interface StatementFacts {
  /** The text inside the quotes of a routine or DO, with its language; undefined for every other statement. */
  readonly body: { readonly language: string; readonly text: string; readonly isRoutine: boolean } | undefined;
  /** Syntax that PostgreSQL 16 brought, by name: the reference is 15. */
  readonly newerThan15: string | undefined;
}

interface DefElem {
  readonly defname?: string;
  readonly arg?: {
    readonly String?: { readonly sval?: string };
    readonly List?: { readonly items?: readonly { readonly String?: { readonly sval?: string } }[] };
  };
}

/** Reads them from the tree of PostgreSQL's own parser. */
export function factsOf(statement: RawStatement): StatementFacts {
  return { body: bodyOf(statement.node), newerThan15: newerSyntax(statement.node) };
}

function bodyOf(node: Readonly<Record<string, unknown>>): StatementFacts['body'] {
  const routine = node.CreateFunctionStmt as
    | { readonly options?: readonly { readonly DefElem?: DefElem }[] }
    | undefined;
  const block = node.DoStmt as { readonly args?: readonly { readonly DefElem?: DefElem }[] } | undefined;
  const options = routine?.options ?? block?.args;
  if (options === undefined) return undefined;
  const option = (name: string) => {
    const arg = options.find((entry) => entry.DefElem?.defname === name)?.DefElem?.arg;
    return arg?.String?.sval ?? arg?.List?.items?.[0]?.String?.sval;
  };
  const text = option('as');
  // A BEGIN ATOMIC body has been parsed with the statement.
  if (text === undefined) return undefined;
  return { text, language: (option('language') ?? 'plpgsql').toLowerCase(), isRoutine: routine !== undefined };
}

/**
 * PostgreSQL 16 release notes, "SQL": what its grammar takes and that of 15 does not. Keyed by node of the parse tree.
 */
const newNodes: Readonly<Record<string, string>> = {
  JsonObjectConstructor: 'JSON_OBJECT',
  JsonArrayConstructor: 'JSON_ARRAY',
  JsonArrayQueryConstructor: 'JSON_ARRAY',
  JsonObjectAgg: 'JSON_OBJECTAGG',
  JsonArrayAgg: 'JSON_ARRAYAGG',
  JsonIsPredicate: 'IS JSON',
  JsonFuncExpr: 'SQL/JSON query functions',
  JsonTable: 'JSON_TABLE',
  JsonParseExpr: 'JSON()',
  JsonScalarExpr: 'JSON_SCALAR',
  JsonSerializeExpr: 'JSON_SERIALIZE',
  MergeSupportFunc: 'MERGE_ACTION',
};

function newerSyntax(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (Array.isArray(node)) {
    for (const item of node) {
      const found = newerSyntax(item);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const [key, value] of Object.entries(node)) {
    const name = newNodes[key];
    if (name !== undefined) return name;
    if (key === 'RangeSubselect' && typeof value === 'object' && value !== null && !('alias' in value)) {
      return 'a subquery in FROM without an alias';
    }
    const found = typeof value === 'object' ? newerSyntax(value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
