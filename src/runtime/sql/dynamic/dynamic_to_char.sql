-- TO_CHAR in dynamic SQL that is known at run time only, as the type of its argument says. (SQL Language Reference, "TO_CHAR (datetime)", "TO_CHAR (number)")
CREATE FUNCTION ora.dynamic_to_char(n numeric) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.session_decimal(ora.number_text(n)) $$;

CREATE FUNCTION ora.dynamic_to_char(n numeric, fmt text, nls text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.to_char(n, fmt, nls) $$;

CREATE FUNCTION ora.dynamic_to_char(d timestamp) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.date_text(d) $$;

CREATE FUNCTION ora.dynamic_to_char(d timestamp, fmt text, nls text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.to_char(d, fmt, nls) $$;

CREATE FUNCTION ora.dynamic_to_char(d timestamptz, fmt text, nls text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.to_char(d, fmt, nls) $$;

CREATE FUNCTION ora.dynamic_to_char(s text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT s $$;
