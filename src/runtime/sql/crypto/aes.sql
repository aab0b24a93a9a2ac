-- AES over blocks that are chained (CBC) or not (ECB), padded as PKCS #5 or not at all: what pgcrypto does faster, for servers without it.
-- ORA-28817 for what is no such text. (FIPS 197; PL/SQL Packages, "DBMS_CRYPTO")
CREATE FUNCTION ora.aes(src bytea, key bytea, iv bytea, cipher text, inverse boolean) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  keys integer[] := ora.aes_keys(key);
  chained boolean := cipher LIKE '%cbc%';
  padded boolean := cipher LIKE '%pad:pkcs';
  before integer[] := ARRAY(SELECT get_byte(substr(coalesce(iv, '') || decode(repeat('00', 16), 'hex'), 1, 16), i) FROM generate_series(0, 15) AS i ORDER BY i);
  padding integer := 16 - length(src) % 16;
  parts bytea[] := '{}';
  block integer[];
  made integer[];
  result bytea;
BEGIN
  IF src IS NULL THEN
    RETURN NULL;
  ELSIF padded AND NOT inverse THEN
    src := src || decode(repeat(lpad(to_hex(padding), 2, '0'), padding), 'hex');
  ELSIF padding <> 16 OR padded AND src = '' THEN
    PERFORM ora.raise(28817);
  END IF;
  FOR n IN 0 .. length(src) / 16 - 1 LOOP
    block := ARRAY(SELECT get_byte(src, 16 * n + i) FROM generate_series(0, 15) AS i ORDER BY i);
    IF chained AND NOT inverse THEN
      block := ARRAY(SELECT block[i] # before[i] FROM generate_series(1, 16) AS i ORDER BY i);
    END IF;
    made := ora.aes_block(block, keys, inverse);
    IF chained AND inverse THEN
      made := ARRAY(SELECT made[i] # before[i] FROM generate_series(1, 16) AS i ORDER BY i);
    END IF;
    before := CASE WHEN inverse THEN block ELSE made END;
    parts := parts || decode((SELECT string_agg(lpad(to_hex(b), 2, '0'), '' ORDER BY i) FROM unnest(made) WITH ORDINALITY AS m(b, i)), 'hex');
  END LOOP;
  result := coalesce((SELECT string_agg(p, ''::bytea ORDER BY i) FROM unnest(parts) WITH ORDINALITY AS u(p, i)), '');
  IF padded AND inverse THEN
    padding := get_byte(result, length(result) - 1);
    IF padding NOT BETWEEN 1 AND 16 OR substr(result, length(result) - padding + 1) <> decode(repeat(lpad(to_hex(padding), 2, '0'), padding), 'hex') THEN
      PERFORM ora.raise(28817);
    END IF;
    result := substr(result, 1, length(result) - padding);
  END IF;
  RETURN nullif(result, '');
END
$$;
