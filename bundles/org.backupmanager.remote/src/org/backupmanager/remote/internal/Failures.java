package org.backupmanager.remote.internal;

import java.util.concurrent.CompletionException;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/** Bad news as it crosses: the words are those of the end where it happened. */
final class Failures {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    /** A {@link BackupException}; the data is the name of its code. */
    private static final int BAD_NEWS = 1;
    /** The call made no sense. */
    private static final int BAD_CALL = 2;
    /** The one who was called stopped waiting. */
    private static final int STOPPED = 3;
    /** A fault of the program. */
    private static final int FAULT = 4;

    private Failures() {
    }

    /** Bad news with words that came from elsewhere. */
    private static final class RelayedException extends BackupException {

        private static final long serialVersionUID = 1L;

        private final String words;

        RelayedException(Code code, String words) {
            super(code);
            this.words = words;
        }

        @Override
        public String getMessage() {
            return words;
        }
    }

    /** For the other end. Arguments of the call are in none of it, since they may be secret. */
    static ResponseError toWire(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause() : thrown;
        return switch (failure) {
            case BackupException news -> new ResponseError(BAD_NEWS, String.valueOf(news.getMessage()),
                    new JsonPrimitive(news.code().name()));
            case BadCallException bad -> new ResponseError(BAD_CALL, String.valueOf(bad.getMessage()), null);
            case InterruptedException stopped -> new ResponseError(STOPPED, "stopped", null);
            default -> {
                LOG.log(System.Logger.Level.WARNING, "a call from another process failed", failure);
                yield new ResponseError(FAULT, failure.toString(), null);
            }
        };
    }

    /** What the other end's answer means here. */
    static Exception fromWire(ResponseError error) {
        return switch (error.getCode()) {
            case BAD_NEWS -> news(error);
            case STOPPED -> new InterruptedException(error.getMessage());
            default -> new BackupException(Code.INTERNAL, error.getMessage());
        };
    }

    private static BackupException news(ResponseError error) {
        String name = error.getData() instanceof JsonElement data && data.isJsonPrimitive() ? data.getAsString() : "";
        try {
            Code code = Code.valueOf(name);
            return code == Code.CANCELLED ? new SessionCancelledException()
                    : new RelayedException(code, error.getMessage());
        } catch (IllegalArgumentException newer) {
            return new RelayedException(Code.INTERNAL, error.getMessage());
        }
    }
}
