-- An interval as JSON writes it: the duration of ISO 8601, without what is zero.
-- (JSON Developer's Guide, "Handling of Input Values for SQL/JSON Generation Functions")
CREATE FUNCTION ora.json_interval(i interval) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT '"' || CASE WHEN i < interval '0' THEN '-' ELSE '' END || 'P' || coalesce(nullif(
    coalesce(nullif(div(months, 12), 0) || 'Y', '') || coalesce(nullif(mod(months, 12), 0) || 'M', '')
      || coalesce(nullif(div(seconds, 86400), 0) || 'D', '')
      || coalesce('T' || nullif(
        coalesce(nullif(div(mod(seconds, 86400), 3600), 0) || 'H', '') || coalesce(nullif(div(mod(seconds, 3600), 60), 0) || 'M', '')
          || coalesce(nullif(trim_scale(mod(seconds, 60)), 0) || 'S', ''), ''), ''), ''), '0D') || '"'
  FROM (SELECT
    abs(extract(year FROM i) * 12 + extract(month FROM i)) AS months,
    abs(extract(day FROM i) * 86400 + extract(hour FROM i) * 3600 + extract(minute FROM i) * 60 + extract(second FROM i)) AS seconds) AS parts
$$;
