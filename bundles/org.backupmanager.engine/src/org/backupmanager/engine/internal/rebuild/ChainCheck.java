package org.backupmanager.engine.internal.rebuild;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.SessionId;

/**
 * Sees the session roots of a device, in any order, and notices what a storage cannot hide: roots that were removed,
 * replaced or rolled back, or that were not signed by the device. The chain goes by counters: sessions that overlapped
 * were not committed in the order of their numbers. Used by one thread.
 */
final class ChainCheck {

    private final List<String> warnings = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private long unknown;

    private record Link(SessionId session, RootLink link, RootLink next) {
    }

    /** The root of that session is there but cannot be read, so that nothing is known of its link. */
    void damaged(SessionId session) {
        unknown++;
        warnings.add(Messages.text("chain.damaged", session.toString()));
    }

    /** A session was removed by a clean-up, which left this. */
    void removed(Gravestone grave) {
        links.add(new Link(grave.session(), grave.link(), new RootLink(grave.link().counter() + 1, grave.hash())));
    }

    /** A root and its object. */
    void root(SessionRoot.Read read, byte[] object) {
        SessionId session = read.root().report().id();
        if (!read.signed()) {
            warnings.add(Messages.text("chain.signature", session.toString()));
        }
        RootLink link = read.root().link();
        links.add(new Link(session, link, link.follow(object)));
    }

    /** Those were all; returns what was noticed, for a person. */
    List<String> end(LastSession remembered) {
        links.sort(Comparator.<Link>comparingLong(link -> link.link.counter()).thenComparing(link -> link.session));
        Set<Bytes> seen = new HashSet<>();
        RootLink expected = RootLink.FIRST;
        for (Link link : links) {
            // A root may rightly follow an older one: the newest was damaged or unknown when it was made
            if (!link.link.equals(expected) && !seen.contains(link.link.previous())) {
                broken(link, expected);
            }
            seen.add(link.next.previous());
            expected = link.next;
        }
        boolean known = remembered.equals(LastSession.NONE) || seen.contains(remembered.root());
        if (!known && unknown == 0) {
            warnings.add(Messages.text("chain.rollback"));
        }
        return List.copyOf(warnings);
    }

    /** What a root that cannot be read explains is no news. */
    private void broken(Link link, RootLink expected) {
        long missing = link.link.counter() - expected.counter();
        long explained = Math.min(unknown, Math.max(1, missing));
        unknown -= explained;
        if (missing > explained) {
            warnings.add(Messages.text("chain.gap", Long.toString(missing - explained), link.session.toString()));
        } else if (missing <= 0 && explained == 0) {
            warnings.add(Messages.text("chain.changed", link.session.toString()));
        }
    }
}
