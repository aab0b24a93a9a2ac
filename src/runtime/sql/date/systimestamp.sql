-- SYSTIMESTAMP: an instant; its own zone (the server's) is not kept by timestamptz.
CREATE FUNCTION ora.systimestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;
