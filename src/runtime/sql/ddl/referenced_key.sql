-- The key to which the definition of a foreign key refers: the one over the columns named, or the primary key of the table.
CREATE FUNCTION ora.referenced_key(definition text) RETURNS oid
LANGUAGE sql STABLE
AS $$
  SELECT k.oid
  FROM regexp_match(definition, '\mreferences\s+((?:"[^"]+"|[\w$#]+)(?:\.(?:"[^"]+"|[\w$#]+))?)\s*(?:\(([^()]*)\))?', 'i') AS m
  JOIN pg_catalog.pg_constraint AS k ON k.conrelid = to_regclass(m[1]) AND k.contype IN ('p', 'u')
  WHERE CASE WHEN m[2] IS NULL THEN k.contype = 'p'
    ELSE (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))
      = (SELECT array_agg(btrim(c, ' "') ORDER BY btrim(c, ' "')) FROM regexp_split_to_table(m[2], ',') AS c) END
  LIMIT 1
$$;
