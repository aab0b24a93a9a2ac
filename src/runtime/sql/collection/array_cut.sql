-- The array without its elements from..till; a NULL bound cuts nothing.
CREATE FUNCTION ora.array_cut(a anyarray, from_index integer, till_index integer) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN from_index <= till_index THEN a[:from_index - 1] || a[till_index + 1:] ELSE a END $$;
