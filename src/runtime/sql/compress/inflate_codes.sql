-- The table of a Huffman code: for each 15 bits that may come next, the symbol times 16 and the bits that it takes; 0 for none. In: the length of each symbol's code. (RFC 1951, 3.2.2)
CREATE FUNCTION ora.inflate_codes(lengths integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  codes integer[] := array_fill(0, ARRAY[32768]);
  code integer := 0;
  reversed integer;
  at integer;
BEGIN
  FOR width IN 1 .. 15 LOOP
    code := code << 1;
    FOR symbol IN 1 .. cardinality(lengths) LOOP
      CONTINUE WHEN lengths[symbol] <> width;
      IF code >= 1 << width THEN
        PERFORM ora.raise(29294);
      END IF;
      reversed := 0;
      FOR bit IN 0 .. width - 1 LOOP
        reversed := reversed | (((code >> bit) & 1) << (width - 1 - bit));
      END LOOP;
      at := reversed;
      WHILE at < 32768 LOOP
        codes[at + 1] := (symbol - 1) * 16 + width;
        at := at + (1 << width);
      END LOOP;
      code := code + 1;
    END LOOP;
  END LOOP;
  RETURN codes;
END
$$;
