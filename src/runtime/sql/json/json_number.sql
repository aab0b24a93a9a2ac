-- A NUMBER as JSON writes it: with a zero before the point.
CREATE FUNCTION ora.json_number(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT trim_scale(n)::text $$;
