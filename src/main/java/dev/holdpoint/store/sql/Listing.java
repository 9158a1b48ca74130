package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Search;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a list, a turn at a time: each looks at a number of candidates, which an index gives in order, however few
 * of them are wanted. What no column tells is judged of interactions that were read whole; a turn reads a number of bytes of
 * these, and a search a number of turns.
 */
final class Listing implements Readers.Turns<Page>, Candidates.Visitor {

    /** How many candidates a turn looks at. */
    static final int TURN = 1_000;

    private static final int TURN_WEIGHT = 1 << 20;

    private final Scope scope;
    private final ListQuery query;

    /** Whether an interaction has to be read whole before anybody knows whether it is wanted. */
    private final boolean areJudged;

    private final PageRows page;

    private @Nullable Candidates candidates;
    private @Nullable Position after;
    private int looked;
    private long enough;

    Listing(Scope scope, ListQuery query, Unreadable unreadable) {
        this.scope = scope;
        this.query = query;
        this.areJudged = query.criteria().search() != null
                || !query.criteria().outcomes().isEmpty();
        this.page = new PageRows(query.limit(), query.size(), unreadable, query::matches);
        this.after = query.after();
    }

    @Override
    public Optional<Page> next(Sql sql) {
        candidates = candidates == null ? Candidates.of(sql, scope, query) : candidates;
        Optional<Position> through = candidates.through(sql, after, TURN);
        enough = page.weight() + TURN_WEIGHT;
        boolean isCut = !candidates.read(sql, after, through, areJudged ? TURN : page.wanted(), this);
        if (page.isFull() || (!isCut && through.isEmpty())) {
            return Optional.of(page.page(query.order()));
        }
        if (!isCut) {
            after = through.orElseThrow();
        }
        looked += TURN;
        boolean isEnough = looked >= Search.ROWS || page.weight() >= Search.WEIGHT;
        return isEnough && query.criteria().search() != null
                ? Optional.of(new Page(page.items(), Optional.ofNullable(after), true))
                : Optional.empty();
    }

    @Override
    public void reach(Position position) {
        after = position;
    }

    @Override
    public boolean visit(Row row) {
        return page.take(row) && (!areJudged || page.weight() < enough);
    }
}
