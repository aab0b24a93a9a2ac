-- DBMS_RANDOM.NORMAL: standard normal distribution. The polar method gives two numbers at a time (Knuth, The Art of Computer Programming 2,
-- 3.4.1); the second one is the next answer. Without SEED the numbers are PostgreSQL's.
CREATE FUNCTION ora.dbms_random_normal() RETURNS numeric
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  answer numeric := ora.package_get('dbms_random.normal', true)::numeric;
  other numeric;
  radius numeric := 2;
  factor numeric;
BEGIN
  IF ora.package_get('dbms_random.place', true) IS NULL THEN
    RETURN (sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))::numeric;
  END IF;
  IF answer IS NOT NULL THEN
    PERFORM ora.package_set('dbms_random.normal', NULL);
    RETURN answer;
  END IF;
  WHILE radius > 1 OR radius = 0 LOOP
    answer := ora.dbms_random_value() * 2 - 1;
    other := ora.dbms_random_value() * 2 - 1;
    radius := ora.num_computed(ora.num_computed(answer * answer) + ora.num_computed(other * other));
  END LOOP;
  factor := ora.sqrt(ora.div(-2 * ora.ln(radius), radius));
  PERFORM ora.package_set('dbms_random.normal', ora.num_computed(other * factor)::text);
  RETURN ora.num_computed(answer * factor);
END
$$;
