-- CHR(n) in a database of character set AL32UTF8: n is the bytes of the character read as one number. CHR(0) cannot be held in a
-- PostgreSQL text and raises 54000. (SQL Language Reference, "CHR")
CREATE FUNCTION ora.chr(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n >= 0 AND n < 128 THEN chr(trunc(n)::integer) ELSE ora.chr_utf8(trunc(n)) END $$;
