-- Deflated data, from a byte on, as it was; ORA-29294 for what is not such data. (RFC 1951)
CREATE FUNCTION ora.inflate(src bytea, start integer) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  length_base integer[] := '{3,4,5,6,7,8,9,10,11,13,15,17,19,23,27,31,35,43,51,59,67,83,99,115,131,163,195,227,258}';
  length_extra integer[] := '{0,0,0,0,0,0,0,0,1,1,1,1,2,2,2,2,3,3,3,3,4,4,4,4,5,5,5,5,0}';
  distance_base integer[] := '{1,2,3,4,5,7,9,13,17,25,33,49,65,97,129,193,257,385,513,769,1025,1537,2049,3073,4097,6145,8193,12289,16385,24577}';
  distance_extra integer[] := '{0,0,0,0,1,1,2,2,3,3,4,4,5,5,6,6,7,7,8,8,9,9,10,10,11,11,12,12,13,13}';
  code_order integer[] := '{16,17,18,0,8,7,9,6,10,5,11,4,12,3,13,2,14,1,15}';
  size integer := octet_length(src);
  at integer := start;
  bits bigint := 0;
  held integer := 0;
  result integer[] := '{}';
  filled integer := 0;
  last boolean;
  kind integer;
  counts integer[];
  lengths integer[];
  literal_codes integer[];
  distance_codes integer[];
  symbol integer;
  entry integer;
  repeats integer;
  value integer;
  distance integer;
BEGIN
  LOOP
    WHILE held < 17 LOOP
      bits := bits | ((CASE WHEN at < size THEN get_byte(src, at) ELSE 0 END)::bigint << held);
      at := at + 1;
      held := held + 8;
    END LOOP;
    last := bits & 1 = 1;
    kind := (bits >> 1) & 3;
    bits := bits >> 3;
    held := held - 3;
    IF kind = 0 THEN
      -- Stored: from the next whole byte on.
      at := at - held / 8;
      bits := 0;
      held := 0;
      IF at + 4 > size THEN
        PERFORM ora.raise(29294);
      END IF;
      value := get_byte(src, at) + 256 * get_byte(src, at + 1);
      IF at + 4 + value > size OR value + get_byte(src, at + 2) + 256 * get_byte(src, at + 3) <> 65535 THEN
        PERFORM ora.raise(29294);
      END IF;
      FOR i IN at + 4 .. at + 3 + value LOOP
        filled := filled + 1;
        result[filled] := get_byte(src, i);
      END LOOP;
      at := at + 4 + value;
    ELSIF kind = 3 THEN
      PERFORM ora.raise(29294);
    ELSE
      IF kind = 1 THEN
        literal_codes := ora.inflate_codes(array_fill(8, ARRAY[144]) || array_fill(9, ARRAY[112]) || array_fill(7, ARRAY[24]) || array_fill(8, ARRAY[8]));
        distance_codes := ora.inflate_codes(array_fill(5, ARRAY[30]));
      ELSE
        counts := ARRAY[(bits & 31) + 257, ((bits >> 5) & 31) + 1, ((bits >> 10) & 15) + 4];
        bits := bits >> 14;
        held := held - 14;
        lengths := array_fill(0, ARRAY[19]);
        FOR i IN 1 .. counts[3] LOOP
          IF held < 3 THEN
            bits := bits | ((CASE WHEN at < size THEN get_byte(src, at) ELSE 0 END)::bigint << held);
            at := at + 1;
            held := held + 8;
          END IF;
          lengths[code_order[i] + 1] := bits & 7;
          bits := bits >> 3;
          held := held - 3;
        END LOOP;
        literal_codes := ora.inflate_codes(lengths);
        lengths := '{}';
        WHILE cardinality(lengths) < counts[1] + counts[2] LOOP
          WHILE held < 22 LOOP
            bits := bits | ((CASE WHEN at < size THEN get_byte(src, at) ELSE 0 END)::bigint << held);
            at := at + 1;
            held := held + 8;
          END LOOP;
          entry := literal_codes[(bits & 32767) + 1];
          IF entry = 0 OR at > size + 8 THEN
            PERFORM ora.raise(29294);
          END IF;
          bits := bits >> (entry & 15);
          held := held - (entry & 15);
          symbol := entry >> 4;
          IF symbol < 16 THEN
            lengths := lengths || symbol;
          ELSE
            repeats := CASE symbol WHEN 16 THEN 3 + (bits & 3) WHEN 17 THEN 3 + (bits & 7) ELSE 11 + (bits & 127) END;
            value := CASE symbol WHEN 16 THEN lengths[cardinality(lengths)] ELSE 0 END;
            IF value IS NULL THEN
              PERFORM ora.raise(29294);
            END IF;
            symbol := CASE symbol WHEN 16 THEN 2 WHEN 17 THEN 3 ELSE 7 END;
            bits := bits >> symbol;
            held := held - symbol;
            lengths := lengths || array_fill(value, ARRAY[repeats]);
          END IF;
        END LOOP;
        literal_codes := ora.inflate_codes(lengths[1:counts[1]]);
        distance_codes := ora.inflate_codes(lengths[counts[1] + 1:counts[1] + counts[2]]);
      END IF;
      LOOP
        -- A length, a distance and what is added to them take 48 bits at most.
        WHILE held < 48 LOOP
          bits := bits | ((CASE WHEN at < size THEN get_byte(src, at) ELSE 0 END)::bigint << held);
          at := at + 1;
          held := held + 8;
        END LOOP;
        entry := literal_codes[(bits & 32767) + 1];
        IF entry = 0 OR at > size + 8 THEN
          PERFORM ora.raise(29294);
        END IF;
        bits := bits >> (entry & 15);
        held := held - (entry & 15);
        symbol := entry >> 4;
        IF symbol < 256 THEN
          filled := filled + 1;
          result[filled] := symbol;
          CONTINUE;
        END IF;
        EXIT WHEN symbol = 256;
        symbol := symbol - 256;
        repeats := length_base[symbol] + (bits & ((1 << length_extra[symbol]) - 1));
        bits := bits >> length_extra[symbol];
        held := held - length_extra[symbol];
        entry := distance_codes[(bits & 32767) + 1];
        bits := bits >> (entry & 15);
        held := held - (entry & 15);
        symbol := (entry >> 4) + 1;
        distance := distance_base[symbol] + (bits & ((1 << distance_extra[symbol]) - 1));
        bits := bits >> distance_extra[symbol];
        held := held - distance_extra[symbol];
        IF entry = 0 OR repeats IS NULL OR distance IS NULL OR distance > filled THEN
          PERFORM ora.raise(29294);
        END IF;
        FOR i IN 1 .. repeats LOOP
          filled := filled + 1;
          result[filled] := result[filled - distance];
        END LOOP;
      END LOOP;
    END IF;
    EXIT WHEN last;
  END LOOP;
  RETURN coalesce((SELECT decode(string_agg(lpad(to_hex(byte), 2, '0'), '' ORDER BY n), 'hex') FROM unnest(result) WITH ORDINALITY AS r(byte, n)), ''::bytea);
END
$$;
