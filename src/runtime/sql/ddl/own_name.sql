-- A name as a statement writes it, as PostgreSQL's catalogue has it: in quotes as it stands, but for what is all capitals; else folded. One that is too long for
-- PostgreSQL ends in a hash, as where it is converted, so that two of them stay two.
CREATE FUNCTION ora.own_name(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(folded.name) <= 63 THEN folded.name
    ELSE (SELECT max(left(folded.name, n)) FROM generate_series(1, 54) AS n WHERE octet_length(left(folded.name, n)) <= 54)
      || '_' || left(encode(sha256(convert_to(folded.name, 'UTF8')), 'hex'), 8) END
  FROM (SELECT CASE WHEN written ~ '^".*"$' AND written <> upper(written) THEN substr(written, 2, length(written) - 2) ELSE lower(btrim(written, '"')) END) AS folded (name)
$$;
