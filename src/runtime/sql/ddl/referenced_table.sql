-- The table to which the definition of a foreign key refers; NULL for other constraints.
CREATE FUNCTION ora.referenced_table(definition text) RETURNS regclass
LANGUAGE sql STABLE
AS $$
  SELECT to_regclass(substring(definition FROM '(?i)^foreign\s+key.*?\mreferences\s+((?:"[^"]+"|[\w$#]+)(?:\.(?:"[^"]+"|[\w$#]+))?)'))
$$;
