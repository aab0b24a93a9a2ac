-- A value of JSON_ELEMENT_T and its subtypes: the JSON text of a scalar, or `@n`, the number of an object or array that the session holds, since
-- variables share those. (JSON Developer's Guide, "Overview of PL/SQL Object Types for JSON")
CREATE DOMAIN ora.json_element AS text;
