-- DBMS_UTILITY.SQLID_TO_SQLHASH: the lower 32 bits of the number that the 13 digits to the base 32 are.
CREATE FUNCTION ora.dbms_utility_sqlid_to_sqlhash(sql_id text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT mod(sum((strpos('0123456789abcdfghjkmnpqrstuvwxyz', d) - 1) * 32::numeric ^ (length(sql_id) - i)), 4294967296)
  FROM regexp_split_to_table(sql_id, '') WITH ORDINALITY AS t(d, i)
$$;
