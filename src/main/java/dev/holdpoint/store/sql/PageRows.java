package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A page as it fills with rows in order: up to a number, or to its bytes. What cannot be read is left out. */
final class PageRows {

    private final int limit;
    private final int maxSize;
    private final Unreadable unreadable;
    private final Predicate<Interaction> wanted;
    private final List<Interaction> items = new ArrayList<>();

    private long last;
    private long size;
    private long weight;
    private long looked;
    private boolean isFull;

    /**
     * @param limit rows at most
     * @param maxSize bytes at most, but for the first row
     * @param wanted what has a place on the page
     */
    PageRows(int limit, int maxSize, Unreadable unreadable, Predicate<Interaction> wanted) {
        this.limit = limit;
        this.maxSize = maxSize;
        this.unreadable = unreadable;
        this.wanted = wanted;
    }

    /** Takes a row, which begins with its sequence; {@code false} where it has no place on the page any more. */
    boolean take(Row row) {
        looked = row.numberAt(1);
        unreadable.read(looked, () -> Rows.interaction(row)).ifPresent(this::add);
        return !isFull;
    }

    /** Whether there was a row too many. */
    boolean isFull() {
        return isFull;
    }

    /** How much was looked at, taken or not. */
    long weight() {
        return weight;
    }

    /** How many rows fill it, and one more, to know whether there is one. */
    int wanted() {
        return limit - items.size() + 1 + unreadable.count();
    }

    List<Interaction> items() {
        return items;
    }

    Page page(Order order) {
        return new Page(items, isFull ? Optional.of(order.position(last, items.getLast())) : Optional.empty());
    }

    private void add(Interaction interaction) {
        weight += interaction.weight();
        if (!wanted.test(interaction)) {
            return;
        }
        size += interaction.size();
        isFull = items.size() == limit || (!items.isEmpty() && size > maxSize);
        if (!isFull) {
            items.add(interaction);
            last = looked;
        }
    }
}
