-- Oracle's own functions in a piece of dynamic SQL without quotes: those of the runtime, where PostgreSQL has none of the name or one that answers
-- differently. NVL is COALESCE and MINUS is EXCEPT, which take what these take; days are added to SYSDATE by a function, and no division is one of integers.
CREATE FUNCTION ora.dynamic_functions(piece text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  functions text[] := ARRAY[
    'ora.add_months', 'ora.greatest', 'ora.initcap', 'ora.instr', 'ora.last_day', 'ora.least', 'ora.lengthb', 'ora.lpad', 'ora.mod', 'ora.months_between',
    'ora.next_day', 'ora.regexp_count', 'ora.regexp_instr', 'ora.regexp_like', 'ora.regexp_replace', 'ora.regexp_substr', 'ora.replace', 'ora.rpad', 'ora.substr',
    'ora.sys_context', 'ora.sys_guid', 'ora.to_date', 'ora.to_number', 'ora.to_timestamp', 'ora.translate'];
  result text := regexp_replace(piece, '(?<![\w$#.])(trunc\s*\(\s*sysdate\s*\)|sysdate)\s*([-+])\s*(\d+(?:\.\d+)?(?:\s*[*/]\s*\d+(?:\.\d+)?)*)(?!\.?\d|\s*[*/])', 'ora.date_add(\1, \2(1.0 * \3))', 'gi');
BEGIN
  result := regexp_replace(result, '(?<![\w$#.])(' || replace(array_to_string(functions, '|'), 'ora.', '') || ')(?=\s*\()', 'ora.\1', 'gi');
  result := regexp_replace(result, '(?<![\w$#.])nvl(?=\s*\()', 'coalesce', 'gi');
  result := regexp_replace(result, '(?<![\w$#.])to_char(?=\s*\()', 'ora.dynamic_to_char', 'gi');
  result := regexp_replace(result, '(?<![\w$#.])trunc(?=\s*\()', 'ora.dynamic_trunc', 'gi');
  result := regexp_replace(result, '(?<![\w$#.])sysdate(?![\w$#.]|\s*\()', 'ora.sysdate()', 'gi');
  result := regexp_replace(result, '(?<![\w$#.])systimestamp(?![\w$#.]|\s*\()', 'ora.systimestamp()', 'gi');
  result := regexp_replace(result, '/(\s*\d+)(?![\w.])', '/\1.0', 'g');
  RETURN regexp_replace(result, '(?<![\w$#.])minus(?=\s+select\M|\s*\()', 'except', 'gi');
END
$$;
