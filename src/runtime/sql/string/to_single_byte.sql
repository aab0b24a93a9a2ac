-- TO_SINGLE_BYTE: fullwidth forms to their ASCII partners. (SQL Language Reference, "TO_SINGLE_BYTE")
CREATE FUNCTION ora.to_single_byte(s text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(translate(s, (SELECT string_agg(chr(65248 + i), '' ORDER BY i) FROM generate_series(33, 126) i) || chr(12288),
    (SELECT string_agg(chr(i), '' ORDER BY i) FROM generate_series(33, 126) i) || ' '), '')
$$;
