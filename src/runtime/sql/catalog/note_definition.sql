-- Keeps what Oracle's dictionary says of a part of an object.
CREATE FUNCTION ora.note_definition(relation regclass, part text, value text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.definitions (relation, part, value, state) VALUES (relation, part, value, ora.definition_state(relation, part))
  ON CONFLICT ON CONSTRAINT definitions_pkey DO UPDATE SET value = excluded.value, state = excluded.state
$$;
