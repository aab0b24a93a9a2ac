-- TRUNC(date, 'IW'): the Monday of the week. Weeks before the Gregorian calendar are left to ora.trunc_date.
-- (SQL Language Reference, "ROUND and TRUNC Date Functions")
CREATE FUNCTION ora.trunc_week(d timestamp) RETURNS timestamp
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN d >= timestamp '1582-10-18' THEN date_trunc('week', d) ELSE ora.trunc_date(d, 'IW') END
$$;
