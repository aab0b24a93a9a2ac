-- Text as BINARY_AI compares it: without case and accents. (Database Globalization Support Guide, "Case-Insensitive and Accent-Insensitive Linguistic Sorts")
CREATE FUNCTION ora.without_accents(s text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(normalize(regexp_replace(normalize(s, NFD), '[\u0300-\u036f]', '', 'g'), NFC)) $$;
