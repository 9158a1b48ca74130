package dev.holdpoint.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A reverse proxy before the service, which shows it below a path; what is not below it is not found. It may answer
 * requests itself.
 */
public final class ReverseProxy implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient client;
    private final URI service;
    private final String path;
    private final Predicate<HttpServerRequest> answered;
    private final List<String> forwarded = new CopyOnWriteArrayList<>();
    private final List<String> notFound = new CopyOnWriteArrayList<>();
    private final Set<HttpServerRequest> open = ConcurrentHashMap.newKeySet();

    /**
     * Stands before a service.
     *
     * @param path that it is shown below, without a slash at its end
     * @param answered answers a request itself, or leaves it to the service
     */
    public ReverseProxy(Vertx vertx, URI service, String path, Predicate<HttpServerRequest> answered) {
        this.service = service;
        this.path = path;
        this.answered = answered;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(50));
        this.server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Where the service is shown. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path + "/");
    }

    /** The requests that reached the service, as {@code GET /v1/events}. */
    public List<String> forwarded() {
        return forwarded;
    }

    /** The paths that were asked for beside the service. */
    public List<String> notFound() {
        return notFound;
    }

    /** Ends what is under way, streams above all. */
    public void cutOff() {
        open.forEach(request -> request.connection().close());
    }

    private void serve(HttpServerRequest request) {
        if (answered.test(request)) {
            return;
        }
        if (!request.path().startsWith(path + "/")) {
            notFound.add(request.path());
            request.response().setStatusCode(404).end();
            return;
        }
        String target = request.uri().substring(path.length());
        forwarded.add(request.method() + " " + target);
        open.add(request);
        request.pause();
        client.request(request.method(), service.getPort(), service.getHost(), target)
                .onSuccess(further -> forward(request, further))
                .onFailure(unreachable -> request.response().setStatusCode(502).end());
    }

    private void forward(HttpServerRequest request, HttpClientRequest further) {
        request.response().closeHandler(gone -> {
            open.remove(request);
            further.reset();
        });
        further.headers().setAll(request.headers());
        further.send(request)
                .onSuccess(answer -> answer(request.response(), answer))
                .onFailure(broken -> request.connection().close());
    }

    private static void answer(HttpServerResponse response, HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode());
        response.headers().setAll(answer.headers());
        answer.pipeTo(response).onFailure(broken -> response.reset());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
