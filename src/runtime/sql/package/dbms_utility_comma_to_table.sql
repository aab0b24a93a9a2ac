-- DBMS_UTILITY.COMMA_TO_TABLE: names between commas, blanks kept; behind the last stands a NULL. A piece that is no name is ORA-20001, as in Oracle.
CREATE PROCEDURE ora.dbms_utility_comma_to_table(list text, OUT tablen integer, OUT tab text[])
LANGUAGE plpgsql
AS $$
DECLARE
  bad text;
BEGIN
  -- A comma between quotes is part of the name.
  tab := ARRAY(SELECT m[1] FROM regexp_matches(list || ',', '((?:"[^"]*"|[^,"]|"(?![^"]*"))*),', 'g') AS m);
  SELECT piece INTO bad FROM unnest(tab) AS piece
  WHERE trim(piece) !~ '^("[^"]+"|[[:alpha:]][[:alnum:]_$#]*)(\.("[^"]+"|[[:alpha:]][[:alnum:]_$#]*))*(@[[:alpha:]][[:alnum:]_$#.]*)?$' LIMIT 1;
  IF bad IS NOT NULL THEN
    PERFORM ora.raise(20001, 'comma-separated list invalid near ' || bad);
  END IF;
  tablen := coalesce(cardinality(tab), 0);
  tab := tab || NULL::text;
END
$$;
