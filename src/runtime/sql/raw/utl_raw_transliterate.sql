-- UTL_RAW.TRANSLITERATE: each byte that is in from_set becomes the one at its place in to_set, or the pad byte where that has none;
-- from_set is x'00' to x'FF' and pad x'00' if not given; ORA-06502 where r is NULL. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_transliterate(r bytea, to_set bytea DEFAULT NULL, from_set bytea DEFAULT NULL, pad bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  source bytea := coalesce(nullif(from_set, ''), ora.utl_raw_xrange());
  target bytea := coalesce(to_set, '');
  filler bytea := substr(coalesce(nullif(pad, ''), '\x00'), 1, 1);
BEGIN
  IF nullif(r, '') IS NULL THEN
    RETURN ora.raise(6502, NULL, r);
  END IF;
  RETURN (SELECT string_agg(CASE WHEN p.at = 0 THEN substr(r, i, 1) WHEN p.at > octet_length(target) THEN filler ELSE substr(target, p.at, 1) END, ''::bytea ORDER BY i)
    FROM generate_series(1, octet_length(r)) AS i CROSS JOIN LATERAL (SELECT position(substr(r, i, 1) IN source) AS at) AS p);
END
$$;
