/**
 * Key words of PostgreSQL and PL/pgSQL that decide quoting. Source: `pg_get_keywords()` of PostgreSQL 15 (categories C,
 * T, R) plus what 18 reserves.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Category C: may name a column or table, never a function or a type. */
export const columnNameKeywords = words(`
  between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer
  interval least national nchar none normalize nullif numeric out overlay position precision real row setof smallint
  substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces
  xmlparse xmlpi xmlroot xmlserialize xmltable`);

/** Category T: may name a function or a type, never a column or table. */
export const functionNameKeywords = words(`
  authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural
  notnull outer overlaps right similar tablesample verbose`);

/** Category R. */
export const reservedKeywords = words(`
  all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog
  current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except
  false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp
  not null offset on only or order placing primary references returning select session_user some symmetric system_user table
  then to trailing true union unique user using variadic when where window with`);

/** Words with which PostgreSQL's own built-ins of category C are called. */
export const callableKeywords = words(`
  coalesce greatest grouping least normalize nullif overlay position substring treat trim xmlconcat xmlelement xmlexists
  xmlforest xmlparse xmlpi xmlroot xmlserialize`);

/**
 * Reserved in PL/pgSQL (src/pl/plpgsql/src/pl_reserved_kwlist.h): they end an expression or begin a
 * statement wherever they stand.
 */
export const plpgsqlReservedKeywords = words(`
  all begin by case declare else end execute for foreach from if in into loop not null or strict then to using when while`);

/**
 * First words of PL/pgSQL statements and declarations: legal as names there, but a variable of such a name is quoted.
 */
export const plpgsqlStatementKeywords = words(`
  alias assert call close commit constant continue cursor debug do exception exit fetch get import insert merge move open
  perform raise return reverse rollback slice`);

/**
 * Unreserved in PL/pgSQL (src/pl/plpgsql/src/pl_unreserved_kwlist.h): the index of a FOR loop, which nothing
 * declares, is taken for the key word.
 */
export const plpgsqlUnreservedKeywords = words(`
  absolute alias and array assert backward call chain close collate column column_name commit constant constraint
  constraint_name continue current cursor datatype debug default detail diagnostics do dump elseif elsif errcode error
  exception exit fetch first forward get hint import info insert is last log merge message message_text move next no notice
  open option perform pg_context pg_datatype_name pg_exception_context pg_exception_detail pg_exception_hint pg_routine_oid
  print_strict_params prior query raise relative return returned_sqlstate reverse rollback row_count rowtype schema
  schema_name scroll slice sqlstate stacked table table_name type use_column use_variable variable_conflict warning`);
