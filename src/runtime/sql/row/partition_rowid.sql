-- The text of a ROWID in a partitioned table, whose rows are told apart by partition and place: 18 hexadecimal digits, which sort as the rows stand.
-- (SQL Language Reference, "Rowid Data Types")
CREATE FUNCTION ora.partition_rowid(partition oid, address tid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT lpad(to_hex(partition::bigint), 8, '0') || lpad(place, greatest(10, length(place)), '0')
  FROM (SELECT to_hex(((address::text::point)[0]::bigint << 12) | (address::text::point)[1]::bigint)) AS p (place)
$$;
