-- Names in a piece of dynamic SQL without quotes: DUAL is a view of the runtime, the values of a sequence are functions, and the user's own objects stand
-- in schema public. A number ends where a letter follows it.
CREATE FUNCTION ora.dynamic_names(piece text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := regexp_replace(piece, '\m(from|join|using)(\s+)(?:sys\s*\.\s*)?dual\M(?!\s*\.)', '\1\2' || 'ora.dual', 'gi');
BEGIN
  IF strpos(lower(result), session_user || '.') > 0 AND to_regnamespace(quote_ident(session_user)) IS NULL THEN
    result := regexp_replace(result, '\m' || session_user || '\.(?=[a-z"])', 'public.', 'gi');
  END IF;
  result := regexp_replace(result, '(?<![\w$#.])(\d+(?:\.\d*)?)(?=[a-z])(?!e[-+]?\d|[fd]\M)|(?<![\w$#.])(\d+(?:\.\d*)?e[-+]?\d+)(?=[a-z])', '\1\2 ', 'gi');
  IF result ~* 'partition\s*\(' THEN
    result := ora.dynamic_partitions(result);
  END IF;
  result := ora.dynamic_functions(result);
  RETURN regexp_replace(result, '\m([a-z][\w$#]*(?:\.[a-z][\w$#]*)?)\.(nextval|currval)\M', '\2(''\1'')', 'gi');
END
$$;
