package dev.holdpoint.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asker asks. Whoever takes one from outside looks at its {@link #violations}; what is kept was looked at.
 *
 * @param title one line for people
 * @param data what is asked: any JSON
 * @param metadata for programs: a JSON object
 * @param responseSchema a JSON Schema 2020-12 that a response must satisfy; null where anything will do
 * @param timeout from asking to settling by itself, in whole milliseconds
 * @param onExpiry the default settlement; null where the interaction just expires
 * @param lease how long it stays pending once nobody awaits it any more; null for as long as the timeout allows
 * @param separation whether whoever asked may decide; of what is kept it is known
 */
public record Ask(
        InteractionType type,
        SessionId session,
        @Nullable String title,
        Json data,
        Json metadata,
        @Nullable Json responseSchema,
        Duration timeout,
        @Nullable OnExpiry onExpiry,
        @Nullable Duration lease,
        Separation separation) {

    public static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    public static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration MAX_LEASE = Duration.ofHours(1);

    /** A question of which nothing more is known. */
    public Ask(InteractionType type, SessionId session, Duration timeout) {
        this(type, session, null, Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, null, timeout, null, null, Separation.BY_TYPE);
    }

    public Ask withTitle(@Nullable String given) {
        return new Ask(type, session, given, data, metadata, responseSchema, timeout, onExpiry, lease, separation);
    }

    public Ask withData(Json given) {
        return new Ask(type, session, title, given, metadata, responseSchema, timeout, onExpiry, lease, separation);
    }

    public Ask withMetadata(Json given) {
        return new Ask(type, session, title, data, given, responseSchema, timeout, onExpiry, lease, separation);
    }

    public Ask withResponseSchema(@Nullable Json given) {
        return new Ask(type, session, title, data, metadata, given, timeout, onExpiry, lease, separation);
    }

    public Ask withTimeout(Duration given) {
        return new Ask(type, session, title, data, metadata, responseSchema, given, onExpiry, lease, separation);
    }

    public Ask withOnExpiry(@Nullable OnExpiry given) {
        return new Ask(type, session, title, data, metadata, responseSchema, timeout, given, lease, separation);
    }

    public Ask withLease(@Nullable Duration given) {
        return new Ask(type, session, title, data, metadata, responseSchema, timeout, onExpiry, given, separation);
    }

    public Ask withSeparation(Separation given) {
        return new Ask(type, session, title, data, metadata, responseSchema, timeout, onExpiry, lease, given);
    }

    /** Whether whoever asked may not decide. */
    public boolean isSeparate() {
        return separation == Separation.YES;
    }

    /** All that is wrong with it, each with its place in the body of an ask (HTTP contract, sections 1 to 3 and 9). */
    public List<Violation> violations() {
        var found = new ArrayList<Violation>();
        if (title != null && !Text.isTitle(title)) {
            found.add(new Violation("/title", Text.TITLE_SHAPE));
        }
        checkSize(found, "/data", data, Sizes.DATA);
        checkSize(found, "/metadata", metadata, Sizes.METADATA);
        checkSize(found, "/responseSchema", responseSchema, Sizes.SCHEMA);
        checkDuration(found, "/timeout", timeout, MIN_TIMEOUT, MAX_TIMEOUT);
        checkDuration(found, "/lease", lease, Duration.ZERO, MAX_LEASE);
        switch (onExpiry) {
            case null -> {}
            case OnExpiry.Resolve resolve -> checkSize(found, "/onExpiry/resolve", resolve.response(), Sizes.RESPONSE);
            case OnExpiry.Reject reject -> {
                if (!Text.isReason(reject.reason())) {
                    found.add(new Violation("/onExpiry/reject", Text.REASON_SHAPE));
                }
            }
        }
        if (type.equals(InteractionType.ASK_USER)) {
            checkQuestions(found);
        }
        return found;
    }

    /** How many bytes it takes at most as JSON, without the names of its members. */
    public int size() {
        int size = data.size() + metadata.size() + Sizes.quoted(session.value());
        size += title == null ? 0 : Sizes.quoted(title);
        size += responseSchema == null ? 0 : responseSchema.size();
        size += switch (onExpiry) {
            case null -> 0;
            case OnExpiry.Resolve resolve -> resolve.response().size();
            case OnExpiry.Reject reject -> Sizes.quoted(reject.reason());
        };
        return size;
    }

    /** How many characters its larger parts have. */
    int length() {
        int length = data.text().length() + metadata.text().length();
        length += responseSchema == null ? 0 : responseSchema.text().length();
        return length
                + (onExpiry instanceof OnExpiry.Resolve resolve
                        ? resolve.response().text().length()
                        : 0);
    }

    /** Two questions of the same text could not both be answered. */
    private void checkQuestions(List<Violation> found) {
        var texts = new HashSet<String>();
        List<Json> questions = data.member("questions").map(Json::elements).orElse(List.of());
        for (int i = 0; i < questions.size(); i++) {
            var text =
                    questions.get(i).member("question").filter(Json::isString).map(Json::text);
            if (text.isPresent() && !texts.add(text.get())) {
                found.add(new Violation("/data/questions/" + i + "/question", "another question has the same text"));
            }
        }
    }

    private static void checkSize(List<Violation> found, String pointer, @Nullable Json value, int limit) {
        if (value != null && value.size() > limit) {
            found.add(Violation.tooLarge(pointer, limit));
        }
    }

    private static void checkDuration(
            List<Violation> found, String pointer, @Nullable Duration given, Duration least, Duration most) {
        if (given != null && (given.compareTo(least) < 0 || given.compareTo(most) > 0)) {
            found.add(new Violation(pointer, "a duration from " + least + " to " + most + " is needed here"));
        }
    }
}
