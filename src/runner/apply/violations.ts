import { counted } from '../../assess/counted.js';
import { notValid } from '../plan/changes/split-validation.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { quoteIdentifier, quotePath, quoteText } from '../sql/quoting.js';
import { splitAtCommas, tokensOf } from '../sql/statement-tokens.js';
import { DatabaseError } from '../target/database-error.js';
import { isConnectionLoss, type RunSession } from '../target/session.js';

/** How many rows a message shows. */
const shownRows = 5;

/**
 * The error of a constraint or unique index that rows stand against, with how many there are and the first of them:
 * PostgreSQL names one row, and who mends them wants to know whether it is one or a million. The error as it is, where
 * that cannot be told.
 */
export async function withViolations(session: RunSession, sql: string, error: DatabaseError): Promise<DatabaseError> {
  if (!['23503', '23505', '23514'].includes(error.sqlstate) || error.hint !== undefined) return error;
  try {
    const query = await violationQuery(session, sql);
    if (query === undefined) return error;
    await session.execute(`begin read only; set local statement_timeout = '60s'; set local lock_timeout = '2s'`);
    const { rows } = await session.execute(query);
    const [[count] = []] = rows;
    const first = rows.map(([, row]) => row ?? '').join(', ');
    const { message, sqlstate, detail, position, where, schema, table, column, dataType, constraint } = error;
    return new DatabaseError(
      {
        ...{ message, sqlstate, detail, position, where, schema, table, column, dataType, constraint },
        hint: `${standingAgainst(sqlstate, Number(count))}: ${first}${Number(count) > rows.length ? ', …' : ''}`,
      },
      { cause: error },
    );
  } catch (failed) {
    if (!(failed instanceof DatabaseError) || isConnectionLoss(failed)) throw failed;
    return error;
  } finally {
    await session.execute('rollback').catch(() => {});
  }
}

/** `1 row stands against it`, `2 keys are there more than once`. */
function standingAgainst(sqlstate: string, count: number): string {
  if (sqlstate === '23505') return `${counted(count, 'key')} ${count === 1 ? 'is' : 'are'} there more than once`;
  return `${counted(count, 'row')} ${count === 1 ? 'stands' : 'stand'} against it`;
}

/** Gives the number and the first of them, a line each. */
async function violationQuery(session: RunSession, sql: string): Promise<string | undefined> {
  const shape = shapeOf(sql);
  if (shape.action === 'create' && shape.kind === 'index') return duplicates(quotePath(shape.on), sql);
  const [only, ...more] = shape.alterations;
  if (shape.kind !== 'table' || only === undefined || more.length > 0) return undefined;
  const table = quotePath(shape.name);
  if (only.verb === 'add constraint' && /\b(primary\s+key|unique)\b/i.test(only.text))
    return duplicates(table, only.text);
  if (only.verb === 'validate constraint') return await violating(session, table, only.name);
  if (only.verb !== 'add constraint') return undefined;
  // The catalog says what the constraint asks for while it is there without having looked.
  await session.execute(`begin; ${/\bnot\s+valid\b/i.test(sql) ? sql : notValid(sql)}`);
  try {
    return await violating(session, table, only.name);
  } finally {
    await session.execute('rollback');
  }
}

async function violating(session: RunSession, table: string, constraint: string): Promise<string | undefined> {
  const { rows } = await session.execute(
    `select k.contype, k.confmatchtype, pg_get_expr(k.conbin, k.conrelid), k.confrelid::regclass::text,
       (select json_agg(json_build_array(quote_ident(a.attname), quote_ident(f.attname)) order by u.n) from unnest(k.conkey, k.confkey) with ordinality as u(own, other, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own left join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.other)
     from pg_constraint k where k.conrelid = to_regclass(${quoteText(table)}) and k.conname = ${quoteText(constraint)}`,
  );
  const [[kind, match, expression, parent, pairs] = []] = rows;
  const columns = JSON.parse(pairs ?? '[]') as readonly (readonly [string, string | null])[];
  const row = (names: readonly string[]): string => `concat('(', concat_ws(', ', ${names.join(', ')}), ')')`;
  if (kind === 'c') {
    const shown = columns.length === 0 ? 't::text' : row(columns.map(([own]) => `t.${own}::text`));
    return `select count(*) over (), ${shown} from ${table} t where not (${expression}) order by 2 limit ${shownRows}`;
  }
  if (kind !== 'f' || match !== 's' || columns.length === 0) return undefined;
  const own = columns.map(([name]) => `t.${name}`);
  const joined = columns.map(([name, other]) => `p.${other} = t.${name}`).join(' and ');
  const given = own.map((name) => `${name} is not null`).join(' and ');
  return (
    `select count(*) over (), ${row(own.map((name) => `${name}::text`))} from ${table} t where ${given} and not ` +
    `exists (select from ${parent} p where ${joined}) order by 2 limit ${shownRows}`
  );
}

/** For keys of plain columns without a condition. */
function duplicates(table: string, sql: string): string | undefined {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(({ text }) => text === '(');
  const close = tokens.findIndex(({ text }, index) => index > open && (text === ')' || text === '('));
  if (
    open < 0 ||
    tokens[close]?.text !== ')' ||
    tokens.slice(close).some(({ word }) => ['where', 'not'].includes(word))
  )
    return undefined;
  const parts = splitAtCommas(tokens.slice(open + 1, close));
  if (parts.length === 0 || parts.some(({ length }) => length !== 1)) return undefined;
  const names = parts.map(([token]) => {
    const text = token?.text ?? '';
    return text.startsWith('"') ? text : quoteIdentifier(text.toLowerCase());
  });
  const given = names.map((name) => `${name} is not null`).join(' and ');
  return (
    `select count(*) over (), concat('(', concat_ws(', ', ${names.map((name) => `${name}::text`).join(', ')}), ` +
    `')') from ${table} where ${given} group by ${names.join(', ')} having count(*) > 1 order by 2 limit ` +
    `${shownRows}`
  );
}
