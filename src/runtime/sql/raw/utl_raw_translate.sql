-- UTL_RAW.TRANSLATE: each byte that is in from_set becomes the one at its place in to_set, or goes where that has none; ORA-06502 for NULL.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_translate(r bytea, from_set bytea, to_set bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF nullif(r, '') IS NULL OR nullif(from_set, '') IS NULL OR nullif(to_set, '') IS NULL THEN
    RETURN ora.raise(6502, NULL, r);
  END IF;
  RETURN nullif((SELECT string_agg(CASE WHEN p.at = 0 THEN substr(r, i, 1) ELSE substr(to_set, p.at, 1) END, ''::bytea ORDER BY i)
    FROM generate_series(1, octet_length(r)) AS i CROSS JOIN LATERAL (SELECT position(substr(r, i, 1) IN from_set) AS at) AS p), '');
END
$$;
