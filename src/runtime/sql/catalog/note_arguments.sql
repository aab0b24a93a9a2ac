-- Keeps what Oracle's dictionary says of the parameters of a routine, or of those of a package: [{"name", "id", "overload", "arguments": [{"name", "position", "mode", "default", "type", …}]}]. An owner that is not
-- named is the user.
CREATE FUNCTION ora.note_arguments(owner text, name text, is_package boolean, note jsonb) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.argument_notes VALUES (coalesce(owner, ora.user_name()), name, is_package, note)
  ON CONFLICT ON CONSTRAINT argument_notes_pkey DO UPDATE SET note = excluded.note
$$;
