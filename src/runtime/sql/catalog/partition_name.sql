-- The name of a partition: its table bears that of the partitioned table before it.
CREATE FUNCTION ora.partition_name(whole name, part name) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN starts_with(part::text, whole::text) AND ext ~ '^(__\d+)?_' THEN regexp_replace(ext, '^(__\d+)?_', '') ELSE part::text END
  FROM substr(part, length(whole) + 1) AS ext
$$;
