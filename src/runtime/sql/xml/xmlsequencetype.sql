-- SYS.XMLSEQUENCETYPE: a collection type that Oracle supplies.
CREATE DOMAIN ora.xmlsequencetype AS xml[];
