package org.backupmanager.engine.internal.cleanup;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Type;

/**
 * Which sessions nobody may remove: the one place that knows. Every removal, by a person or by a rule, comes by here.
 *
 * @param listed all sessions
 * @param held sessions that a person holds
 */
record KeepRules(List<SessionReport> listed, Set<SessionId> held) {

    /**
     * Why a session is kept; empty where it may go.
     *
     * @param going all that are to be removed together
     * @param evenLast whether the last session of a data source that can be restored may go
     */
    Optional<String> whyKept(SessionReport session, List<SessionId> going, boolean evenLast) {
        if (session.archived()) {
            return Optional.of(Messages.text("keep.archived"));
        }
        if (held.contains(session.id())) {
            return Optional.of(Messages.text("keep.held"));
        }
        if (!isRestorable(session)) {
            return Optional.of(Messages.text("keep.nothing"));
        }
        if (!evenLast && isLast(session, new HashSet<>(going))) {
            return Optional.of(Messages.text("keep.last", session.source()));
        }
        return Optional.empty();
    }

    private boolean isLast(SessionReport session, Set<SessionId> going) {
        return listed.stream().noneMatch(other -> isRestorable(other) && other.source().equals(session.source())
                && !going.contains(other.id()));
    }

    private static boolean isRestorable(SessionReport session) {
        return session.type() == Type.BACKUP && session.state().isRestorable();
    }
}
