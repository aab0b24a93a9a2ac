-- SUBSTR of a CLOB: as of VARCHAR2, but what starts beyond the end is an empty CLOB.
CREATE FUNCTION ora.clob_substr(s text, start numeric, amount numeric DEFAULT 2147483647) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN amount >= 1 AND start IS NOT NULL AND s IS NOT NULL THEN coalesce(ora.substr(s, start, amount), '') END $$;
