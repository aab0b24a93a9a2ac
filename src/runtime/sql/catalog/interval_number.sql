-- Which of the partitions that Oracle makes above the last bound a key of interval partitioning is in, from 0; -1 below it.
-- (SQL Language Reference, CREATE TABLE, "INTERVAL Clause")
CREATE FUNCTION ora.interval_number(v numeric, bound numeric, step numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN v < bound THEN -1 ELSE floor((v - bound) / step) END
$$;

CREATE FUNCTION ora.interval_number(v timestamp, bound timestamp, step interval) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN v < bound THEN -1
    WHEN s.months = 0 THEN floor(extract(epoch FROM v - bound) / extract(epoch FROM step))
    ELSE s.n - CASE WHEN bound + s.n::integer * step > v THEN 1 ELSE 0 END
  END
  FROM (SELECT m.months, floor((12 * (extract(year FROM v) - extract(year FROM bound)) + extract(month FROM v) - extract(month FROM bound))
                               / nullif(m.months, 0)) AS n
        FROM (SELECT 12 * extract(year FROM step) + extract(month FROM step) AS months) AS m) AS s
$$;
