package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Search;
import dev.holdpoint.store.memory.Memory.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A page as it fills with entries in order: up to a number, or to its bytes; a search ends it once enough was looked at. */
final class PageEntries {

    private final ListQuery query;
    private final List<Interaction> items = new ArrayList<>();

    private @Nullable Position last;
    private long size;
    private int looked;
    private long weight;

    PageEntries(ListQuery query) {
        this.query = query;
    }

    Page fill(Iterator<Entry> entries, Predicate<Interaction> wanted) {
        Position seen = null;
        while (entries.hasNext()) {
            if (isEnough()) {
                return new Page(items, Optional.ofNullable(seen), true);
            }
            Entry entry = entries.next();
            Interaction interaction = entry.interaction();
            seen = query.order().position(entry.sequence(), interaction);
            looked++;
            weight += interaction.weight();
            if (wanted.test(interaction) && !add(interaction, seen)) {
                return new Page(items, Optional.ofNullable(last));
            }
        }
        return new Page(items, Optional.empty());
    }

    private boolean isEnough() {
        return query.criteria().search() != null && (looked >= Search.ROWS || weight >= Search.WEIGHT);
    }

    /** {@code false} where it has no place any more. */
    private boolean add(Interaction interaction, Position position) {
        size += interaction.size();
        if (items.size() == query.limit() || (!items.isEmpty() && size > query.size())) {
            return false;
        }
        items.add(interaction);
        last = position;
        return true;
    }
}
