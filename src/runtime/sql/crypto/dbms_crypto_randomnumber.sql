-- DBMS_CRYPTO.RANDOMNUMBER: an integer from 0 to 2^128 - 1. (PL/SQL Packages and Types Reference, "DBMS_CRYPTO")
CREATE FUNCTION ora.dbms_crypto_randomnumber() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT sum(get_byte(r.bytes, i) * 256::numeric ^ i) FROM (SELECT ora.dbms_crypto_randombytes(16)) AS r(bytes), generate_series(0, 15) AS i
$$;
