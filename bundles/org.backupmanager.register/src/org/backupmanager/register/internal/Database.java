package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** The embedded database of one register, with one connection for one thread. Every change is a transaction that is on disk when {@link #call} returns. */
final class Database implements AutoCloseable {

    /** Derby's way to say that shutting down has worked. */
    private static final String SHUT_DOWN = "08006";

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

    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private final Connection connection;

    /** Boots the database of that folder; a new one is empty. */
    Database(Path folder, boolean create) throws SQLException, BackupException {
        String name = folder.toString();
        if (name.indexOf(';') >= 0) {
            throw new BackupException(Code.BAD_ARGUMENT, name, "Derby cannot keep a database in a folder whose path has a semicolon");
        }
        source.setDatabaseName(name);
        if (create) {
            source.setCreateDatabase("create");
        }
        connection = source.getConnection();
        connection.setAutoCommit(false);
    }

    /** Does all of it or, where it throws, nothing. */
    <T> T call(Work<T> work) throws SQLException, IOException, BackupException {
        boolean done = false;
        try {
            T result = work.with(connection);
            connection.commit();
            done = true;
            return result;
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
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
