-- A character as a PostgreSQL ARE that matches just it.
CREATE FUNCTION ora.regexp_literal(c text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN strpos('\^$.[]|()*+?{}', c) > 0 THEN '\' || c ELSE c END $$;
