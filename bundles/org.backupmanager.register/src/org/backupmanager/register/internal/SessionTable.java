package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;

/** The rows of sessions, of their roots and of their troubles, which are packed in the batches in which they came. */
final class SessionTable {

    /** Parameters in the same order as those of {@link #INSERT}. */
    private static final String UPDATE = """
            update sessions set source = ?, type = ?, state = ?, archived = ?, begun_second = ?, begun_nano = ?,
                ended_second = ?, ended_nano = ?, selected_count = ?, selected_size = ?, processed_count = ?,
                processed_size = ?, sent_size = ?, error_count = ?, removed_count = ? where id = ?""";
    private static final String INSERT = """
            insert into sessions (source, type, state, archived, begun_second, begun_nano, ended_second, ended_nano,
                selected_count, selected_size, processed_count, processed_size, sent_size, error_count,
                removed_count, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Path folder;

    SessionTable(Path folder) {
        this.folder = folder;
    }

    /** Replaces the session or adds it. */
    void save(Connection connection, SessionReport report) throws SQLException {
        Database.Parameters values = statement -> set(statement, report);
        if (Database.change(connection, UPDATE, values) == 0) {
            Database.change(connection, INSERT, values);
        }
    }

    private static void set(PreparedStatement statement, SessionReport report) throws SQLException {
        SessionReport.Totals totals = report.totals();
        statement.setString(1, report.source());
        statement.setString(2, report.type().word());
        statement.setInt(3, report.state().code());
        statement.setBoolean(4, report.archived());
        statement.setLong(5, report.start().getEpochSecond());
        statement.setInt(6, report.start().getNano());
        if (report.end().isPresent()) {
            statement.setLong(7, report.end().get().getEpochSecond());
            statement.setInt(8, report.end().get().getNano());
        } else {
            statement.setNull(7, Types.BIGINT);
            statement.setNull(8, Types.INTEGER);
        }
        statement.setLong(9, totals.selectedCount());
        statement.setLong(10, totals.selectedSize());
        statement.setLong(11, totals.processedCount());
        statement.setLong(12, totals.processedSize());
        statement.setLong(13, totals.sentSize());
        statement.setLong(14, totals.errorCount());
        statement.setLong(15, totals.removedCount());
        statement.setLong(16, report.id().number());
    }

    List<SessionReport> sessions(Connection connection) throws SQLException, BackupException, IOException {
        List<SessionReport> reports = new ArrayList<>();
        Database.each(connection, "select * from sessions order by id desc", Database.Parameters.NONE,
                row -> reports.add(report(row)));
        return reports;
    }

    private SessionReport report(ResultSet row) throws SQLException, BackupException {
        Instant start = Instant.ofEpochSecond(row.getLong("begun_second"), row.getInt("begun_nano"));
        long second = row.getLong("ended_second");
        Optional<Instant> end = row.wasNull() ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(second, row.getInt("ended_nano")));
        return new SessionReport(new SessionId(row.getLong("id")), row.getString("source"), type(row.getString("type")),
                state(row.getInt("state")), row.getBoolean("archived"), start, end,
                totals(row));
    }

    private static SessionReport.Totals totals(ResultSet row) throws SQLException {
        return new SessionReport.Totals(row.getLong("selected_count"), row.getLong("selected_size"),
                row.getLong("processed_count"), row.getLong("processed_size"), row.getLong("sent_size"),
                row.getLong("error_count"), row.getLong("removed_count"));
    }

    private SessionReport.Type type(String word) throws BackupException {
        for (SessionReport.Type type : SessionReport.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw Failures.damaged(folder, "there is no session type " + word);
    }

    private SessionReport.State state(int code) throws BackupException {
        for (SessionReport.State state : SessionReport.State.values()) {
            if (state.code() == code) {
                return state;
            }
        }
        throw Failures.damaged(folder, "there is no session state " + code);
    }

    void saveRoot(Connection connection, SessionId session, byte[] root) throws SQLException {
        Database.Parameters values = statement -> {
            statement.setBytes(1, root);
            statement.setLong(2, session.number());
        };
        if (Database.change(connection, "update roots set bytes = ? where session = ?", values) == 0) {
            Database.change(connection, "insert into roots (bytes, session) values (?, ?)", values);
        }
    }

    Optional<byte[]> root(Connection connection, SessionId session) throws SQLException, BackupException {
        return Database.one(connection, "select bytes from roots where session = ?",
                statement -> statement.setLong(1, session.number()),
                row -> row.getBytes(1));
    }

    void delete(Connection connection, SessionId session) throws SQLException {
        for (String sql : List.of("delete from roots where session = ?", "delete from troubles where session = ?",
                "delete from sessions where id = ?")) {
            Database.change(connection, sql, statement -> statement.setLong(1, session.number()));
        }
    }

    void saveTroubles(Connection connection, SessionId session, List<Trouble> troubles)
            throws SQLException, BackupException {
        int batch = Database.one(connection, "select max(batch) from troubles where session = ?",
                statement -> statement.setLong(1, session.number()), row -> {
                    int last = row.getInt(1);
                    return row.wasNull() ? 0 : last + 1;
                }).orElse(0);
        byte[] packed = TroubleBatch.pack(troubles);
        Database.change(connection, "insert into troubles (session, batch, bytes) values (?, ?, ?)", statement -> {
            statement.setLong(1, session.number());
            statement.setInt(2, batch);
            statement.setBytes(3, packed);
        });
    }

    List<Trouble> troubles(Connection connection, SessionId session, int limit)
            throws SQLException, BackupException, IOException {
        List<Trouble> troubles = new ArrayList<>();
        Database.each(connection, "select bytes from troubles where session = ? order by batch",
                statement -> statement.setLong(1, session.number()), row -> {
                    if (troubles.size() < limit) {
                        TroubleBatch.unpack(row.getBytes(1), limit - troubles.size(), troubles, folder);
                    }
                    return troubles.size() < limit;
                });
        return troubles;
    }
}
