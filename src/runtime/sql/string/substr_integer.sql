-- ora.substr for a position, and an amount, that are integers to PostgreSQL.
CREATE FUNCTION ora.substr_integer(s text, start integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN start >= 0 THEN nullif(substr(s, start), '')
    WHEN length(s) >= -start::bigint THEN right(s, -start)
  END
$$;

CREATE FUNCTION ora.substr_integer(s text, start integer, amount integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN amount >= 1 THEN CASE
      WHEN start >= 0 THEN nullif(substr(s, greatest(start, 1), amount), '')
      WHEN length(s) >= -start::bigint THEN left(right(s, -start), amount)
    END
  END
$$;
