import { foldIdentifier, quotePath } from '../../sql/quoting.js';
import { splitAtCommas, TokenCursor, tokensOf } from '../../sql/statement-tokens.js';

/** Kinds of objects that the runner tells apart; the words are those of CREATE and DROP. */
type ShapeKind =
  | 'schema'
  | 'extension'
  | 'table'
  | 'view'
  | 'materialized view'
  | 'sequence'
  | 'type'
  | 'domain'
  | 'index'
  | 'function'
  | 'procedure'
  | 'routine'
  | 'aggregate'
  | 'operator'
  | 'cast'
  | 'trigger'
  | 'event trigger'
  | 'policy'
  | 'rule'
  | 'role'
  | 'column'
  | 'constraint'
  | 'other';

/** `transaction` is transaction control, `other` what is none of these. */
type ShapeAction =
  | 'create'
  | 'alter'
  | 'drop'
  | 'comment'
  | 'grant'
  | 'revoke'
  | 'dml'
  | 'query'
  | 'call'
  | 'do'
  | 'set'
  | 'transaction'
  | 'other';

/**
 * What a PostgreSQL statement does to which object, as far as its head says. Names are folded as PostgreSQL folds them.
 */
export interface StatementShape {
  readonly action: ShapeAction;
  readonly kind: ShapeKind;
  readonly name: readonly string[];
  /** The table of an index, trigger, policy or rule; the relation of a column comment. */
  readonly on: readonly string[];
  /** A routine's argument list as DROP takes it, with its parentheses; else ''. */
  readonly signature: string;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly concurrently: boolean;
  readonly temporary: boolean;
  /** CREATE TABLE … PARTITION BY or OF. */
  readonly partitioned: boolean;
  /** ALTER TABLE: each action in lower case up to its names, as `add constraint`. */
  readonly alterations: readonly Alteration[];
  /** GRANT and REVOKE on several objects: those after the first. */
  readonly others: readonly { readonly name: readonly string[]; readonly signature: string }[];
}

/** One action of ALTER TABLE: its words up to the name, and the whole of it as written. */
export interface Alteration {
  readonly verb: string;
  /** Name of the constraint or column, folded. */
  readonly name: string;
  readonly text: string;
}

const objectKinds: readonly ShapeKind[] = [
  ...(['materialized view', 'event trigger', 'schema', 'extension', 'table', 'view', 'sequence', 'type'] as const),
  ...(['domain', 'index', 'function', 'procedure', 'routine', 'aggregate', 'operator', 'cast', 'trigger'] as const),
  ...(['policy', 'rule', 'role', 'column', 'constraint'] as const),
];

/** Words between CREATE and the kind of the object. */
const modifiers = new Set([
  ...['global', 'local', 'temporary', 'temp', 'unlogged', 'unique', 'recursive', 'constraint', 'foreign', 'trusted'],
]);

const nothing: StatementShape = {
  action: 'other',
  kind: 'other',
  name: [],
  on: [],
  signature: '',
  orReplace: false,
  ifNotExists: false,
  concurrently: false,
  temporary: false,
  partitioned: false,
  alterations: [],
  others: [],
};

/** Reads the head of one statement (PostgreSQL manual, "SQL Commands"). What is not known is `other`. */
export function shapeOf(sql: string): StatementShape {
  const known = shapes.get(sql);
  if (known !== undefined) return known;
  const shape = readShape(sql);
  if (sql.length > 100_000) return shape;
  if (shapes.size >= 10_000) shapes.clear();
  shapes.set(sql, shape);
  return shape;
}

/** A plan asks for the shape of each of its statements many times. */
const shapes = new Map<string, StatementShape>();

