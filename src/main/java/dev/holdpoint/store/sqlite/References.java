package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be true between the rows of a store, whatever was done: each rule is a query that gives a line for each place
 * where it is not, the place first. Numbers of events may have gaps, for those of what was taken back are not given again; what is
 * missing is what another row names.
 */
final class References {

    /**
     * A rule.
     *
     * @param said what is being looked at, for people
     */
    record Rule(String said, String broken) {}

    static final List<Rule> RULES = List.of(
            new Rule("what was asked", """
                    SELECT 'interaction ' || s.sequence || ' (' || s.id || '): what was asked is missing (payload)'
                    FROM state s WHERE NOT EXISTS (SELECT 1 FROM payload p WHERE p.sequence = s.sequence)
                    UNION ALL
                    SELECT 'payload ' || p.sequence || ': its interaction is missing (state)'
                    FROM payload p WHERE NOT EXISTS (SELECT 1 FROM state s WHERE s.sequence = p.sequence)"""),
            new Rule("how it stands", """
                    SELECT 'interaction ' || sequence || ' (' || id || '): is ' || status
                      || ', which how it ended does not say (origin, decided_at, settled_number)'
                    FROM state WHERE CASE WHEN status = 'pending'
                      THEN coalesce(origin, decided_at, settled_number) IS NOT NULL
                      ELSE origin IS NULL OR decided_at IS NULL OR settled_number IS NULL END"""),
            new Rule("events of settlements", """
                    SELECT 'event ' || s.settled_number || ': is missing, and settled interaction ' || s.sequence
                      || ' (' || s.id || ')'
                    FROM state s WHERE s.settled_number IS NOT NULL
                      AND NOT EXISTS (SELECT 1 FROM event t WHERE t.number = s.settled_number)
                    UNION ALL
                    SELECT 'event ' || t.number || ': tells otherwise how interaction ' || s.sequence || ' ended'
                    FROM state s JOIN event t ON t.number = s.settled_number
                    WHERE t.kind <> 'settled' OR t.sequence <> s.sequence OR t.status IS NOT s.status
                      OR t.at IS NOT s.decided_at OR t.origin IS NOT s.origin OR t.by_id IS NOT s.decided_by"""),
            new Rule("events of asks", """
                    SELECT 'event ' || s.sequence || ': is missing, and asked interaction ' || s.sequence || ' (' || s.id
                      || ')'
                    FROM state s WHERE s.sequence > (SELECT max(purged_through) FROM log_state)
                      AND NOT EXISTS (SELECT 1 FROM event t WHERE t.number = s.sequence AND t.kind = 'requested')"""),
            new Rule("the log", """
                    SELECT 'event ' || t.number || ': its interaction ' || t.sequence || ' is missing (state)'
                    FROM event t WHERE NOT EXISTS (SELECT 1 FROM state s WHERE s.sequence = t.sequence)
                    UNION ALL
                    SELECT 'event ' || t.number || ': says ' || t.kind || ' of interaction ' || t.sequence
                      || ', which says otherwise'
                    FROM event t JOIN state s ON s.sequence = t.sequence
                    WHERE t.number IS NOT CASE t.kind WHEN 'requested' THEN s.sequence ELSE s.settled_number END
                    UNION ALL
                    SELECT 'log_state: has ' || count(*) || ' rows, and needs one' FROM log_state HAVING count(*) <> 1"""),
            new Rule("counts", """
                    SELECT 'tally of ' || tenant || ': has ' || sum(counted) || ' pending, there are ' || sum(there)
                    FROM (
                      SELECT tenant, requested - resolved - rejected - expired - cancelled AS counted, 0 AS there
                      FROM tally
                      UNION ALL
                      SELECT tenant, 0, count(*) FROM state WHERE status = 'pending' GROUP BY tenant)
                    GROUP BY tenant HAVING sum(counted) <> sum(there)"""),
            new Rule("JSON of asks", """
                    SELECT 'payload ' || sequence || ': is no JSON' FROM payload
                    WHERE NOT (json_valid(data) AND json_valid(metadata) AND json_valid(coalesce(response_schema, '0'))
                      AND (on_expiry IS NOT 'resolve' OR json_valid(coalesce(on_expiry_value, ''))))"""),
            new Rule("JSON of answers", """
                    SELECT 'event ' || number || ': its response is no JSON' FROM event
                    WHERE response IS NOT NULL AND NOT json_valid(response)"""));

    private References() {}

    /**
     * Where a rule does not hold.
     *
     * @param most how many places are told one by one
     */
    static List<String> findings(Sql sql, Rule rule, int most) {
        List<String> first = sql.texts("SELECT * FROM (" + rule.broken + ") LIMIT " + (most + 1));
        if (first.size() <= most) {
            return first;
        }
        var findings = new ArrayList<>(first.subList(0, most));
        long all = sql.number("SELECT count(*) FROM (" + rule.broken + ")");
        findings.add("and " + (all - most) + " more of " + rule.said);
        return findings;
    }
}
