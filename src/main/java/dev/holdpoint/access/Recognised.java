package dev.holdpoint.access;

import java.util.Optional;

/** What a secret that was shown is worth. */
sealed interface Recognised {

    /** Somebody is known by it. */
    record Known(Credential credential) implements Recognised {}

    /** Nobody is. */
    record Unknown(Why why) implements Recognised {}

    /** Why nobody is known; whoever shows the secret may learn it. */
    enum Why {
        MALFORMED("the credential is none: it is misspelt, cut off, or of another kind"),
        NOT_THERE("the credential is not known here, or not any more"),
        EXPIRED("the credential has expired"),
        IDLE("the session was not used for too long"),
        REVOKED("the credential was revoked"),
        OF_NO_PROVIDER("the token is of no provider whose tokens are taken here, or of another kind"),
        UNVERIFIED("the token's signature, audience, times or subject are not what they have to be");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    default Optional<Credential> known() {
        return this instanceof Known(Credential credential) ? Optional.of(credential) : Optional.empty();
    }
}
