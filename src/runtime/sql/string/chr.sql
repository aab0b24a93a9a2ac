-- CHR(n) in a database of character set AL32UTF8: n is the bytes of the character read as one number. What no text of PostgreSQL holds
-- raises P0004, which no handler takes. (SQL Language Reference, "CHR")
CREATE FUNCTION ora.chr(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n >= 1 AND n < 128 THEN chr(trunc(n)::integer) ELSE ora.chr_utf8(trunc(n)) END $$;
