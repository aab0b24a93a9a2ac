-- The next number of the sequence that DBMS_RANDOM.SEED has begun: Oracle's generator is an additive one with lags of 55 and 24 over fractions of
-- 38 decimals (Knuth, The Art of Computer Programming 2, 3.2.2), which gives 55 numbers at a time. What it keeps is package state: no ROLLBACK
-- takes it back. Without SEED a number of PostgreSQL's generator, and a note that the state need not be looked at again until it changes.
CREATE FUNCTION ora.random_next() RETURNS numeric
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  place integer := ora.package_get('dbms_random.place', true)::integer;
  drawn numeric[];
BEGIN
  IF place IS NULL THEN
    IF ora.state_trusted() THEN
      PERFORM set_config('ora.random_native_at', current_setting('ora.state_mark'), true);
    END IF;
    RETURN ora.random_native();
  END IF;
  drawn := ora.package_get('dbms_random.drawn')::numeric[];
  place := place + 1;
  IF place > 55 THEN
    FOR i IN 1 .. 31 LOOP
      drawn[i] := (drawn[i + 24] + drawn[i]) % 1;
    END LOOP;
    FOR i IN 32 .. 55 LOOP
      drawn[i] := (drawn[i - 31] + drawn[i]) % 1;
    END LOOP;
    PERFORM ora.package_set('dbms_random.drawn', drawn::text);
    place := 1;
  END IF;
  PERFORM ora.package_set('dbms_random.place', place::text);
  RETURN drawn[place];
END
$$;
