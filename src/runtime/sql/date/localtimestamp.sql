CREATE FUNCTION ora.localtimestamp() RETURNS timestamp LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp()::timestamp $$;
