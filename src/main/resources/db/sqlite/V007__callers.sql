-- Of which family is who asked (requested_by): null for nobody known. What older versions kept was asked by nobody known.
ALTER TABLE state ADD COLUMN family TEXT;
