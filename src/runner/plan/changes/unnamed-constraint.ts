import { foldIdentifier, quoteIdentifier, quotePath, quoteText } from '../../sql/quoting.js';
import { splitAtCommas, TokenCursor, tokensOf } from '../../sql/statement-tokens.js';

/** What `ADD FOREIGN KEY (…)`, `ADD CHECK (…)` and the like say without a name. */
interface UnnamedConstraint {
  readonly kind: 'p' | 'u' | 'f' | 'c';
  /** The text behind ADD. */
  readonly text: string;
  /** Of a key: its columns, in order. */
  readonly columns: readonly string[];
  /** Of a foreign key: the table that it refers to. */
  readonly references: readonly string[];
}

/** A constraint that an action of ALTER TABLE adds without a name; undefined where it does something else. */
export function unnamedConstraint(action: string): UnnamedConstraint | undefined {
  const tokens = tokensOf(action);
  const at = new TokenCursor(tokens);
  if (!at.accept('add')) return undefined;
  const text = action.slice(at.here?.at, tokens.at(-1)?.end);
  const kind = kindOf(at);
  if (kind === undefined) return undefined;
  at.accept('nulls', 'not', 'distinct');
  if (kind === 'c') return { kind, text, columns: [], references: [] };
  const group = at.group();
  if (group === undefined) return undefined;
  const columns = splitAtCommas(at.tokens.slice(group.from + 1, group.to - 1)).map(([name]) =>
    foldIdentifier(name?.text ?? ''),
  );
  return { kind, text, columns, references: at.accept('references') ? at.path() : [] };
}

function kindOf(at: TokenCursor): UnnamedConstraint['kind'] | undefined {
  if (at.accept('primary', 'key')) return 'p';
  if (at.accept('unique')) return 'u';
  if (at.accept('foreign', 'key')) return 'f';
  return at.accept('check') ? 'c' : undefined;
}

/**
 * The statement that drops a constraint whose name PostgreSQL has made: it is looked up by what it says, one with a name
 * that PostgreSQL makes (`t_c_fkey`; ALTER TABLE, CREATE TABLE, "Parameters") before others. Where it is gone already
 * nothing is done.
 */
export function dropUnnamed(table: readonly string[], constraint: UnnamedConstraint): string {
  const path = quotePath(table);
  const same = constraint.kind === 'c' ? sameCheck(path, constraint.text) : sameKey(path, constraint);
  return `do $oraphant$
${backMark}${JSON.stringify(`alter table ${path} add ${constraint.text}`)}
declare
  found name;
begin
  if to_regclass(${quoteText(path)}) is null then
    return;
  end if;
${same}
  if found is not null then
    execute format('alter table %s drop constraint %I', ${quoteText(path)}, found);
  end if;
end
$oraphant$`;
}

const backMark = '-- way back: ';

/** What takes back a statement of `dropUnnamed`; undefined of any other. */
export function backOfDropUnnamed(sql: string): string | undefined {
  const [head, mark = ''] = sql.split('\n', 2);
  if (head !== 'do $oraphant$' || !mark.startsWith(backMark)) return undefined;
  return String(JSON.parse(mark.slice(backMark.length)));
}

const suffixes = { p: '_pkey', u: '_key', f: '_fkey', c: '_check' } as const;

/** Of several that say the same, the one that has been made last. */
const first = (kind: UnnamedConstraint['kind']): string =>
  `order by k.conname ~ '${suffixes[kind]}[0-9]*$' desc, k.oid desc limit 1`;

function sameKey(path: string, { kind, columns, references }: UnnamedConstraint): string {
  const names = `array[${columns.map(quoteText).join(', ')}]::name[]`;
  const other = kind === 'f' ? ` and k.confrelid = ${quoteText(quotePath(references))}::regclass` : '';
  return `  select k.conname into found from pg_constraint k
  where k.conrelid = ${quoteText(path)}::regclass and k.contype = '${kind}'${other}
    and (select array_agg(a.attname order by c.n) from unnest(k.conkey) with ordinality c(num, n)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.num) = ${names}
  ${first(kind)};`;
}

/** PostgreSQL writes an expression in its own way: the check is made once more, beside the one that is looked for. */
function sameCheck(path: string, text: string): string {
  const made = quoteIdentifier('oraphant same check');
  const unchecked = /\bnot\s+valid\s*$/i.test(text) ? '' : ' not valid';
  return `  execute ${quoteText(`alter table ${path} add constraint ${made} ${text}${unchecked}`)};
  select k.conname into found from pg_constraint k join pg_constraint s
    on s.conrelid = k.conrelid and s.conname = 'oraphant same check' and s.oid <> k.oid
  where k.conrelid = ${quoteText(path)}::regclass and k.contype = 'c' and k.connoinherit = s.connoinherit
    and pg_get_expr(k.conbin, k.conrelid) = pg_get_expr(s.conbin, s.conrelid)
  ${first('c')};
  execute ${quoteText(`alter table ${path} drop constraint ${made}`)};`;
}
