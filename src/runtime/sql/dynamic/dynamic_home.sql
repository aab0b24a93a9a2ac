-- Names of tables, views and sequences in a piece of dynamic SQL, and of what it creates, in the schema of the routine's owner where they stand there.
CREATE FUNCTION ora.dynamic_home(piece text, home text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := regexp_replace(piece, '^(\s*create\s+(?:or\s+replace\s+)?(?:(?:table|view|sequence|materialized\s+view)\s+))([a-z][\w$#]*)(?![\w$#]|\s*\.)', '\1' || quote_ident(home) || '.\2', 'i');
  name text;
BEGIN
  FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(result, '\m(?:from|join|into|update|table|using|on)\s+([a-z][\w$#]*)(?![\w$#]|\s*\.)', 'gi') AS m LOOP
    IF to_regclass(format('%I.%I', home, lower(name))) IS NOT NULL THEN
      result := regexp_replace(result, '\m(from|join|into|update|table|using|on)(\s+)' || replace(name, '$', '\$') || '(?![\w$#]|\s*\.)', '\1\2' || quote_ident(home) || '.' || name, 'gi');
    END IF;
  END LOOP;
  FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(result, '(?<![.\w$#])([a-z][\w$#]*)\.(?:nextval|currval)\M', 'gi') AS m LOOP
    IF to_regclass(format('%I.%I', home, lower(name))) IS NOT NULL THEN
      result := regexp_replace(result, '(?<![.\w$#])(' || replace(name, '$', '\$') || ')\.(nextval|currval)\M', quote_ident(home) || '.\1.\2', 'gi');
    END IF;
  END LOOP;
  RETURN result;
END
$$;
