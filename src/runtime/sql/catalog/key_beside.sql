-- The unique constraint that an index completes, and NULL for any other index: a key whose columns may all be NULL is a constraint, which foreign keys
-- refer to, and an index beside it, to which NULLs are equal. In Oracle that is one index. (Database Concepts, "Indexes and Nulls")
CREATE FUNCTION ora.key_beside(index_id oid) RETURNS oid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT k.oid
  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_constraint AS k ON k.conrelid = i.indrelid
  WHERE i.indexrelid = index_id AND i.indnullsnotdistinct AND i.indpred IS NOT NULL AND k.contype = 'u' AND k.conindid <> index_id
    AND array_to_string(k.conkey, ' ') = i.indkey::text
  LIMIT 1
$$;
