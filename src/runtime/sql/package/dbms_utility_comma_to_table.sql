-- DBMS_UTILITY.COMMA_TO_TABLE: names between commas, blanks kept; behind the last stands a NULL. A piece that is no name is ORA-20001, which shows
-- five characters from two before the place.
CREATE PROCEDURE ora.dbms_utility_comma_to_table(list text, OUT tablen integer, OUT tab text[])
LANGUAGE plpgsql
AS $$
DECLARE
  part CONSTANT text := '(?:"[^"]+"|[[:alpha:]][[:alnum:]_$#]*)';
  name CONSTANT text := '^\s*' || part || '(?:\.' || part || ')*(?:@[[:alpha:]][[:alnum:]_$#.]*)?';
  piece text;
  at integer := 1;
BEGIN
  -- A comma between quotes is part of the name.
  tab := ARRAY(SELECT m[1] FROM regexp_matches(list || ',', '((?:"[^"]*"|[^,"]|"(?![^"]*"))*),', 'g') AS m);
  FOREACH piece IN ARRAY tab LOOP
    IF piece !~ (name || '\s*$') THEN
      PERFORM ora.raise(20001, 'comma-separated list invalid near ' || substr(list, greatest(at + coalesce(length(substring(piece FROM name)), 0) - 2, 1), 5));
    END IF;
    at := at + length(piece) + 1;
  END LOOP;
  tablen := coalesce(cardinality(tab), 0);
  tab := tab || NULL::text;
END
$$;
