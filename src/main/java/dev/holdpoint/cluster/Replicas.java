package dev.holdpoint.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** The replicas that are called. Thread-safe. */
final class Replicas implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<URI> addresses;
    private final Optional<String> token;

    Replicas(List<URI> addresses, Optional<String> token) {
        this.addresses = addresses;
        this.token = token;
    }

    List<URI> all() {
        return addresses;
    }

    URI any(Random random) {
        return addresses.get(random.nextInt(addresses.size()));
    }

    static HttpRequest.Builder posting(HttpRequest.Builder request, JsonNode body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    HttpRequest.Builder request(URI replica, String path) {
        String base = replica.toString();
        String whole = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
        var request = HttpRequest.newBuilder(URI.create(whole)).timeout(LONG);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** What is at a path; fails with {@link IOException} where that is no JSON, or no success. */
    JsonNode get(URI replica, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(replica, path).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(replica + path + " answers " + response.statusCode() + ": " + response.body());
        }
        return tree(response.body());
    }

    /** A stream, from a number on where one is given. */
    HttpResponse<InputStream> listen(URI replica, String query, OptionalLong after)
            throws IOException, InterruptedException {
        var request = request(replica, "/v1/events" + query);
        after.ifPresent(number -> request.header("Last-Event-ID", Long.toString(number)));
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** What is no JSON is taken for nothing. */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
