-- The character that stands for a byte which is none: NUL, which no text of PostgreSQL holds, and in UTF-8 a byte from 128 on by itself. It
-- is of the private use area, so that it is equal to itself alone. (SQL Language Reference, "CHR")
CREATE FUNCTION ora.stray_byte(byte integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT chr(61184 + byte) $$;
