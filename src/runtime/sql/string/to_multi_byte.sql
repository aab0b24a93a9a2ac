-- TO_MULTI_BYTE: ASCII characters to their fullwidth partners. (SQL Language Reference, "TO_MULTI_BYTE")
CREATE FUNCTION ora.to_multi_byte(s text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(translate(s, (SELECT string_agg(chr(i), '' ORDER BY i) FROM generate_series(33, 126) i) || ' ',
    (SELECT string_agg(chr(65248 + i), '' ORDER BY i) FROM generate_series(33, 126) i) || chr(12288)), '')
$$;
