import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { literalText } from '../../../ir/literals.js';
import type { FunctionSyntaxItem, NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';

/** The clauses that say what an operation does anyway. (SQL Language Reference, "JSON_TRANSFORM") */
const byDefault: Readonly<Record<string, readonly string[]>> = {
  SET: ['REPLACE ON EXISTING', 'CREATE ON MISSING', 'NULL ON NULL'],
  REPLACE: ['REPLACE ON EXISTING', 'IGNORE ON MISSING', 'NULL ON NULL'],
  INSERT: ['CREATE ON MISSING', 'ERROR ON EXISTING', 'NULL ON NULL'],
  APPEND: ['ERROR ON MISSING', 'NULL ON NULL'],
  PREPEND: ['ERROR ON MISSING', 'NULL ON NULL'],
  REMOVE: ['IGNORE ON MISSING', 'REMOVE ON EXISTING'],
  RENAME: ['IGNORE ON MISSING', 'REPLACE ON EXISTING'],
};

/** Clauses that say otherwise, and what the runtime calls the operation with them. */
const otherwise: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SET: {
    'IGNORE ON MISSING': 'replace',
    'ERROR ON MISSING': 'replace_error',
    'ERROR ON EXISTING': 'insert',
    'IGNORE ON EXISTING': 'set_absent',
  },
  REPLACE: { 'CREATE ON MISSING': 'set', 'ERROR ON MISSING': 'replace_error' },
  INSERT: { 'REPLACE ON EXISTING': 'set', 'IGNORE ON EXISTING': 'set_absent' },
  APPEND: { 'CREATE ON MISSING': 'append_create', 'IGNORE ON MISSING': 'append_ignore' },
  PREPEND: { 'CREATE ON MISSING': 'prepend_create', 'IGNORE ON MISSING': 'prepend_ignore' },
  REMOVE: { 'ERROR ON MISSING': 'remove_error' },
  RENAME: { 'ERROR ON MISSING': 'rename_error' },
};

/**
 * JSON_TRANSFORM(document, operation, …): one call of the runtime for each operation, in their order. Paths are
 * literals of names and places; most of what differs from an operation's default is refused. `document` is the text, `put`
 * makes JSON of what an operation puts in.
 */
export function lowerJsonTransform(
  node: NamedFunctionSyntax,
  document: PgExpr,
  put: (ex: ExprContext, item: FunctionSyntaxItem) => PgExpr,
  ex: ExprContext,
): PgExpr {
  const { span } = node;
  const no = (why: string): never => refuse(unsupportedFunction(span, node.name, why));
  const other = node.options.find((o) => !/^(RETURNING\b.*|PRETTY)$/i.test(o));
  if (other !== undefined) return no(`${other} is not converted`);
  const [, ...items] = node.args;
  const kept = items.filter((i) => i.role.startsWith('KEEP'));
  if (kept.length > 0 && (kept.length < items.length || kept.some((i) => i.role !== 'KEEP')))
    return no('KEEP beside other operations is not converted');
  const pathOf = (item: FunctionSyntaxItem): readonly string[] =>
    steps(literalText(item.value)) ?? no('paths other than literals of names and places are not converted');
  const text = (words: readonly string[]): PgExpr => b.array(span, ...words.map((w) => b.text(span, w)));
  if (kept.length > 0) {
    const names = kept.map(pathOf);
    if (names.some((n) => n.length !== 1 || n[0]?.startsWith('['))) return no('KEEP of inner members is not converted');
    return finished(node, b.ora(span, 'json_keep_members', document, text(names.flat())));
  }
  const made = items.reduce((doc: PgExpr, item) => {
    const [operation = '', ...options] = item.role.split(', ');
    const known = byDefault[operation] ?? no(`${operation} is not converted`);
    const [differs, second] = options.filter((o) => o !== 'FORMAT JSON' && !known.includes(o));
    const path = pathOf(item);
    const named = differs === undefined ? operation.toLowerCase() : otherwise[operation]?.[differs];
    // INSERT at a place moves what is there, whatever is to be done with what exists.
    const isAtPlace = differs?.endsWith('EXISTING') === true && path.at(-1)?.startsWith('[') === true;
    if (named === undefined || second !== undefined || isAtPlace)
      return no(`${second ?? differs} of ${operation} is not converted`);
    if (path.length === 0) return no('an operation on the whole document is not converted');
    if ((operation === 'REMOVE') !== (item.key === undefined)) return no(`${operation} in this form is not converted`);
    const value = item.key
      ? [put(ex, { ...item, value: item.key, role: operation === 'RENAME' ? 'VALUE' : item.role })]
      : [];
    return b.ora(span, 'json_transform', doc, b.text(span, named), text(path), ...value);
  }, document);
  return finished(node, made);
}

function finished(node: NamedFunctionSyntax, made: PgExpr): PgExpr {
  const pretty = node.options.some((o) => o.toUpperCase() === 'PRETTY');
  return pretty ? b.ora(node.span, 'json_serialize', made, b.boolean(node.span, true)) : made;
}

/** `$.a."b c"[0]` as its names and, in brackets, places. Undefined for what finds more than one value. */
function steps(path: string | undefined): readonly string[] | undefined {
  if (path === undefined || !/^\s*\$/.test(path)) return undefined;
  const found: string[] = [];
  let rest = path.trim().slice(1);
  while (rest !== '') {
    const step = /^\s*(?:\.\s*(?<name>[\p{L}_][\p{L}\p{N}_]*)|\.\s*"(?<quoted>[^"\\]+)"|(?<place>\[\s*\d+\s*\]))/u.exec(
      rest,
    );
    const { name, quoted, place } = step?.groups ?? {};
    if (!step || quoted?.startsWith('[')) return undefined;
    found.push(name ?? quoted ?? (place ?? '').replace(/\s/g, ''));
    rest = rest.slice(step[0].length);
  }
  // `.size()` and its like are functions.
  return /\(\s*\)\s*$/.test(path) ? undefined : found;
}
