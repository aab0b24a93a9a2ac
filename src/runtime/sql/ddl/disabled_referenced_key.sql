-- The key to which the definition of a foreign key refers, where that is disabled itself: its table and name.
CREATE FUNCTION ora.disabled_referenced_key(definition text, OUT relation regclass, OUT name text) RETURNS record
LANGUAGE sql STABLE
AS $$
  SELECT d.relation, d.name
  FROM regexp_match(disabled_referenced_key.definition, '\mreferences\s+((?:"[^"]+"|[\w$#]+)(?:\.(?:"[^"]+"|[\w$#]+))?)\s*(?:\(([^()]*)\))?', 'i') AS m
  JOIN ora.disabled_constraints AS d ON d.relation = to_regclass(m[1]) AND d.definition ~* '^(primary key|unique|create unique)'
  WHERE disabled_referenced_key.definition ~* '^foreign key' AND CASE WHEN m[2] IS NULL THEN d.definition ~* '^primary key'
    ELSE (SELECT array_agg(btrim(c, ' "') ORDER BY btrim(c, ' "')) FROM regexp_split_to_table(substring(d.definition FROM '\(([^()]*)\)'), ',') AS c)
      = (SELECT array_agg(btrim(c, ' "') ORDER BY btrim(c, ' "')) FROM regexp_split_to_table(m[2], ',') AS c) END
  LIMIT 1
$$;
