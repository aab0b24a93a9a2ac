-- What was noted of a part of an object, as long as PostgreSQL has it as it was then; else NULL.
CREATE FUNCTION ora.definition(relation oid, part text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT d.value FROM ora.definitions AS d
  WHERE d.relation = definition.relation AND d.part = definition.part AND d.state IS NOT DISTINCT FROM ora.definition_state(definition.relation, definition.part)
$$;
