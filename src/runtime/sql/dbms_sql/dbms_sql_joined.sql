-- Lines lb to ub of a statement as one text, with or without line ends between them.
CREATE FUNCTION ora.dbms_sql_joined(k integer[], v text[], lb integer, ub integer, lines boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg(l.line, CASE WHEN lines THEN chr(10) ELSE '' END ORDER BY l.n) FROM unnest(k, v) AS l(n, line) WHERE l.n BETWEEN lb AND ub
$$;
