package dev.holdpoint.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words: the JDK often says no more than its path. */
public final class FileTrouble {

    private FileTrouble() {}

    public static String words(IOException failure) {
        return failure instanceof FileSystemException of && of.getReason() == null
                ? of.getFile() + ": " + kind(of)
                : String.valueOf(failure.getMessage());
    }

    private static String kind(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "this user may not read or write there";
            case NoSuchFileException gone -> "is not there any more";
            case FileAlreadyExistsException other -> "is there, and is no folder";
            case NotDirectoryException other -> "is no folder";
            case FileSystemLoopException loop -> "its links lead back to it";
            default -> "the file system refused it (" + failure.getClass().getSimpleName() + ")";
        };
    }
}
