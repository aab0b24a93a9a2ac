-- SUBSTR of a CLOB: as of VARCHAR2, but what starts beyond the end is an empty CLOB.
CREATE FUNCTION ora.clob_substr(s text, start numeric, amount numeric DEFAULT 2147483647) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN amount >= 1 AND start IS NOT NULL AND s IS NOT NULL THEN CASE
    WHEN start >= 1 THEN ora.substr_far(s, least(trunc(start), 2147483647)::integer, least(trunc(amount), 2147483647)::integer)
    ELSE coalesce(ora.substr(s, start, amount), '')
  END END
$$;
