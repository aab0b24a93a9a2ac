-- DBMS_UTILITY.NAME_TOKENIZE: the parts of a [. b [. c]][@ dblink], without quotes, in upper case where there are none; nextpos is how many
-- characters that took. (PL/SQL Packages and Types Reference, "DBMS_UTILITY")
CREATE PROCEDURE ora.dbms_utility_name_tokenize(name text, OUT a text, OUT b text, OUT c text, OUT dblink text, OUT nextpos integer)
LANGUAGE plpgsql
AS $$
DECLARE
  simple CONSTANT text := '(?:"[^"]+"|[[:alpha:]][[:alnum:]_$#]*)';
  head text := substring(name FROM '^\s*' || simple || '(?:\s*\.\s*' || simple || '){0,2}');
  link text := substring(substr(name, length(head) + 1) FROM '^\s*@\s*' || simple || '(?:\s*\.\s*' || simple || ')*');
  parts text[];
BEGIN
  IF head IS NULL THEN
    PERFORM ora.raise(931);
  END IF;
  parts := ARRAY(SELECT CASE WHEN m[1] LIKE '"%' THEN btrim(m[1], '"') ELSE upper(m[1]) END FROM regexp_matches(head, '(' || simple || ')', 'g') AS m);
  a := parts[1];
  b := parts[2];
  c := parts[3];
  dblink := (SELECT string_agg(CASE WHEN m[1] LIKE '"%' THEN btrim(m[1], '"') ELSE upper(m[1]) END, '.') FROM regexp_matches(link, '(' || simple || ')', 'g') AS m);
  nextpos := length(head) + coalesce(length(link), 0);
END
$$;
