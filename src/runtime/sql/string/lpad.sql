-- LPAD(s, n, fill): n counts columns of the terminal, in which East Asian wide characters take two. NULL where n is below 1.
-- (SQL Language Reference, "LPAD")
CREATE FUNCTION ora.lpad(s text, n numeric, fill text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN n >= 1 THEN CASE
      WHEN octet_length(s || fill) = length(s || fill)
        THEN nullif(lpad(nullif(s, ''), trunc(n)::integer, nullif(fill, '')), '')
      ELSE ora.pad_wide(s, trunc(n)::integer, fill, true)
    END
  END
$$;

-- The same with blanks, n being an integer to PostgreSQL: plain characters take one column each.
CREATE FUNCTION ora.lpad(s text, n integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN n >= 1 AND octet_length(s) = length(s) THEN lpad(nullif(s, ''), n) ELSE ora.lpad(s, n::numeric) END
$$;
