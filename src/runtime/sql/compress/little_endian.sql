-- A number as bytes, the lowest first.
CREATE FUNCTION ora.little_endian(value bigint, bytes integer) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT string_agg(decode(lpad(to_hex((value >> (8 * n)) & 255), 2, '0'), 'hex'), ''::bytea ORDER BY n) FROM generate_series(0, bytes - 1) AS n $$;
