-- RAWTOHEX: upper-case hexadecimal digits without prefix. (SQL Language Reference, "RAWTOHEX")
CREATE FUNCTION ora.rawtohex(b bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(upper(encode(b, 'hex')), '') $$;

-- In SQL also of a number: the bytes that it is stored in.
CREATE FUNCTION ora.rawtohex(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT upper(string_agg(lpad(to_hex(byte), 2, '0'), '' ORDER BY i)) FROM unnest(ora.number_bytes(n)) WITH ORDINALITY AS bytes(byte, i) $$;
