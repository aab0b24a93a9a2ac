-- DBMS_UTILITY.FORMAT_ERROR_BACKTRACE: one 'ORA-06512: at "OWNER.UNIT", line n' a frame of PG_EXCEPTION_CONTEXT, innermost
-- first; a frame of an anonymous block or of what is nested in one has no name, the entries of a routine have its own. Lines are those of the PL/pgSQL body, which is why the compiler flags it.
CREATE FUNCTION ora.dbms_utility_format_error_backtrace(e ora.err) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg('ORA-06512: at ' || CASE WHEN m[1] = 'inline_code_block' OR m[1] LIKE 'pg\_temp%' THEN '' ELSE '"' || upper(regexp_replace(m[1], '__(c|sql)$', '')) || '", ' END
    || 'line ' || m[2] || E'\n', '' ORDER BY i)
  FROM regexp_split_to_table(ora.own_context(e.context), E'\n') WITH ORDINALITY AS l(line, i),
    regexp_match(l.line, '^PL/pgSQL function ([^( ]+)(?:\(.*\))? line ([0-9]+) ') AS m
  WHERE m IS NOT NULL
$$;
