-- An offset in seconds as Oracle writes it: '+02:00'.
CREATE FUNCTION ora.offset_text(seconds integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN seconds < 0 THEN '-' ELSE '+' END || lpad((abs(seconds) / 3600)::text, 2, '0') || ':'
    || lpad((abs(seconds) / 60 % 60)::text, 2, '0')
$$;
