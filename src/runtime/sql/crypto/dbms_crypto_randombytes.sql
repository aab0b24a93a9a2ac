-- DBMS_CRYPTO.RANDOMBYTES: cryptographically strong bytes, from the server's strong random source by way of SHA-512.
CREATE FUNCTION ora.dbms_crypto_randombytes(number_bytes integer) RETURNS bytea
LANGUAGE sql VOLATILE
AS $$
  SELECT substr(coalesce(string_agg(sha512(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), ''), ''), 1, number_bytes)
  FROM generate_series(1, (number_bytes + 63) / 64)
$$;
