import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';

export { loadModule };

/** PostgreSQL's parse tree without positions and without the grouping of AND and OR, which has no meaning. */
export function parseTree(sql: string): unknown {
  return normalized(parseSync(sql).stmts);
}

export const plpgsqlTree = (sql: string): unknown => parsePlPgSQLSync(sql);

function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(
      ([key]) =>
        ![
          'location',
          'stmt_len',
          'stmt_location',
          'row_format',
          'rexpr_list_start',
          'rexpr_list_end',
          'list_start',
          'list_end',
        ].includes(key),
    )
    .map(([key, item]) => [key, normalized(item)] as const);
  const result: Record<string, unknown> = Object.fromEntries(entries);
  const bool = result.BoolExpr;
  if (isBool(bool) && bool.boolop !== 'NOT_EXPR') {
    bool.args = bool.args.flatMap((arg) =>
      isBoolNode(arg) && arg.BoolExpr.boolop === bool.boolop ? arg.BoolExpr.args : [arg],
    );
  }
  return result;
}

interface Bool {
  readonly boolop: string;
  args: unknown[];
}
const isBool = (value: unknown): value is Bool =>
  typeof value === 'object' && value !== null && 'boolop' in value && 'args' in value;
const isBoolNode = (value: unknown): value is { readonly BoolExpr: Bool } =>
  typeof value === 'object' && value !== null && 'BoolExpr' in value && isBool(value.BoolExpr);
