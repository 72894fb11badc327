package org.backupmanager.register.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * The tables. Values that grow with files or slices are packed: no table has a row for each.
 * <ul>
 * <li>{@code register} has one row; {@code slices_end} is where the next cabinet goes on the shelf.
 * <li>{@code cabinets}: {@code position} is where the ids of its slices begin on the shelf, followed by its layout;
 * {@code crc} is over both.
 * <li>{@code troubles} are packed in the batches in which they were saved.
 * </ul>
 */
final class Schema {

    /** Raised by every change that an older version would misread. */
    static final int VERSION = 1;

    private static final List<String> STATEMENTS = List.of("""
            create table register (version int not null, next_session bigint not null, next_cabinet int not null,
                removals int not null, slices_end bigint not null)""", """
            create table cabinets (number int not null primary key, id char(32) for bit data not null unique,
                kind int not null, size bigint not null, position bigint not null, slices int not null,
                layout int not null, crc int not null)""", """
            create table sessions (id bigint not null primary key, source varchar(1000) not null,
                type varchar(20) not null, state int not null, archived boolean not null,
                begun_second bigint not null, begun_nano int not null, ended_second bigint, ended_nano int,
                selected_count bigint not null, selected_size bigint not null, processed_count bigint not null,
                processed_size bigint not null, sent_size bigint not null, error_count bigint not null,
                removed_count bigint not null)""", """
            create table roots (session bigint not null primary key, bytes blob not null)""", """
            create table troubles (session bigint not null, batch int not null, bytes blob not null,
                primary key (session, batch))""");

    private Schema() {
    }

    /** Makes the tables; returns their version. */
    static int create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
            statement.execute("insert into register values (" + VERSION + ", 1, 0, 0, " + Shelf.START + ")");
        }
        return VERSION;
    }

    /**
     * What the register stands at.
     *
     * @throws BackupException {@code FORMAT_UNKNOWN} where a newer version made it
     */
    static Counters read(Connection connection, Path folder) throws SQLException, BackupException {
        // All columns: a newer version may have others, and is to be met with the right message.
        return Database.one(connection, "select * from register", Database.Parameters.NONE, row -> {
            int version = row.getInt("version");
            if (version != VERSION) {
                throw new BackupException(Code.FORMAT_UNKNOWN, folder, "Backup Register, version " + version);
            }
            return new Counters(row.getLong("next_session"), row.getInt("next_cabinet"), row.getInt("removals"),
                    row.getLong("slices_end"));
        }).orElseThrow(() -> Failures.damaged(folder, "its version is missing"));
    }

    static void write(Connection connection, Counters counters) throws SQLException {
        String sql = "update register set next_session = ?, next_cabinet = ?, removals = ?, slices_end = ?";
        Database.change(connection, sql, statement -> {
            statement.setLong(1, counters.nextSession());
            statement.setInt(2, counters.nextCabinet());
            statement.setInt(3, counters.removals());
            statement.setLong(4, counters.slicesEnd());
        });
    }
}
