package dev.holdpoint.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where references of a schema lead to, inside of its document. Not thread-safe. */
final class References {

    /** What relative identifiers are relative to; nobody has it. */
    static final String BASE = "https://schema.invalid/";

    private static final int CHARACTERS_PER_STEP = 16;

    private final Map<String, Place> resources = new HashMap<>();
    private final Map<String, Place> anchors = new HashMap<>();

    /**
     * A schema in the document.
     *
     * @param around what it stands in; null for the document
     * @param at where it stands in that, as a JSON Pointer
     * @param base the identifier of the resource that it is of
     */
    record Place(JsonNode schema, @Nullable Place around, String at, String base) {

        /** Where it stands in the document: made when it is told, for names can be long and many places below them. */
        String pointer() {
            return around == null ? at : around.pointer() + at;
        }
    }

    /** The place of the whole document, which is known from then on. */
    Place top(JsonNode document) {
        Place top = known(document, null, "", BASE);
        resources.putIfAbsent(top.base(), top);
        return top;
    }

    /** A schema that stands in another, which is known from then on by its identifier and its anchors. */
    Place under(Place around, JsonNode schema, String at) {
        return known(schema, around, at, around.base());
    }

    private Place known(JsonNode schema, @Nullable Place around, String at, String base) {
        String id = schema.path("$id").asText();
        var place = new Place(schema, around, at, id.isEmpty() ? base : absolute(base, withoutFragment(id)));
        if (!id.isEmpty()) {
            resources.putIfAbsent(place.base(), place);
        }
        for (String keyword : new String[] {"$anchor", "$dynamicAnchor"}) {
            if (schema.path(keyword).isTextual()) {
                anchors.putIfAbsent(place.base() + "#" + schema.path(keyword).textValue(), place);
            }
        }
        return place;
    }

    /** Whether a reference stays in the document. */
    boolean isInside(Place from, String reference) {
        return resources.containsKey(absolute(from.base(), withoutFragment(reference)));
    }

    /** What stands where a reference leads to; empty where nothing does. */
    Optional<Place> resolve(Place from, String reference) {
        Place resource = resources.get(absolute(from.base(), withoutFragment(reference)));
        int mark = reference.indexOf('#');
        String fragment = mark < 0 ? "" : reference.substring(mark + 1);
        if (resource == null || fragment.isEmpty()) {
            return Optional.ofNullable(resource);
        }
        return fragment.startsWith("/")
                ? at(resource, fragment)
                : Optional.ofNullable(anchors.get(resource.base() + "#" + fragment));
    }

    private static Optional<Place> at(Place resource, String fragment) {
        try {
            String pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
            JsonNode node = resource.schema();
            String base = resource.base();
            for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
                node = node.isArray() ? node.path(rest.getMatchingIndex()) : node.path(rest.getMatchingProperty());
                String id = node.path("$id").asText();
                base = id.isEmpty() ? base : absolute(base, withoutFragment(id));
            }
            return node.isMissingNode() ? Optional.empty() : Optional.of(new Place(node, resource, pointer, base));
        } catch (IllegalArgumentException noPointer) {
            return Optional.empty();
        }
    }

    private static String absolute(String base, String reference) {
        if (reference.isEmpty()) {
            return base;
        }
        Meter.charge((base.length() + reference.length()) / CHARACTERS_PER_STEP);
        try {
            return new URI(base).resolve(new URI(reference)).toString();
        } catch (URISyntaxException none) {
            return reference;
        }
    }

    private static String withoutFragment(String reference) {
        int mark = reference.indexOf('#');
        return mark < 0 ? reference : reference.substring(0, mark);
    }
}
