package dev.holdpoint.rest;

import dev.holdpoint.testing.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** A test that calls the running application. */
abstract class HttpTest {

    @TestHTTPResource
    URI base;

    Api api;
    String[] token;

    @BeforeEach
    void connect() {
        token = credential();
        api = new Api(base, token);
    }

    /** The headers that say who calls: none where nobody has to be known. */
    String[] credential() {
        return new String[0];
    }
}
