package dev.holdpoint.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what no client library would. */
public final class Wire implements AutoCloseable {

    private final Socket socket;

    public Wire(URI base) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.connect(new java.net.InetSocketAddress(base.getHost(), base.getPort()));
        socket.setSoTimeout(60_000);
    }

    /** Its own end's. */
    public int port() {
        return socket.getLocalPort();
    }

    public Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What comes before nothing has come for so long, or the connection is closed. */
    public String readWhatComes(int quietMillis) throws IOException {
        var read = new StringBuilder();
        socket.setSoTimeout(quietMillis);
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                read.append((char) next);
            }
        } catch (SocketTimeoutException quiet) {
            return read.toString();
        } finally {
            socket.setSoTimeout(60_000);
        }
        return read.toString();
    }

    /** All that comes until the server closes the connection. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What comes up to and with the first occurrence of {@code end}. */
    public String readUntil(String end) throws IOException {
        InputStream in = socket.getInputStream();
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
