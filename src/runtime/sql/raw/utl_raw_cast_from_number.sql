-- CAST_FROM_NUMBER: the bytes of Oracle's NUMBER format. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_from_number(n numeric) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(string_agg(lpad(to_hex(byte), 2, '0'), '' ORDER BY i), 'hex') FROM unnest(ora.number_bytes(n)) WITH ORDINALITY u(byte, i)
$$;
