-- What a tab missed of a type, and lists of a type, are found without a look at all that happened.
CREATE INDEX state_type ON state (type, sequence);
CREATE INDEX state_type_settled ON state (type, settled_number) WHERE settled_number IS NOT NULL;
