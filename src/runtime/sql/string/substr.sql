-- SUBSTR(s, position): 0 counts as 1, a negative position from the end; fractions are cut off. (SQL Language Reference, "SUBSTR")
CREATE FUNCTION ora.substr(s text, start numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN start > -1 THEN nullif(substr(s, least(trunc(start), 2147483647)::integer), '')
    WHEN length(s) + trunc(start) >= 0 THEN right(s, -trunc(start)::integer)
  END
$$;

-- SUBSTR(s, position, amount): NULL where the amount is below 1.
CREATE FUNCTION ora.substr(s text, start numeric, amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN amount >= 1 THEN CASE
      WHEN start > -1 THEN
        nullif(substr(s, greatest(least(trunc(start), 2147483647), 1)::integer, least(trunc(amount), 2147483647)::integer), '')
      WHEN length(s) + trunc(start) >= 0 THEN
        left(right(s, -trunc(start)::integer), least(trunc(amount), 2147483647)::integer)
    END
  END
$$;