function readShape(sql: string): StatementShape {
  const first = tokensOf(sql, 1)[0]?.word ?? '';
  // Data may be megabytes; its head is enough.
  const isData = ['insert', 'update', 'delete', 'merge', 'select', 'with', 'values'].includes(first);
  const tokens = tokensOf(sql, isData ? 400 : Number.POSITIVE_INFINITY);
  const at = new TokenCursor(tokens);
  at.take();
  switch (first) {
    case 'create':
      return createShape(at, sql);
    case 'drop':
      return dropShape(at, sql);
    case 'alter':
      return alterShape(at, sql);
    case 'comment':
      at.accept('on');
      return { ...commentShape(at, sql), action: 'comment' };
    case 'grant':
    case 'revoke':
      return { ...grantShape(at, sql), action: first };
    case 'insert':
    case 'delete':
    case 'merge':
    case 'update':
    case 'copy':
    case 'truncate':
      at.accept('into');
      at.accept('from');
      at.accept('table');
      at.accept('only');
      return { ...nothing, action: 'dml', kind: 'table', name: at.path() };
    case 'select':
    case 'values':
    case 'table':
      return { ...nothing, action: 'query' };
    case 'with': {
      const isWrite = ({ word }: { readonly word: string }) => ['insert', 'update', 'delete', 'merge'].includes(word);
      const writes = tokens.filter(isWrite).length;
      if (writes === 0) return { ...nothing, action: 'query' };
      const isOnlyOne = writes === 1 && findWrite(at);
      return { ...nothing, action: 'dml', kind: 'table', name: isOnlyOne ? at.path() : [] };
    }
    case 'call':
      return { ...nothing, action: 'call', kind: 'procedure', name: at.path() };
    case 'do':
      return { ...nothing, action: 'do' };
    case 'set':
    case 'reset':
      return { ...nothing, action: at.here?.word === 'constraints' ? 'other' : 'set' };
    case 'begin':
    case 'start':
    case 'commit':
    case 'end':
    case 'rollback':
    case 'savepoint':
    case 'release':
      return { ...nothing, action: 'transaction' };
    default:
      return { ...nothing, concurrently: tokens.some(({ word }) => word === 'concurrently') };
  }
}

/** Behind `INSERT INTO`, `UPDATE`, … of a statement that begins with WITH; false where a query in parentheses writes. */
function findWrite(at: TokenCursor): boolean {
  for (; at.here !== undefined; at.take()) {
    if (at.here.text === '(') at.group();
    if (!['insert', 'update', 'delete', 'merge'].includes(at.here?.word ?? '')) continue;
    at.take();
    return at.accept('into') || at.accept('from') || at.accept('only') || at.isName();
  }
  return false;
}

function kindHere(at: TokenCursor): ShapeKind {
  for (const kind of objectKinds) if (at.accept(...kind.split(' '))) return kind;
  if (at.accept('user') || at.accept('group')) return 'role';
  return 'other';
}

