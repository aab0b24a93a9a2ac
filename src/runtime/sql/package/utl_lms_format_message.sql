-- UTL_LMS.FORMAT_MESSAGE: %s and %d take the arguments in order, %% is a percent sign.
CREATE FUNCTION ora.utl_lms_format_message(format text, VARIADIC args text[] DEFAULT '{}') RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result text := '';
  piece text[];
  next integer := 1;
BEGIN
  FOR piece IN SELECT regexp_matches(format, '(%[sd%]|%|[^%]+)', 'g') LOOP
    IF piece[1] IN ('%s', '%d') THEN
      result := result || coalesce(args[next], '');
      next := next + 1;
    ELSE
      result := result || CASE piece[1] WHEN '%%' THEN '%' ELSE piece[1] END;
    END IF;
  END LOOP;
  RETURN nullif(result, '');
END
$$;
