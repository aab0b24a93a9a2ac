-- DBMS_UTILITY.FORMAT_CALL_STACK in Oracle's layout. Handles and line numbers are those of the target.
CREATE FUNCTION ora.dbms_utility_format_call_stack() RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  RETURN E'----- PL/SQL Call Stack -----\n  object      line  object\n  handle    number  name\n' || coalesce((
    SELECT string_agg('0x' || lpad(to_hex(hashtext(m[1])), 8, '0') || lpad(m[2], 10) || '  '
      || CASE WHEN m[1] = 'inline_code_block' THEN 'anonymous block' ELSE 'routine ' || upper(m[1]) END || E'\n', '' ORDER BY i)
    FROM regexp_split_to_table(stack, E'\n') WITH ORDINALITY AS l(line, i),
      regexp_match(l.line, '^PL/pgSQL function ([^( ]+)(?:\(.*\))? line ([0-9]+) ') AS m
    WHERE m IS NOT NULL AND m[1] <> 'ora.dbms_utility_format_call_stack'), '');
END
$$;
