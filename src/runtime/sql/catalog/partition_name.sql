-- The name of a partition: its table bears that of the partitioned table before it.
CREATE FUNCTION ora.partition_name(whole name, part name) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN left(part, length(whole) + 1) = whole || '_' THEN substr(part, length(whole) + 2) ELSE part::text END
$$;
