-- Is a part as it was when it was noted? A number behind which @ stands is one of this database alone: where it has been restored from a dump, the names tell.
CREATE FUNCTION ora.is_same_state(noted text, now text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
  SELECT noted IS NOT DISTINCT FROM now OR now ~ '^\d+@\d+$' AND noted ~ '^\d+@\d+$' AND split_part(noted, '@', 2) <> split_part(now, '@', 2)
$$;
