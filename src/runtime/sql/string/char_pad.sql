-- A value assigned to CHAR(size): padded with blanks; too long as in ora.fit. (SQL Language Reference, "CHAR Data Type")
CREATE FUNCTION ora.char_pad(value text, size integer, label text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT rpad(ora.fit(value, size, label), size) $$;
