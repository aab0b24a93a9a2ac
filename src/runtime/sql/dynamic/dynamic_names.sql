-- Names in a piece of dynamic SQL without quotes: DUAL and the dictionary are views of the runtime, the values of a sequence are functions, and the user's own objects stand
-- in schema public. A number ends where a letter follows it. Names with `#` in them, and those that PostgreSQL would cut, stand in quotes.
CREATE FUNCTION ora.dynamic_names(piece text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name text;
  before text;
  result text := regexp_replace(piece, '\m(from|join|using)(\s+)(?:sys\s*\.\s*)?dual\M(?!\s*\.)', '\1\2' || 'ora.dual', 'gi');
BEGIN
  IF strpos(lower(result), session_user || '.') > 0 AND to_regnamespace(quote_ident(session_user)) IS NULL THEN
    result := regexp_replace(result, '\m' || session_user || '\.(?=[a-z"])', 'public.', 'gi');
  END IF;
  result := regexp_replace(result, '(?<![\w$#.])(\d+(?:\.\d*)?)(?=[a-z])(?!e[-+]?\d|[fd]\M)|(?<![\w$#.])(\d+(?:\.\d*)?e[-+]?\d+)(?=[a-z])', '\1\2 ', 'gi');
  IF result ~ '[A-Za-z][\w$]*#|[\w$#]{64}' THEN
    FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(result, '(?<![\w$#"])([a-z][\w$#]*)', 'gi') AS m WHERE m[1] ~ '#' OR length(m[1]) > 63 LOOP
      result := regexp_replace(result, '(?<![\w$#"])' || replace(name, '$', '\$') || '(?![\w$#"])', quote_ident(ora.own_name(name)), 'g');
    END LOOP;
  END IF;
  IF result ~* 'partition\s*\(' THEN
    result := ora.dynamic_partitions(result);
  END IF;
  result := ora.dynamic_functions(result);
  FOR name IN SELECT DISTINCT m[1] FROM regexp_matches(result, '(?:\m(?:from|join)\s|,)\s*((?:sys\s*\.\s*)?(?:user_|all_|dba_|g?v_?\$)[a-z_]+)(?![\w$#.])', 'gi') AS m LOOP
    IF ora.dynamic_view(name) IS NOT NULL THEN
      LOOP
        before := result;
        result := regexp_replace(result, '(\m(?:from|join)\s+|\mfrom\s(?:(?!\m(?:where|group|order|having|start|connect|union)\M)[^();])*,\s*)' || replace(name, '$', '\$') || '(?![\w$#.])', '\1' || ora.dynamic_view(name), 'i');
        EXIT WHEN result = before;
      END LOOP;
    END IF;
  END LOOP;
  RETURN regexp_replace(result, '\m([a-z][\w$#]*(?:\.[a-z][\w$#]*)?)\.(nextval|currval)\M', '\2(''\1'')', 'gi');
END
$$;
