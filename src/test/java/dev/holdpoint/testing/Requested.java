package dev.holdpoint.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Requests without a server: a query and headers, for what only reads them. */
public final class Requested {

    private Requested() {}

    /**
     * A request of this query and these headers.
     *
     * @param query as it stands in a URL
     * @param headers names and values in turn
     */
    public static HttpServerRequest with(String query, String... headers) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.add(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        MultiMap given = HeadersMultiMap.httpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            given.add(headers[i], headers[i + 1]);
        }
        return (HttpServerRequest) Proxy.newProxyInstance(
                Requested.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "params" -> parameters;
                    case "headers" -> given;
                    case "getHeader" -> given.get(arguments[0].toString());
                    case "method" -> HttpMethod.GET;
                    case "path" -> "/v1/test";
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
