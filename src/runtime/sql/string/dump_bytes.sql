-- The text of DUMP from a type code and bytes; a negative start counts from the end, the length is that of the whole.
CREATE FUNCTION ora.dump_bytes(type_code integer, bytes integer[], format numeric, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  base integer := trunc(format)::integer % 1000;
  parts text := '';
  first_byte integer := CASE WHEN start < 0 THEN cardinality(bytes) + 1 + trunc(start) ELSE greatest(trunc(start), 1) END;
  last_byte integer := least(cardinality(bytes), first_byte + coalesce(trunc(places), cardinality(bytes)) - 1);
BEGIN
  IF bytes IS NULL THEN
    RETURN 'NULL';
  END IF;
  FOR i IN first_byte .. last_byte LOOP
    parts := parts || CASE WHEN i > first_byte THEN ',' ELSE '' END || CASE
      WHEN base = 16 THEN to_hex(bytes[i])
      WHEN base = 8 THEN ltrim((bytes[i] / 64)::text || (bytes[i] / 8 % 8)::text || (bytes[i] % 8)::text, '0')
        || CASE WHEN bytes[i] = 0 THEN '0' ELSE '' END
      WHEN base = 17 AND bytes[i] BETWEEN 32 AND 126 THEN chr(bytes[i])
      WHEN base = 17 THEN to_hex(bytes[i])
      ELSE bytes[i]::text
    END;
  END LOOP;
  RETURN 'Typ=' || type_code || ' Len=' || cardinality(bytes)
    || CASE WHEN format >= 1000 AND type_code = 1 THEN ' CharacterSet=AL32UTF8' ELSE '' END || ': ' || parts;
END
$$;
