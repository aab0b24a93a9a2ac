-- DBMS_CRYPTO.RANDOMINTEGER: any BINARY_INTEGER. (PL/SQL Packages and Types Reference, "DBMS_CRYPTO")
CREATE FUNCTION ora.dbms_crypto_randominteger() RETURNS integer
LANGUAGE sql VOLATILE
AS $$ SELECT ('x' || encode(ora.dbms_crypto_randombytes(4), 'hex'))::bit(32)::integer $$;
