package dev.holdpoint.http;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is no request is refused here with a problem, in its turn behind the requests before it, and its connection ends;
 * what is one goes on with its target in the one form that all look at ({@link RequestTarget}). Stands before the server's
 * own handler, touched by the connection's event loop only.
 */
final class MalformedRequests extends ChannelDuplexHandler {

    /** Requests that went on and whose answers are not complete. */
    private int unanswered;

    /** Whether an answer was begun and is not complete. */
    private boolean isAnswering;

    private @Nullable Problem refusal;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        Optional<Problem> wrong = message instanceof HttpObject part ? wrong(part) : Optional.empty();
        if (wrong.isEmpty()) {
            if (message instanceof HttpRequest) {
                unanswered++;
            }
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        refusal = wrong.get();
        if (!(message instanceof HttpRequest) && !isAnswering) {
            unanswered--; // its head went on, but the answer is given here
        }
        refuseInTurn(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim =
                message instanceof HttpResponse response && response.status().code() < 200;
        isAnswering = true;
        boolean isLast = message instanceof LastHttpContent && !isInterim;
        var _ = context.write(message, promise);
        if (isLast || isInterim) {
            isAnswering = false;
        }
        if (isLast) {
            unanswered--;
            if (refusal != null) {
                context.flush();
                refuseInTurn(context);
            }
        }
    }

    private void refuseInTurn(ChannelHandlerContext context) {
        Problem problem = refusal;
        if (problem == null || unanswered != 0 || isAnswering) {
            return;
        }
        unanswered = -1; // nothing is answered after it
        byte[] body = problem.encode("/");
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.kind().status()),
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = context.writeAndFlush(response);
        Runnable close = () -> {
            var _ = context.close();
        };
        var _ = context.executor().schedule(close, RawProblems.LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Optional<Problem> wrong(HttpObject part) {
        DecoderResult result = part.decoderResult();
        if (result.isFailure()) {
            return Optional.of(unreadable(result.cause()));
        }
        return part instanceof HttpRequest request ? wrong(request) : Optional.empty();
    }

    /** What is wrong with a request that could be read; its target is normalised on the way. */
    private static Optional<Problem> wrong(HttpRequest request) {
        if (request.method().equals(HttpMethod.CONNECT)) {
            return Optional.of(Problem.of(Kind.NOT_IMPLEMENTED, "this is no proxy"));
        }
        boolean isHostNeeded = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && isHostNeeded)) {
            return Optional.of(Problem.of(Kind.INVALID_REQUEST, "one header Host is needed"));
        }
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()
                && !(encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of(Problem.of(Kind.INVALID_REQUEST, "a body is sent chunked or with its length"));
        }
        boolean isOfServer =
                request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*");
        Optional<String> target = isOfServer ? Optional.of("/") : RequestTarget.normalised(request.uri());
        target.ifPresent(request::setUri);
        return target.isPresent()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Kind.INVALID_REQUEST, "the target is no path, or its percent-encoding is not of UTF-8"));
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Problem.of(Kind.TARGET_TOO_LONG, "the first line is too long");
            case TooLongHttpHeaderException _ -> Problem.of(Kind.HEADERS_TOO_LARGE, "the headers are too large");
            case TooLongFrameException _ -> Problem.of(Kind.TOO_LARGE, "a part of the request is too large");
            default -> Problem.of(Kind.INVALID_REQUEST, "this cannot be read as a request");
        };
    }
}
