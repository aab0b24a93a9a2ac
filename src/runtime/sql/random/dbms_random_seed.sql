-- DBMS_RANDOM.SEED: begins the sequence that Oracle gives for the same seed. A number counts as the text of it.
-- 19 characters of the seed are put into each of 55 fractions, which are then mixed with one another eleven times.
-- The first number of the sequence is the second fraction.
CREATE PROCEDURE ora.dbms_random_seed(val text)
LANGUAGE plpgsql
AS $$
DECLARE
  rest text := ora.to_single_byte(val);
  piece text;
  fraction numeric;
  drawn numeric[] := '{}';
BEGIN
  FOR i IN 0 .. 54 LOOP
    piece := coalesce(substr(rest, 1, 19), '');
    IF octet_length(piece) > 20 THEN
      PERFORM ora.raise(6502);
    END IF;
    fraction := 0;
    FOR j IN 1 .. 19 LOOP
      fraction := ora.num_computed(fraction * 100 + coalesce(ora.ascii(substr(piece, j, 1)), 0));
    END LOOP;
    drawn[i + 1] := ora.num_computed(fraction * 1e-38 + i * 0.01020304050607080910111213141516171819) % 1;
    rest := substr(rest, 20);
  END LOOP;
  FOR round IN 0 .. 10 LOOP
    FOR i IN 0 .. 54 LOOP
      fraction := drawn[(i + 54) % 55 + 1] * 1e24;
      drawn[i + 1] := (drawn[i + 1] + fraction % 1 + trunc(fraction) * 1e-38) % 1;
    END LOOP;
  END LOOP;
  PERFORM ora.package_set('dbms_random.drawn', drawn::text), ora.package_set('dbms_random.place', '1'), ora.package_set('dbms_random.normal', NULL);
END
$$;

CREATE PROCEDURE ora.dbms_random_seed(val numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_random_seed(ora.pls_integer(val)::text);
END
$$;
