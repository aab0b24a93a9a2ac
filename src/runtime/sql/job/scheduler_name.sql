-- The name of a job, program or schedule as the scheduler keeps it: without owner, in upper case unless quoted.
CREATE FUNCTION ora.scheduler_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN p.part LIKE '"%"' THEN trim('"' FROM p.part) ELSE upper(trim(p.part)) END
  FROM (SELECT (regexp_match(name, '(?:^|\.)\s*("[^"]*"|[^."]*)\s*$'))[1] AS part) AS p
$$;
