-- All of an INTERVAL DAY TO SECOND in seconds.
CREATE FUNCTION ora.ds_seconds(i interval) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT extract(epoch FROM i) $$;
