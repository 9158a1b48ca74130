package dev.holdpoint.cli;

import dev.holdpoint.interaction.Json;
import java.util.Locale;

/** What a store's file has, in words; it is told by {@link InventoryJson}. */
final class InventoryWords {

    private InventoryWords() {}

    static String of(Json inventory) {
        String size = size(number(inventory, "bytes")) + ", schema " + number(inventory, "schema");
        if (inventory
                .member("interactions")
                .filter(known -> !known.equals(Json.NULL))
                .isEmpty()) {
            return size;
        }
        String newestAt = TokenTable.text(inventory, "newestEventAt");
        return number(inventory, "interactions") + " interactions, " + number(inventory, "pending")
                + " of them pending, "
                + number(inventory, "events") + " events"
                + (newestAt.isEmpty()
                        ? ""
                        : ", the newest number " + number(inventory, "newestEvent") + " of " + newestAt)
                + "; " + size;
    }

    private static long number(Json inventory, String name) {
        return inventory.member(name).map(Json::text).map(Long::parseLong).orElse(0L);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? ((bytes + 1023) >> 10) + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
