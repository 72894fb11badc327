package org.backupmanager.engine.internal.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;

/**
 * What has to be told by mail, in a file of the home, so that another process goes on where this one ended. Used by one
 * thread at a time.
 */
final class Outbox {

    static final String FILE = "mails";
    /** The same of restores, for readers of their own. */
    static final String RESTORES = "restore-mails";
    /** Sessions that wait at most; a mail server that is gone for long costs the older ones. */
    static final int MOST = 50;

    private static final String GENERAL = "General";
    private static final String SESSIONS = "Sessions";
    private static final String REPORTED = "Reported";

    private final Home home;
    private final String name;

    Outbox(Home home) {
        this(home, FILE);
    }

    /** @param name of the file */
    Outbox(Home home, String name) {
        this.home = home;
        this.name = name;
    }

    private ConfigFile read() throws BackupException {
        try {
            return ConfigFile.parse(home.readText(name).orElse(""));
        } catch (IllegalArgumentException wrong) {
            throw home.damaged(name, wrong.getMessage()).because(wrong);
        }
    }

    /** Sessions whose end has to be told. */
    SortedSet<SessionId> sessions() throws BackupException {
        SortedSet<SessionId> sessions = new TreeSet<>();
        Stream.of(read().get(GENERAL, SESSIONS).orElse("").split(","))
                .filter(number -> number.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong).map(SessionId::new).forEach(sessions::add);
        return sessions;
    }

    /** The day up to which reports of all data sources were sent; empty where none ever was due. */
    Optional<LocalDate> reported() throws BackupException {
        try {
            return read().get(GENERAL, REPORTED).map(LocalDate::parse);
        } catch (DateTimeParseException wrong) {
            throw home.damaged(name, wrong.getMessage()).because(wrong);
        }
    }

    /** The end of that session has to be told, too. */
    void add(SessionId session) throws BackupException {
        SortedSet<SessionId> sessions = sessions();
        sessions.add(session);
        while (sessions.size() > MOST) {
            sessions.removeFirst();
        }
        write(sessions, reported());
    }

    /** These were told. */
    void remove(Collection<SessionId> told) throws BackupException {
        SortedSet<SessionId> sessions = sessions();
        if (sessions.removeAll(told)) {
            write(sessions, reported());
        }
    }

    /** Reports were sent up to this day. */
    void reported(LocalDate day) throws BackupException {
        write(sessions(), Optional.of(day));
    }

    private void write(SortedSet<SessionId> sessions, Optional<LocalDate> day) throws BackupException {
        ConfigFile file = ConfigFile.withComment(Words.text("mail.file"));
        file.set(GENERAL, SESSIONS, String.join(",", sessions.stream().map(SessionId::toString).toList()));
        day.ifPresent(done -> file.set(GENERAL, REPORTED, done.toString()));
        home.writeText(name, file.text());
    }
}