function createShape(at: TokenCursor, sql: string): StatementShape {
  const orReplace = at.accept('or', 'replace');
  let temporary = false;
  while (modifiers.has(at.here?.word ?? '')) {
    const word = at.take()?.word;
    if (word === 'temporary' || word === 'temp') temporary = true;
  }
  const kind = kindHere(at);
  const concurrently = at.accept('concurrently');
  const ifNotExists = at.accept('if', 'not', 'exists');
  const shape = { ...nothing, action: 'create' as const, kind, orReplace, ifNotExists, concurrently, temporary };
  switch (kind) {
    case 'index': {
      const name = at.here?.word === 'on' && at.peek(1)?.word !== 'on' ? [] : at.path();
      at.accept('on');
      at.accept('only');
      const on = at.path();
      return { ...shape, name: name.length === 0 ? [] : [...on.slice(0, -1), ...name], on };
    }
    case 'trigger':
    case 'policy':
    case 'rule': {
      const name = at.path();
      at.find(kind === 'rule' ? 'to' : 'on');
      return { ...shape, name, on: at.path() };
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
      return { ...shape, name: at.path(), signature: argumentTypes(at, sql) };
    case 'table': {
      const name = at.path();
      const isPartition = at.accept('partition', 'of');
      while (at.here?.text === '(') at.group();
      return { ...shape, name, partitioned: isPartition || at.accept('partition', 'by') };
    }
    default:
      return { ...shape, name: at.path() };
  }
}

function dropShape(at: TokenCursor, sql: string): StatementShape {
  const kind = kindHere(at);
  const concurrently = at.accept('concurrently');
  at.accept('if', 'exists');
  const name = at.path();
  const signature = at.here?.text === '(' ? argumentTypes(at, sql) : '';
  const on = at.accept('on') ? at.path() : [];
  return { ...nothing, action: 'drop', kind, concurrently, name, signature, on };
}

function alterShape(at: TokenCursor, sql: string): StatementShape {
  if (at.accept('default', 'privileges') || at.accept('system')) return { ...nothing, action: 'alter' };
  const kind = kindHere(at);
  at.accept('if', 'exists');
  at.accept('only');
  const name = at.path();
  const signature = at.here?.text === '(' ? argumentTypes(at, sql) : '';
  const alterations = ['table', 'sequence', 'materialized view', 'view', 'type'].includes(kind)
    ? alterationsOf(at, sql)
    : [];
  const concurrently = at.tokens.some(({ word }) => word === 'concurrently');
  return { ...nothing, action: 'alter', kind, name, signature, alterations, concurrently };
}

function alterationsOf(at: TokenCursor, sql: string): readonly Alteration[] {
  const found: Alteration[] = [];
  while (at.here !== undefined) {
    const start = at.here.at;
    const verb = at.take()?.word ?? '';
    const isObject = ['constraint', 'column', 'trigger', 'attribute'].includes(at.here?.word ?? '');
    const object = isObject ? (at.take()?.word ?? '') : '';
    at.accept('if', 'not', 'exists');
    at.accept('if', 'exists');
    const name = at.isName() ? foldIdentifier(at.take()?.text ?? '') : '';
    let end = start;
    for (; at.here !== undefined && at.here.text !== ','; ) {
      if (at.here.text === '(') at.group();
      else at.take();
    }
    end = at.here?.at ?? sql.length;
    at.take();
    found.push({ verb: object === '' ? verb : `${verb} ${object}`, name, text: sql.slice(start, end).trim() });
  }
  return found;
}

function commentShape(at: TokenCursor, sql: string): StatementShape {
  const kind = kindHere(at);
  const name = at.path();
  if (kind === 'column') return { ...nothing, kind, name, on: name.slice(0, -1) };
  const signature = at.here?.text === '(' ? argumentTypes(at, sql) : '';
  const on = at.accept('on') ? at.path() : [];
  return { ...nothing, kind, name, signature, on };
}

function grantShape(at: TokenCursor, sql: string): StatementShape {
  if (!at.find('on')) return { ...nothing, kind: 'role' };
  if (at.accept('all')) {
    at.find('schema');
    return { ...nothing, kind: 'schema', name: at.path() };
  }
  const kind = kindHere(at);
  const objects: { readonly name: readonly string[]; readonly signature: string }[] = [];
  do {
    const name = at.path();
    objects.push({ name, signature: at.here?.text === '(' ? argumentTypes(at, sql) : '' });
  } while (at.acceptText(','));
  const [{ name, signature } = { name: [], signature: '' }, ...others] = objects;
  return { ...nothing, kind: kind === 'other' ? 'table' : kind, name, signature, others };
}

/** The argument list without its defaults, as DROP and COMMENT take it. */
function argumentTypes(at: TokenCursor, sql: string): string {
  const group = at.group();
  if (group === undefined) return '';
  const tokens = at.tokens.slice(group.from + 1, group.to - 1);
  const kept: string[] = [];
  for (const argument of splitAtCommas(tokens)) {
    const end = argument.findIndex(({ word, text }) => word === 'default' || text === '=');
    const used = end < 0 ? argument : argument.slice(0, end);
    const [first] = used;
    const last = used.at(-1);
    if (first !== undefined && last !== undefined) kept.push(sql.slice(first.at, last.end));
  }
  return `(${kept.join(', ')})`;
}

/**
 * What identifies the object of a statement over its versions, as `table hr.emp`; a grant's
 * or datum's whole text decides.
 */
export function objectKey(shape: StatementShape): string {
  const name = quotePath(shape.name);
  const on =
    shape.on.length > 0 && shape.kind !== 'index' && shape.kind !== 'column' ? ` on ${quotePath(shape.on)}` : '';
  return `${shape.kind} ${name}${signatureKey(shape.signature)}${on}`;
}

const signatureKey = (signature: string): string => signature.toLowerCase().replace(/\s+/g, ' ');
