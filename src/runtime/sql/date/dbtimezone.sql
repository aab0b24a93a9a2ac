-- DBTIMEZONE: setting ora.db_timezone, default '+00:00' (Oracle's own advice for a database).
CREATE FUNCTION ora.dbtimezone() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('ora.db_timezone', true), ''), '+00:00')
$$;
