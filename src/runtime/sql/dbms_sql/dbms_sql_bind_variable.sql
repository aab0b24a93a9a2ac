-- DBMS_SQL.BIND_VARIABLE: name with or without its colon. The value is kept as a literal of its type. A name that the statement does not have is ORA-01006.
CREATE PROCEDURE ora.dbms_sql_bind_variable(c integer, name text, value anyelement, out_value_size integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  plain text := upper(ltrim(name, ':'));
  literal text := ora.dbms_sql_literal(value::text);
BEGIN
  IF cursor_state -> 'outs' ? plain THEN
    PERFORM ora.state_set('dbms_sql:' || c, jsonb_set(cursor_state, '{given}', coalesce(cursor_state -> 'given', '{}')
      || jsonb_build_object(plain, jsonb_build_object('type', pg_typeof(value), 'value', value::text)))::text);
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT FROM ora.dbms_sql_tokens(cursor_state ->> 'sql') AS t WHERE t.bind = plain) THEN
    PERFORM ora.raise(1006);
  END IF;
  PERFORM ora.state_set('dbms_sql:' || c, jsonb_set(cursor_state #- ARRAY['arrays', plain], '{binds}',
    coalesce(cursor_state -> 'binds', '{}') || jsonb_build_object(plain, '(' || literal || '::' || pg_typeof(value) || ')'))::text);
END
$$;
