-- Keeps the elements of an array that a statement is executed with, as literals of their type. A name that the statement does not have is ORA-01006; a bound without element
-- is ORA-01403.
CREATE FUNCTION ora.dbms_sql_bind_elements(c integer, name text, keys integer[], elements text[], type_name text, index1 integer, index2 integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  plain text := upper(ltrim(name, ':'));
BEGIN
  -- It takes what RETURNING gives.
  IF cursor_state -> 'outs' ? plain THEN
    PERFORM ora.state_set('dbms_sql:' || c, jsonb_set(cursor_state, '{out_arrays}', coalesce(cursor_state -> 'out_arrays', '{}') || jsonb_build_object(plain, type_name))::text);
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT FROM ora.dbms_sql_tokens(cursor_state ->> 'sql') AS t WHERE t.bind = plain) THEN
    PERFORM ora.raise(1006);
  ELSIF index1 IS NOT NULL AND (index1 <> ALL (keys) OR index2 <> ALL (keys)) THEN
    PERFORM ora.raise(1403);
  END IF;
  PERFORM ora.state_set('dbms_sql:' || c, jsonb_set(cursor_state, '{arrays}', coalesce(cursor_state -> 'arrays', '{}') || jsonb_build_object(plain,
    (SELECT coalesce(jsonb_agg('(' || CASE WHEN e.v LIKE '%$%' THEN ' E''' || replace(replace(replace(e.v, '\', '\\'), '''', ''''''), '$', '\x24') || '''' ELSE quote_nullable(e.v) END
      || '::' || type_name || ')' ORDER BY e.k), '[]') FROM unnest(keys, elements) AS e (k, v) WHERE e.k BETWEEN coalesce(index1, e.k) AND coalesce(index2, e.k))))::text);
END
$$;
