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

    @BeforeEach
    void connect() {
        api = new Api(base);
    }
}
