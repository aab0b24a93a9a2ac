-- A value assigned to VARCHAR2(size BYTE); as ora.fit.
CREATE FUNCTION ora.fit_bytes(value text, size integer, label text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size
    THEN ora.misfit(octet_length(value), size, label) ELSE nullif(value, '') END
$$;
