package dev.holdpoint.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service, called by HTTP. Each call shows the credential as it stands then; redirections are not followed, for a token is
 * for one address. Thread-safe.
 */
public final class Service implements AutoCloseable {

    /** In bytes: what a list may have, and more. */
    static final int MOST = 16 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int UNAUTHENTICATED = 401;

    private final Place place;
    private final Credential credential;
    private final HttpClient client;

    public Service(Place place, Credential credential) {
        this.place = place;
        this.credential = credential;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    public Place place() {
        return place;
    }

    /**
     * Sends a call; a token that was renewed while it was on its way is shown then.
     *
     * @param patience how long the whole may take
     * @throws IOException where there is no answer
     * @throws NotDoneException where the credential cannot be had
     */
    public Reply send(Call call, Duration patience) throws IOException {
        Optional<String> shown = credential.secret(place);
        Reply reply = exchange(call, shown, patience);
        if (reply.status() == UNAUTHENTICATED) {
            Optional<String> renewed = credential.secret(place);
            return renewed.equals(shown) ? reply : exchange(call, renewed, patience);
        }
        return reply;
    }

    private Reply exchange(Call call, Optional<String> secret, Duration patience) throws IOException {
        HttpResponse<byte[]> response =
                await(call, secret, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST), patience);
        return reply(response, response.body());
    }

    /** A stream, open; its answer's status and type, and the bytes as they come. */
    HttpResponse<InputStream> open(Call call, Duration patience) throws IOException {
        return await(call, credential.secret(place), BodyHandlers.ofInputStream(), patience);
    }

    static Reply reply(HttpResponse<?> response, byte[] body) {
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Location").orElse(""),
                response.headers()
                        .firstValue("Retry-After")
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(Duration.ZERO),
                body);
    }

    private <T> HttpResponse<T> await(Call call, Optional<String> secret, BodyHandler<T> handler, Duration patience)
            throws IOException {
        CompletableFuture<HttpResponse<T>> response = client.sendAsync(request(call, secret), handler);
        try {
            return response.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            response.cancel(true);
            throw new IOException("no answer within " + Math.max(1, patience.toSeconds()) + " s");
        } catch (ExecutionException broken) {
            throw failure(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpRequest request(Call call, Optional<String> secret) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(place.at(call.path())).method(call.method(), body(call));
        call.headers().forEach(request::setHeader);
        secret.ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
        return request.build();
    }

    private static BodyPublisher body(Call call) {
        byte[] body = call.body();
        Cutoff cutoff = call.cutoff();
        if (cutoff != null && cutoff.isCut()) {
            throw new NotDoneException("taken back before it was asked");
        }
        if (body == null) {
            return BodyPublishers.noBody();
        }
        return cutoff == null ? BodyPublishers.ofByteArray(body) : cutoff.body(body);
    }

    /** The JDK's failures to connect have no message, and are often caused by another: the first kind that fits says it. */
    private static IOException failure(Throwable failure) {
        var kinds = new ArrayList<String>();
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            kinds.add(cause.getClass().getSimpleName());
            last = cause;
        }
        if (kinds.contains("UnresolvedAddressException") || kinds.contains("UnknownHostException")) {
            return new UnreachedException("that host is not known", failure);
        }
        if (kinds.contains("ConnectException")) {
            return new UnreachedException("nobody listens there", failure);
        }
        if (kinds.contains("HttpConnectTimeoutException")) {
            return new UnreachedException("nobody answers there", failure);
        }
        String message = last.getMessage();
        return new IOException(message == null ? "the connection was cut" : Trees.visible(message), failure);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
