-- Keeps the text of a program unit; an owner that is not named is the user.
CREATE FUNCTION ora.note_source(owner text, name text, type text, text text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.sources VALUES (coalesce(owner, ora.user_name()), name, type, text)
  ON CONFLICT ON CONSTRAINT sources_pkey DO UPDATE SET text = excluded.text
$$;
