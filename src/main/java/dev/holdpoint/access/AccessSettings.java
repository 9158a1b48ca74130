package dev.holdpoint.access;

import java.time.Duration;
import java.util.List;

/**
 * What this room is configured with; 0 is no limit.
 *
 * @param sessionIdle how long somebody who signed in is known without a request
 * @param sessionMax and how long at most
 * @param writesPerMinute how many asks and settlements of one caller are taken in a minute
 * @param waits how many of one caller are held at once
 * @param streams and how many streams
 * @param isMetricsFree whether whoever is not known may read the metrics where access is required
 * @param providers whose tokens are taken, too
 */
public record AccessSettings(
        AccessMode mode,
        Duration sessionIdle,
        Duration sessionMax,
        int writesPerMinute,
        int waits,
        int streams,
        boolean isMetricsFree,
        List<ProviderSettings> providers) {

    public AccessSettings {
        providers = List.copyOf(providers);
    }

    /** What stands between the address of the page and the secret of a link: no server is ever sent it. */
    public static final String SIGN_IN_FRAGMENT = "#sign-in=";

    /** How long a link is good that somebody made. */
    static final Duration LINK = Duration.ofMinutes(15);

    /** And one that the service made for whoever comes back from a provider. */
    static final Duration REDIRECT = Duration.ofMinutes(2);

    /** And one that the service made for whoever runs it. */
    static final Duration FIRST_LINK = Duration.ofHours(24);
}
