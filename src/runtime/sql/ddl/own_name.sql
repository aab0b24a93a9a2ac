-- A name as a statement writes it, as PostgreSQL's catalogue has it: in quotes as it stands, but for what is all capitals; else folded.
CREATE FUNCTION ora.own_name(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN written ~ '^".*"$' AND written !~ '^"[A-Z][A-Z0-9_$#]*"$' THEN substr(written, 2, length(written) - 2) ELSE lower(btrim(written, '"')) END
$$;
