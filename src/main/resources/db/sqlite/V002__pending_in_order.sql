-- What is pending, in order: without it an opened tab reads past everything that is kept.
CREATE INDEX interaction_pending ON interaction (sequence) WHERE status = 'pending';
