-- Keeps what Oracle's dictionary says of a part of an object.
CREATE FUNCTION ora.note_definition(relation regclass, part text, value text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.definitions (relation, part, value, state) SELECT p.relation, p.part, value, ora.definition_state(p.relation, p.part)
  FROM ora.definition_place(note_definition.relation, note_definition.part) AS p
  ON CONFLICT ON CONSTRAINT definitions_pkey DO UPDATE SET value = excluded.value, state = excluded.state
$$;
