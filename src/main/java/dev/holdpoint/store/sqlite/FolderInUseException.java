package dev.holdpoint.store.sqlite;

/** Another process has the folder open. */
public final class FolderInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}
