-- The pieces of a statement; parameter: the number, in order, of a bind variable that has a text.
CREATE FUNCTION ora.dbms_sql_parameters(statement text, binds jsonb, OUT ordinal bigint, OUT piece text, OUT bind text, OUT parameter bigint) RETURNS SETOF record
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT t.ordinal, t.piece, t.bind, CASE WHEN t.is_text THEN count(*) FILTER (WHERE t.is_text) OVER (ORDER BY t.ordinal) END
  FROM (
    SELECT x.*, x.bind IS NOT NULL AND binds ->> x.bind ~ '::(text|varchar|character varying)\)$' AS is_text FROM ora.dbms_sql_tokens(statement) AS x
  ) AS t
$$;
