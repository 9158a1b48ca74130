package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;

/** What an agent said, once it is understood. */
public sealed interface Heard permits Question, Heard.AnsweredAtOnce {

    /** Nobody has to be asked: this is the answer. */
    record AnsweredAtOnce(Json answer) implements Heard {}
}
