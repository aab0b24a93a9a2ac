-- A statement that EXECUTE runs, with its parameters of text converted where it compares them with numbers or dates or puts them into such columns: PostgreSQL tells what it
-- expects in their places. types: what the parameters are, where the statement does not say it. (SQL Language Reference, "Data Conversion")
CREATE FUNCTION ora.dynamic_given(statement text, types text[] DEFAULT '{}') RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  typed boolean := types <> '{}';
  pieces text[];
  expected text[];
  untyped integer[] := '{}';
  number integer;
BEGIN
  IF statement !~* '^[\s(]*(select|with|insert|update|delete|merge)\M' THEN
    RETURN statement;
  END IF;
  BEGIN
    EXECUTE format('PREPARE ora_dynamic%s AS %s', CASE WHEN typed THEN '(' || array_to_string(types, ', ') || ')' END, statement);
    DEALLOCATE ora_dynamic;
    RETURN statement;
  EXCEPTION
    WHEN undefined_function OR datatype_mismatch THEN
      NULL;
    WHEN OTHERS THEN
      -- EXECUTE raises it.
      RETURN statement;
  END;
  pieces := ARRAY(SELECT m[1] FROM regexp_matches(statement,
    $re$([eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|\$[0-9]+(?:::text(?:\s+collate\s+"C"|\M))?|[[:alnum:]_]+|[^[:alnum:]_]|\s)$re$, 'g') WITH ORDINALITY AS t(m, i) ORDER BY t.i);
  -- A text by what the statement or `types` say becomes a parameter of no type.
  FOR i IN 1 .. cardinality(pieces) LOOP
    number := substring(pieces[i] FROM '^\$([0-9]+)');
    IF number IS NOT NULL AND (pieces[i] LIKE '%::text%' OR types[number] = 'text') THEN
      pieces[i] := '$' || number || '::unknown' || coalesce(substring(pieces[i] FROM '(?i)\s+collate.*'), '');
      types[number] := 'unknown';
    END IF;
  END LOOP;
  -- `:x IS NULL` expects no type.
  WHILE expected IS NULL LOOP
    BEGIN
      EXECUTE format('PREPARE ora_dynamic%s AS %s', CASE WHEN typed THEN '(' || array_to_string(types, ', ') || ')' END,
        (SELECT string_agg(CASE WHEN p.piece NOT LIKE '$%::unknown%' THEN p.piece
            WHEN substring(p.piece FROM '[0-9]+')::integer = ANY (untyped) THEN replace(p.piece, 'unknown', 'text')
            ELSE substring(p.piece FROM '^\$[0-9]+') END, '' ORDER BY p.i) FROM unnest(pieces) WITH ORDINALITY AS p(piece, i)));
      SELECT p.parameter_types::text[] INTO expected FROM pg_catalog.pg_prepared_statements AS p WHERE p.name = 'ora_dynamic';
      DEALLOCATE ora_dynamic;
    EXCEPTION
      WHEN indeterminate_datatype THEN
        number := substring(SQLERRM FROM '\$([0-9]+)');
        IF number IS NULL OR number = ANY (untyped) THEN
          RETURN statement;
        END IF;
        untyped := untyped || number;
      WHEN OTHERS THEN
        RETURN statement;
    END;
  END LOOP;
  RETURN (
    SELECT string_agg(CASE
        WHEN p.piece NOT LIKE '$%::unknown%' THEN p.piece
        WHEN expected[t.number] IN ('numeric', 'integer', 'bigint', 'smallint') THEN format('ora.to_number($%s::text)', t.number)
        WHEN expected[t.number] = 'timestamp without time zone' THEN format('ora.text_to_date($%s::text)', t.number)
        ELSE replace(p.piece, 'unknown', 'text')
      END, '' ORDER BY p.i)
    FROM unnest(pieces) WITH ORDINALITY AS p(piece, i), LATERAL (SELECT substring(p.piece FROM '^\$([0-9]+)')::integer AS number) AS t);
END
$$;
