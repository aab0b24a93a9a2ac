-- What was noted of a part of an object, as long as PostgreSQL has it as it was then; else NULL.
CREATE FUNCTION ora.definition(relation oid, part text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT d.value FROM ora.definition_place(relation, part) AS p JOIN ora.definitions AS d ON d.relation = p.relation AND d.part = p.part
  WHERE ora.is_same_state(d.state, ora.definition_state(p.relation, p.part))
$$;
