-- SET(a) of objects that are equal by their MAP method: `k` has what it gives for each; the first of equal ones stays.
-- (Object-Relational Developer's Guide, "Comparisons of Collections")
CREATE FUNCTION ora.mapped_set(a anyarray, k anycompatiblearray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NOT NULL THEN ARRAY(
    SELECT a[i]
    FROM (SELECT i, row_number() OVER (PARTITION BY k[i] ORDER BY i) AS nth FROM generate_subscripts(a, 1) i) x
    WHERE nth = 1
    ORDER BY i
  ) END
$$;
