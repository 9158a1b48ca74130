package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.schema.Keywords.Applies;
import dev.holdpoint.schema.References.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds schemas that lead back to themselves, by references and by keywords that apply to the same value, without a step
 * into the response: what they ask of it is never answered. Trees and other schemas that recur further inside are none.
 */
final class Loops {

    private final References references;
    private final IdentityHashMap<JsonNode, Integer> heights = new IdentityHashMap<>();
    private final Set<JsonNode> path = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A way from one schema to another that is applied with it. */
    private record Way(Place to, String at, Applies applies, int depth) {}

    private Loops(References references) {
        this.references = references;
    }

    /** The first loop or chain without end, of all that a response could come to. */
    static Optional<Violation> find(Place top, References references) {
        return new Loops(references).findFrom(top);
    }

    private Optional<Violation> findFrom(Place top) {
        Set<JsonNode> known = Collections.newSetFromMap(new IdentityHashMap<>());
        var waiting = new ArrayDeque<Place>();
        known.add(top.schema());
        waiting.add(top);
        try {
            while (!waiting.isEmpty()) {
                Place next = waiting.remove();
                height(next, next, "");
                for (Way way : waysFrom(next)) {
                    if (known.add(way.to().schema())) {
                        waiting.add(way.to());
                    }
                }
            }
            return Optional.empty();
        } catch (Found found) {
            return Optional.of(found.violation);
        }
    }

    /** How deep the evaluation of one value goes from here. */
    private int height(Place place, Place from, String at) {
        Integer known = heights.get(place.schema());
        if (known != null) {
            return known;
        }
        if (!path.add(place.schema())) {
            throw new Found(
                    from.pointer() + at,
                    "leads back to '" + place.pointer()
                            + "' without a step into the response: no response could ever satisfy it");
        }
        if (path.size() > Limits.DEPTH) {
            throw new Found(
                    from.pointer() + at,
                    Limits.TOO_COMPLEX + ": the schemas for one value lead too far from each other");
        }
        int height = 0;
        for (Way way : waysFrom(place)) {
            if (way.applies() == Applies.IN_PLACE) {
                height = Math.max(height, way.depth() + height(way.to(), place, way.at()));
            }
        }
        if (height > Limits.DEPTH) {
            throw new Found(
                    from.pointer() + at,
                    Limits.TOO_COMPLEX + ": the schemas for one value lead too far from each other");
        }
        path.remove(place.schema());
        heights.put(place.schema(), height);
        return height;
    }

    private List<Way> waysFrom(Place place) {
        var ways = new ArrayList<Way>();
        boolean isConditional = place.schema().has("if");
        Keywords.forEachSchemaIn(place.schema(), (schema, at, applies) -> {
            boolean isApplied = applies != Applies.NOWHERE
                    && (isConditional || !(at.equals("/then") || at.equals("/else")))
                    && schema.isObject();
            if (isApplied) {
                ways.add(new Way(references.under(place, schema, at), at, applies, 2));
            }
        });
        for (String keyword : SchemaDocument.REFERENCES) {
            if (place.schema().path(keyword).isTextual()) {
                references
                        .resolve(place, place.schema().path(keyword).textValue())
                        .filter(target -> target.schema().isObject())
                        .ifPresent(target -> ways.add(new Way(target, "/" + keyword, Applies.IN_PLACE, 1)));
            }
        }
        return ways;
    }

    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Violation violation;

        Found(String pointer, String detail) {
            super(detail, null, false, false);
            this.violation = new Violation(pointer, detail);
        }
    }
}
