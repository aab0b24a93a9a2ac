-- SYS_EXTRACT_UTC: the fields of an instant in UTC.
CREATE FUNCTION ora.sys_extract_utc(d timestamptz) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT d AT TIME ZONE 'UTC' $$;
