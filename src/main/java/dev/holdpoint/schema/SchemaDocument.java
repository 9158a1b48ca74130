package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.json.Pointers;
import dev.holdpoint.json.Violations;
import dev.holdpoint.schema.References.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks through a schema for what the specification allows and Holdpoint does not: references that leave the document or
 * lead to nothing, schemas that lead back to themselves, patterns outside RE2. Only places where a schema stands are looked
 * at, or where a reference leads to; what else stands in {@code enum}, {@code const} or {@code default} is data. Not
 * thread-safe.
 */
final class SchemaDocument {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");

    /** Names of places: they are kept with each reference to them. */
    private static final List<String> NAMES = List.of("$id", "$ref", "$dynamicRef", "$anchor", "$dynamicAnchor");

    private static final int MAX_NAME = 2_000;
    private static final int MAX_STATES = 100_000;

    private final Violations violations = new Violations();
    private final OlderDialects dialects;
    private final Function<JsonNode, Violations> metaSchema;
    private final References references = new References();
    private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Place> waiting = new ArrayDeque<>();
    private final List<Place> places = new ArrayList<>();
    private double states;

    private SchemaDocument(OlderDialects dialects, Function<JsonNode, Violations> metaSchema) {
        this.dialects = dialects;
        this.metaSchema = metaSchema;
    }

    /**
     * What is wrong with a schema that satisfies the meta-schema and differs in nothing from its dialect.
     *
     * @param metaSchema what the meta-schema has to say of a value
     */
    static Violations check(JsonNode schema, Function<JsonNode, Violations> metaSchema) {
        var document = new SchemaDocument(new OlderDialects(schema), metaSchema);
        document.check(schema);
        return document.violations;
    }

    private void check(JsonNode document) {
        Place top = references.top(document);
        take(top);
        takeAllThatIsWaiting();
        for (int i = 0; i < places.size(); i++) {
            checkReferences(places.get(i));
            takeAllThatIsWaiting();
        }
        if (states > MAX_STATES) {
            violations.report(
                    "", Limits.TOO_COMPLEX + ": its patterns have more than " + MAX_STATES + " states together");
        }
        if (violations.isEmpty()) {
            Loops.find(top, references).ifPresent(violations::add);
        }
    }

    private void take(Place place) {
        if (place.schema().isObject() && seen.add(place.schema())) {
            waiting.add(place);
        }
    }

    private void takeAllThatIsWaiting() {
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            places.add(place);
            checkTexts(place);
            Keywords.forEachSchemaIn(place.schema(), (schema, at, _) -> {
                if (schema.isObject()) {
                    take(references.under(place, schema, at));
                }
            });
        }
    }

    private void checkTexts(Place place) {
        JsonNode schema = place.schema();
        for (String keyword : NAMES) {
            if (schema.path(keyword).asText().length() > MAX_NAME) {
                report(place, keyword, "more than " + MAX_NAME + " characters");
            }
        }
        if (schema.path("pattern").isTextual()) {
            checkPattern(schema.path("pattern").textValue(), place, "pattern");
        }
        schema.path("patternProperties")
                .properties()
                .forEach(member ->
                        checkPattern(member.getKey(), place, "patternProperties/" + Pointers.token(member.getKey())));
    }

    private void checkPattern(String pattern, Place place, String at) {
        double size = PatternSize.of(pattern);
        states += size;
        Meter.charge((long) Math.min(size, MAX_STATES));
        if (states <= MAX_STATES) {
            Re2Patterns.problem(pattern).ifPresent(problem -> report(place, at, problem));
        }
    }

    /** What a reference leads to is a schema too, wherever it stands. */
    private void checkReferences(Place place) {
        for (String keyword : REFERENCES) {
            JsonNode reference = place.schema().path(keyword);
            if (!reference.isTextual()) {
                continue;
            }
            if (!references.isInside(place, reference.textValue())) {
                report(place, keyword, "the reference leaves the document: nothing is ever fetched");
                continue;
            }
            references
                    .resolve(place, reference.textValue())
                    .ifPresentOrElse(
                            target -> checkTarget(place, keyword, target),
                            () -> report(place, keyword, "the reference leads to nothing in this document"));
        }
    }

    private void checkTarget(Place from, String keyword, Place target) {
        if (target.schema().isBoolean() || seen.contains(target.schema())) {
            return;
        }
        Violations differences = dialects.differencesIn(target.schema(), target.pointer());
        if (!differences.isEmpty()) {
            violations.addAll(differences.told());
        } else if (target.schema().isObject()
                && metaSchema.apply(target.schema()).isEmpty()) {
            take(target);
        } else {
            report(from, keyword, "the reference leads to what is no schema");
        }
    }

    private void report(Place place, String at, String detail) {
        violations.report(() -> place.pointer() + "/" + at, detail);
    }
}
