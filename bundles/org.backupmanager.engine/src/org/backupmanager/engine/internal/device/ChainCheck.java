package org.backupmanager.engine.internal.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionId;

/**
 * Sees the session roots of a device from the oldest to the newest and notices what a storage cannot hide: roots that
 * were removed, replaced or rolled back, or that were not signed by the device. Used by one thread.
 */
public final class ChainCheck {

    private final List<String> warnings = new ArrayList<>();
    private final Set<Bytes> seen = new HashSet<>();
    private RootLink expected = RootLink.FIRST;
    private boolean unsure;

    /** The root of that session is there but cannot be read, so that nothing is known of its link. */
    void damaged(SessionId session) {
        unsure = true;
        warnings.add(Messages.text("chain.damaged", session.toString()));
    }

    /** The next root and its object. */
    void root(SessionRoot.Read read, byte[] object) {
        SessionId session = read.root().report().id();
        RootLink link = read.root().link();
        if (!read.signed()) {
            warnings.add(Messages.text("chain.signature", session.toString()));
        }
        // A root may rightly follow an older one: the newest was damaged or unknown when it was made
        boolean linked = link.equals(expected) || seen.contains(link.previous());
        if (!linked && !unsure) {
            boolean gap = link.counter() > expected.counter();
            warnings.add(gap ? Messages.text("chain.gap", Long.toString(link.counter() - expected.counter()),
                    session.toString())
                    : Messages.text("chain.changed", session.toString()));
        }
        unsure = false;
        seen.add(SessionRoot.hash(object));
        expected = link.follow(object);
    }

    /** That was the newest; returns what was noticed, for a person. */
    List<String> end(LastSession remembered) {
        boolean known = remembered.equals(LastSession.NONE) || seen.contains(remembered.root());
        if (!known && !unsure) {
            warnings.add(Messages.text("chain.rollback"));
        }
        return List.copyOf(warnings);
    }
}
