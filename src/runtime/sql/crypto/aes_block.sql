-- One block of AES, forth or back, with the keys of the rounds. (FIPS 197, 5.1, 5.3)
CREATE FUNCTION ora.aes_block(s integer[], k integer[], inverse boolean) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  box bytea := ora.aes_box(inverse);
  rounds integer := cardinality(k) / 16 - 1;
  key integer;
  t integer[];
  u integer; v integer; a integer; b integer; c integer; d integer; x integer;
BEGIN
  FOR n IN 0 .. rounds LOOP
    key := 16 * CASE WHEN inverse THEN rounds - n ELSE n END;
    IF n > 0 THEN
      -- Bytes are substituted, and rows shifted.
      t := s;
      FOR i IN 0 .. 15 LOOP
        -- Row r of a column comes from r columns on, or back.
        s[i + 1] := get_byte(box, t[(i + CASE WHEN inverse THEN 12 ELSE 4 END * (i & 3)) % 16 + 1]);
      END LOOP;
    END IF;
    IF NOT inverse AND n BETWEEN 1 AND rounds - 1 THEN
      FOR i IN 0 .. 3 LOOP
        a := s[4 * i + 1]; b := s[4 * i + 2]; c := s[4 * i + 3]; d := s[4 * i + 4];
        x := a # b # c # d;
        s[4 * i + 1] := a # x # ora.aes_twice(a # b);
        s[4 * i + 2] := b # x # ora.aes_twice(b # c);
        s[4 * i + 3] := c # x # ora.aes_twice(c # d);
        s[4 * i + 4] := d # x # ora.aes_twice(d # a);
      END LOOP;
    END IF;
    FOR i IN 1 .. 16 LOOP
      s[i] := s[i] # k[key + i];
    END LOOP;
    IF inverse AND n BETWEEN 1 AND rounds - 1 THEN
      FOR i IN 0 .. 3 LOOP
        a := s[4 * i + 1]; b := s[4 * i + 2]; c := s[4 * i + 3]; d := s[4 * i + 4];
        u := ora.aes_twice(ora.aes_twice(a # c));
        v := ora.aes_twice(ora.aes_twice(b # d));
        a := a # u; b := b # v; c := c # u; d := d # v;
        x := a # b # c # d;
        s[4 * i + 1] := a # x # ora.aes_twice(a # b);
        s[4 * i + 2] := b # x # ora.aes_twice(b # c);
        s[4 * i + 3] := c # x # ora.aes_twice(c # d);
        s[4 * i + 4] := d # x # ora.aes_twice(d # a);
      END LOOP;
    END IF;
  END LOOP;
  RETURN s;
END
$$;
