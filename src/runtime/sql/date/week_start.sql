-- First day of the week of the session's territory (setting ora.nls_territory, default AMERICA): 0 Sunday, 1 Monday.
-- It decides what D, and TRUNC and ROUND by DAY, count from.
CREATE FUNCTION ora.week_start() RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN coalesce(nullif(upper(current_setting('ora.nls_territory', true)), ''), 'AMERICA')
    IN ('AMERICA', 'CANADA', 'MEXICO', 'BRAZIL', 'JAPAN', 'ISRAEL', 'INDIA', 'SOUTH AFRICA', 'COLOMBIA', 'PERU', 'VENEZUELA') THEN 0 ELSE 1 END
$$;
