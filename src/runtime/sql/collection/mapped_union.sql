-- a MULTISET UNION DISTINCT b of objects that are equal by their MAP method, see ora.mapped_set.
CREATE FUNCTION ora.mapped_union(a anyarray, b anyarray, ka anycompatiblearray, kb anycompatiblearray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN ora.mapped_set(a || b, ka || kb) END $$;
