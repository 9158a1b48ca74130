package dev.holdpoint.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.http.Weights;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the bundled scripts and styles, each compressed once. The server's own compression is off: it would compress
 * event streams too, and cost every connection a compressor.
 */
@ApplicationScoped
class BundleFiles {

    private static final String PATH = "/static/bundle/";
    private static final Pattern NAME = Pattern.compile("[\\w-]+\\.(js|css)");
    /** The page's policy is not that of its workers, which get the one of their file. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Vertx vertx;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    BundleFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    private record File(String type, Buffer plain, Buffer compressed) {}

    void register(@Observes Router router) {
        router.get(PATH + ":name").order(-1).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String name = context.pathParam("name");
        if (name == null || !NAME.matcher(name).matches()) {
            context.next();
        } else {
            serve(context, name);
        }
    }

    private void serve(RoutingContext context, String name) {
        vertx.executeBlocking(() -> Optional.ofNullable(files.get(name)).or(() -> load(name)), false)
                .onSuccess(file -> file.ifPresentOrElse(known -> send(context, known), context::next))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, File file) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.type)
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (Weights.preferGzip(context.request())) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.compressed);
        } else {
            response.end(file.plain);
        }
    }

    /** Names that are none are not remembered: there are as many of them as callers think of. */
    private Optional<File> load(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream("META-INF/resources" + PATH + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] plain = besideEachOther(in.readAllBytes());
            String type = name.endsWith(".css") ? "text/css" : "text/javascript";
            var file = new File(type + "; charset=utf-8", Buffer.buffer(plain), Buffer.buffer(compress(plain)));
            files.put(name, file);
            return Optional.of(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("the bundle " + name + " cannot be read", broken);
        }
    }

    /** The bundler has them import each other from the root of the host, where a proxy may show something else. */
    private static byte[] besideEachOther(byte[] bundle) {
        return new String(bundle, UTF_8).replace('"' + PATH, "\"./").getBytes(UTF_8);
    }

    private static byte[] compress(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
