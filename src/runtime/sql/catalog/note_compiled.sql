-- ALTER … COMPILE: what a program lacks now is an error; that of a package is its body's, too.
CREATE FUNCTION ora.note_compiled(owner text, name text, type text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE ora.compile_errors AS e SET is_found = e.needs IS NULL OR to_regclass(e.needs) IS NULL
  WHERE (e.owner, e.name) = (coalesce(note_compiled.owner, ora.user_name()), note_compiled.name)
    AND e.type IN (note_compiled.type, note_compiled.type || ' BODY')
$$;
