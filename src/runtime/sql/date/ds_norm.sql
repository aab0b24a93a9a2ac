-- An INTERVAL DAY TO SECOND as Oracle keeps it: whole days, and a rest of less than a day with the same sign.
CREATE FUNCTION ora.ds_norm(i interval) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT justify_hours(i) $$;
