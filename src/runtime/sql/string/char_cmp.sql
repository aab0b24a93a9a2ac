-- Order of two CHAR values, -1, 0 or 1: the shorter is padded with blanks, so that a control character sorts before the end.
-- (SQL Language Reference, "Blank-Padded Comparison Semantics")
CREATE FUNCTION ora.char_cmp(a text, b text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN rtrim(nullif(a, ''), ' ') = rtrim(nullif(b, ''), ' ') THEN 0
    WHEN rpad(nullif(a, ''), greatest(length(a), length(b))) COLLATE "C" < rpad(nullif(b, ''), greatest(length(a), length(b))) COLLATE "C" THEN -1
    WHEN a <> '' AND b <> '' THEN 1
  END
$$;
