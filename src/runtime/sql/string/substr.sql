-- SUBSTR(s, position): 0 counts as 1, a negative position from the end; fractions are cut off. (SQL Language Reference, "SUBSTR")
CREATE FUNCTION ora.substr(s text, position numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN position > -1 THEN nullif(substr(s, least(trunc(position), 2147483647)::integer), '')
    WHEN length(s) + trunc(position) >= 0 THEN right(s, -trunc(position)::integer)
  END
$$;

-- SUBSTR(s, position, amount): NULL where the amount is below 1.
CREATE FUNCTION ora.substr(s text, position numeric, amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN amount >= 1 THEN CASE
      WHEN position > -1 THEN
        nullif(substr(s, greatest(least(trunc(position), 2147483647), 1)::integer, least(trunc(amount), 2147483647)::integer), '')
      WHEN length(s) + trunc(position) >= 0 THEN
        left(right(s, -trunc(position)::integer), least(trunc(amount), 2147483647)::integer)
    END
  END
$$;
