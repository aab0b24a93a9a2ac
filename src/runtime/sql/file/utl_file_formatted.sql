-- The text of UTL_FILE.PUTF and PUTF_NCHAR: %s takes the arguments in order, \n is a line end.
CREATE FUNCTION ora.utl_file_formatted(format text, args text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  result text := '';
  piece text[];
  next integer := 1;
BEGIN
  FOR piece IN SELECT regexp_matches(format, '(%s|\\n|%|\\|[^%\\]+)', 'g') LOOP
    IF piece[1] = '%s' THEN
      result := result || coalesce(args[next], '');
      next := next + 1;
    ELSE
      result := result || CASE piece[1] WHEN '\n' THEN E'\n' ELSE piece[1] END;
    END IF;
  END LOOP;
  RETURN result;
END
$$;
