-- TRUNC in dynamic SQL that is known at run time only: of a date or a number, as the type of its argument says. (SQL Language Reference, "TRUNC (date)", "TRUNC (number)")
CREATE FUNCTION ora.dynamic_trunc(d timestamp, fmt text DEFAULT 'DD') RETURNS timestamp
LANGUAGE sql STABLE
AS $$ SELECT ora.trunc_date(d, fmt) $$;

CREATE FUNCTION ora.dynamic_trunc(t timestamptz, fmt text DEFAULT 'DD') RETURNS timestamp
LANGUAGE sql STABLE
AS $$ SELECT ora.trunc_date(t::timestamp, fmt) $$;

CREATE FUNCTION ora.dynamic_trunc(n numeric, places numeric DEFAULT 0) RETURNS numeric
LANGUAGE sql IMMUTABLE
AS $$ SELECT trunc(n, places::integer) $$;
