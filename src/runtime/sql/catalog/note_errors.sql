-- Keeps the errors of a program, in place of those known before; an owner that is not named is the user. An error for want of a relation is one as long as
-- that is not there.
CREATE FUNCTION ora.note_errors(owner text, name text, type text, lines integer[], positions integer[], texts text[], needs text[]) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM ora.compile_errors AS e
  WHERE (e.owner, e.name, e.type) = (coalesce(note_errors.owner, ora.user_name()), note_errors.name, note_errors.type);
  INSERT INTO ora.compile_errors
  SELECT coalesce(note_errors.owner, ora.user_name()), note_errors.name, note_errors.type, r.sequence, r.line, r.position, r.text, r.needs,
    r.needs IS NULL OR to_regclass(r.needs) IS NULL
  FROM unnest(lines, positions, texts, note_errors.needs) WITH ORDINALITY AS r(line, position, text, needs, sequence)
$$;
