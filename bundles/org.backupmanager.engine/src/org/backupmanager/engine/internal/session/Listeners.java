package org.backupmanager.engine.internal.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.session.SessionListener;

/**
 * Those who hear of sessions; one that fails ends no session and keeps no other from hearing. Safe for use by many
 * threads.
 */
public final class Listeners {

    private final List<SessionListener> all = new CopyOnWriteArrayList<>();

    void add(SessionListener listener) {
        all.add(listener);
    }

    void remove(SessionListener listener) {
        all.remove(listener);
    }

    void tell(Consumer<SessionListener> news) {
        for (SessionListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException bug) {
                System.getLogger(Listeners.class.getName()).log(System.Logger.Level.ERROR,
                        Messages.text("session.listener", listener.getClass().getName()), bug);
            }
        }
    }
}
