package dev.holdpoint.interaction;

import java.util.regex.Pattern;

/** What kind of question is asked: an open set of names of the shape {@code [a-z][a-z0-9-]{0,63}}. */
public record InteractionType(String value) {

    public static final String SHAPE = "[a-z][a-z0-9-]{0,63}";
    private static final Pattern PATTERN = Pattern.compile(SHAPE);

    public static final InteractionType PERMISSION = new InteractionType("permission");
    public static final InteractionType PLAN_APPROVAL = new InteractionType("plan-approval");
    public static final InteractionType ASK_USER = new InteractionType("ask-user");

    public InteractionType {
        if (!isValid(value)) {
            throw new IllegalArgumentException("type must match " + SHAPE + ": '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
