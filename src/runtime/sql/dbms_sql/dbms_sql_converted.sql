-- The state of a cursor number whose statement converts bind variables of text where it compares them with numbers or dates or puts them into such columns:
-- PostgreSQL tells what it expects in their places. Done once for the types of what is bound; `parsed` keeps the statement as it was.
-- (SQL Language Reference, "Data Conversion")
CREATE FUNCTION ora.dbms_sql_converted(cursor_state jsonb) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  statement text := coalesce(cursor_state ->> 'parsed', cursor_state ->> 'sql');
  binds jsonb := coalesce(cursor_state -> 'binds', '{}')
    || coalesce((SELECT jsonb_object_agg(a.key, a.value -> 0) FROM jsonb_each(cursor_state -> 'arrays') AS a WHERE jsonb_array_length(a.value) > 0), '{}');
  bound_types text;
  expected text[];
  untyped bigint[] := '{}';
  number bigint;
  result text;
BEGIN
  SELECT coalesce(string_agg(v.key || substring(v.value FROM '::[^:]*$'), ',' ORDER BY v.key), '') INTO bound_types FROM jsonb_each_text(binds) AS v;
  IF cursor_state ->> 'bound_types' = bound_types THEN
    RETURN cursor_state;
  END IF;
  cursor_state := cursor_state || jsonb_build_object('sql', statement, 'parsed', statement, 'bound_types', bound_types);
  IF bound_types !~ '::(text|varchar|character varying)\)' OR statement !~* '^[\s(]*(select|with|values|insert|update|delete|merge)\M' THEN
    RETURN cursor_state;
  END IF;
  BEGIN
    EXECUTE 'PREPARE ora_sql_bound AS ' || ora.dbms_sql_bound(statement, binds);
    DEALLOCATE ora_sql_bound;
    RETURN cursor_state;
  EXCEPTION
    WHEN undefined_function OR datatype_mismatch THEN
      NULL;
    WHEN OTHERS THEN
      -- EXECUTE raises it.
      RETURN cursor_state;
  END;
  -- `:x IS NULL` expects no type.
  WHILE expected IS NULL LOOP
    BEGIN
      EXECUTE 'PREPARE ora_sql_bound AS ' || (SELECT string_agg(
          coalesce('$' || t.parameter || CASE WHEN t.parameter = ANY (untyped) THEN '::text' ELSE '' END, binds ->> t.bind, t.piece), '' ORDER BY t.ordinal)
        FROM ora.dbms_sql_parameters(statement, binds) AS t);
      SELECT p.parameter_types::text[] INTO expected FROM pg_catalog.pg_prepared_statements AS p WHERE p.name = 'ora_sql_bound';
      DEALLOCATE ora_sql_bound;
    EXCEPTION
      WHEN indeterminate_datatype THEN
        number := substring(SQLERRM FROM '\$([0-9]+)');
        IF number IS NULL OR number = ANY (untyped) THEN
          RETURN cursor_state;
        END IF;
        untyped := untyped || number;
      WHEN OTHERS THEN
        RETURN cursor_state;
    END;
  END LOOP;
  SELECT string_agg(CASE
      WHEN expected[t.parameter] IN ('numeric', 'integer', 'bigint', 'smallint') THEN format('ora.to_number(%s::text)', t.piece)
      WHEN expected[t.parameter] = 'timestamp without time zone' THEN format('ora.text_to_date(%s::text)', t.piece)
      ELSE t.piece
    END, '' ORDER BY t.ordinal)
  INTO result
  FROM ora.dbms_sql_parameters(statement, binds) AS t;
  RETURN cursor_state || jsonb_build_object('sql', result);
END
$$;
