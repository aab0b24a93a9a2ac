-- Keeps what an object needs, in place of what was known before; an owner that is not named is the user.
CREATE FUNCTION ora.note_dependencies(owner text, name text, type text, owners text[], names text[], types text[]) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM ora.dependencies AS d
  WHERE (d.owner, d.name, d.type) = (coalesce(note_dependencies.owner, ora.user_name()), note_dependencies.name, note_dependencies.type);
  INSERT INTO ora.dependencies
  SELECT coalesce(note_dependencies.owner, ora.user_name()), note_dependencies.name, note_dependencies.type, coalesce(r.owner, ora.user_name()), r.name, r.type
  FROM unnest(owners, names, types) AS r(owner, name, type)
$$;
