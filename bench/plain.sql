-- For pgbench: the least that could keep an ask and its settlement, one INSERT and one UPDATE of a table that has no more.
SELECT nextval('numbers') AS asked \gset
INSERT INTO plain VALUES (:asked, gen_random_uuid()::text, 'pending', repeat('x', 210), NULL);
UPDATE plain SET status = 'resolved', response = 'true' WHERE number = :asked AND status = 'pending';
