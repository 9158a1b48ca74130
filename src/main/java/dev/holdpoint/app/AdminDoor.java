package dev.holdpoint.app;

import dev.holdpoint.access.Audit;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.cli.AdminSocket;
import dev.holdpoint.cli.BackingUp;
import dev.holdpoint.cli.Operator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the socket for commands once the service listens, and closes it before the store. Thread-safe. */
@Singleton
class AdminDoor {

    private static final int BEFORE_ALL = 1;
    private static final Logger LOG = Logger.getLogger("dev.holdpoint");

    private final HoldpointConfig config;
    private final Issuing issuing;
    private final SigningIn signingIn;
    private final Audit audit;
    private final BackingUp backups;
    private @Nullable AdminSocket socket;
    private boolean isStopped;

    AdminDoor(HoldpointConfig config, Settings settings, Issuing issuing, SigningIn signingIn, Audit audit) {
        this.config = config;
        this.issuing = issuing;
        this.signingIn = signingIn;
        this.audit = audit;
        this.backups = switch (settings.store()) {
            case SQLITE -> BackingUp.of(settings.sqlite());
            case POSTGRESQL -> BackingUp.ofPostgresql();
            case MEMORY -> BackingUp.refused("with holdpoint.store=memory nothing is kept that could be backed up");
        };
    }

    /** A service that cannot be reached so goes on: its page makes tokens, too. */
    synchronized void open(@ObservesAsync HttpServerStart started) {
        if (isStopped || socket != null) {
            return;
        }
        var operator = new Operator(
                issuing,
                signingIn,
                new CredentialShapes(),
                audit::onOperator,
                backups,
                ServiceAddress.of(config, started));
        try {
            socket = AdminSocket.open(config.dataDir(), operator);
        } catch (IOException | UnsupportedOperationException cannot) {
            LOG.warnf("the commands 'token', 'sign-in-link' and 'backup' do not reach this server: %s", cannot);
        }
    }

    synchronized void close(@Observes @Priority(BEFORE_ALL) ShutdownEvent stopping) {
        isStopped = true;
        backups.close(); // first, so that whoever waits for one is told
        if (socket != null) {
            socket.close();
        }
    }
}
