package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Tells what kind of bad news an {@link IOException} is.
 *
 * @param root the storage's folder
 */
record FolderFailure(Path root) {

    /**
     * The system's own words, as Linux, macOS and Windows say them; Java keeps no error numbers. In other languages the
     * free space decides.
     */
    private static final List<String> FULL = List.of("no space left", "not enough space");
    private static final String QUOTA = "quota exceeded";
    private static final List<String> DENIED = List.of("read-only file system",
            "operation not permitted", "permission denied");

    /**
     * The bad news.
     *
     * @param wanted bytes that were to be written
     */
    BackupException of(IOException failure, long wanted) {
        if (failure instanceof ClosedByInterruptException) {
            return new SessionCancelledException().because(failure);
        }
        String reason = reason(failure);
        String words = reason.toLowerCase(Locale.ROOT);
        return new BackupException(code(failure, words, wanted), root, reason).because(failure);
    }

    private Code code(IOException failure, String words, long wanted) {
        if (words.contains(QUOTA)) {
            return Code.STORAGE_QUOTA;
        }
        if (FULL.stream().anyMatch(words::contains)) {
            return Code.STORAGE_FULL;
        }
        if (failure instanceof AccessDeniedException || DENIED.stream().anyMatch(words::contains)) {
            return Code.STORAGE_DENIED;
        }
        return hasRoom(wanted) ? Code.STORAGE_FAILED : Code.STORAGE_FULL;
    }

    private boolean hasRoom(long wanted) {
        try {
            return wanted == 0 || Files.getFileStore(root).getUsableSpace() >= wanted;
        } catch (IOException e) {
            return true; // the first failure is the one to tell
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException at) {
            return Optional.ofNullable(at.getReason()).orElseGet(() -> words(at)) + " (" + at.getFile() + ")";
        }
        return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }

    /** For the failures that Java gives a type instead of words. */
    private static String words(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "not found";
            case NotDirectoryException _ -> "not a folder";
            case FileAlreadyExistsException _ -> "already there";
            default -> failure.getClass().getSimpleName();
        };
    }
}
