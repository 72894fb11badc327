package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * The embedded database of one register, with one connection for one thread. Every change is a transaction that is on
 * disk when {@link #call} returns.
 */
final class Database implements AutoCloseable {

    /** Derby's ways to say that the database is shut down, now or since it could not go on. */
    private static final Set<String> SHUT_DOWN = Set.of("08006", "XJ004");

    /** What is done within a transaction. */
    interface Work<T> {
        T with(Connection connection) throws SQLException, IOException, BackupException;
    }

    /** Sets the parameters of a statement. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;

        /** None. */
        Parameters NONE = statement -> { };
    }

    /** Makes a value of one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException, BackupException;
    }

    /** Takes one row. */
    interface Rows {
        /** @return whether to go on */
        boolean take(ResultSet row) throws SQLException, BackupException, IOException;
    }

    private static final String DURABILITY = "derby.system.durability";
    /** Held while a database boots, so that what is meant for one does not reach another. */
    private static final Lock BOOTING = new ReentrantLock();

    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private final Connection connection;
    private Optional<SQLException> ended = Optional.empty();

    private Database(Path folder, boolean create) throws SQLException, BackupException {
        String name = folder.toString();
        if (name.indexOf(';') >= 0) {
            throw new BackupException(Code.BAD_ARGUMENT, name,
                    "Derby cannot keep a database in a folder whose path has a semicolon");
        }
        source.setDatabaseName(name);
        BOOTING.lock();
        try {
            connection = create ? createUnforced() : source.getConnection();
        } finally {
            BOOTING.unlock();
        }
        connection.setAutoCommit(false);
    }

    /** The database in that folder, booted. */
    static Database boot(Path folder) throws SQLException, BackupException {
        return new Database(folder, false);
    }

    /**
     * A new, empty database in that folder; nothing of it is certain to outlive a power cut before it has been closed
     * and its files have been forced.
     */
    static Database create(Path folder) throws SQLException, BackupException {
        return new Database(folder, true);
    }

    /**
     * Derby forces each of the 90 files that it makes, one by one, which takes a second on a busy disk and more on a
     * slow one. It can only be told not to by a system property, which it reads when a database boots.
     */
    private Connection createUnforced() throws SQLException {
        Optional<String> before = Optional.ofNullable(System.getProperty(DURABILITY));
        System.setProperty(DURABILITY, "test");
        try {
            source.setCreateDatabase("create");
            return source.getConnection();
        } finally {
            before.ifPresentOrElse(value -> System.setProperty(DURABILITY, value),
                    () -> System.clearProperty(DURABILITY));
        }
    }

    /**
     * Does all of it or, where it throws, nothing. After a failure with which Derby has given up (a full disk, say),
     * that failure comes again until the register is opened again.
     */
    <T> T call(Work<T> work) throws SQLException, IOException, BackupException {
        if (ended.isPresent()) {
            throw new SQLException("the database has ended", ended.get().getSQLState(), ended.get());
        }
        boolean done = false;
        try {
            T result = work.with(connection);
            connection.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            ended = connection.isClosed() ? Optional.of(e) : Optional.empty();
            throw e;
        } finally {
            if (!done && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /** How many rows the statement changed. */
    static int change(Connection connection, String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        }
    }

    /** The only row, if there is one. */
    static <T> Optional<T> one(Connection connection, String sql, Parameters parameters, Row<T> row)
            throws SQLException, BackupException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(row.read(found)) : Optional.empty();
            }
        }
    }

    /** Row by row, as long as they are wanted. */
    static void each(Connection connection, String sql, Parameters parameters, Rows rows)
            throws SQLException, BackupException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet found = statement.executeQuery()) {
                boolean more = found.next();
                while (more) {
                    more = rows.take(found) && found.next();
                }
            }
        }
    }

    /** Shuts the database down, so that its files are closed and the next start has nothing to recover. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
        source.setCreateDatabase("");
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
