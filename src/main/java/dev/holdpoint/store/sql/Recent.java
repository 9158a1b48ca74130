package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Interaction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of late, so that whoever settles it soon does not read it again: what was asked never changes. Bounded in
 * bytes; what is not here is in the table. Used by the writer's thread only.
 */
final class Recent {

    private static final long MAX_SIZE = 8L << 20;

    private final Map<Long, Sized> asked = new LinkedHashMap<>();
    private long size;

    private record Sized(Interaction interaction, int size) {}

    void put(long sequence, Interaction interaction, int bytes) {
        asked.put(sequence, new Sized(interaction, bytes));
        size += bytes;
        var eldest = asked.entrySet().iterator();
        while (size > MAX_SIZE) {
            size -= eldest.next().getValue().size;
            eldest.remove();
        }
    }

    @Nullable Interaction get(long sequence) {
        Sized present = asked.get(sequence);
        return present == null ? null : present.interaction;
    }

    /** Numbers that were given and not kept may be given to something else. */
    void clear() {
        asked.clear();
        size = 0;
    }

    void remove(long sequence) {
        Sized removed = asked.remove(sequence);
        size -= removed == null ? 0 : removed.size;
    }
}
