-- Keeps what Oracle's dictionary says of a type: {"code", "final", "instantiable", "owner" and "super" (of the supertype), "attrs": […], "methods": […], "collection": {…}}.
CREATE FUNCTION ora.note_type(type_name text, note jsonb) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.type_notes (type, note) VALUES (type_name::regtype, note)
  ON CONFLICT ON CONSTRAINT type_notes_pkey DO UPDATE SET note = excluded.note
$$;
