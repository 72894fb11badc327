package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/** The rows of cabinets; what is long lies on the shelf. */
final class CabinetTable {

    /** Takes the extent of one cabinet. */
    interface Extents {
        void take(int number, long position, int slices);
    }

    private record Place(long position, int slices, int layout, int crc) {
        int bytes() {
            return slices * SliceId.LENGTH;
        }
    }

    private final Path folder;
    private final Shelf shelf;

    CabinetTable(Path folder, Shelf shelf) {
        this.folder = folder;
        this.shelf = shelf;
    }

    OptionalInt number(Connection connection, CabinetId id) throws SQLException, BackupException {
        Optional<Integer> found = Database.one(connection, "select number from cabinets where id = ?",
                statement -> statement.setBytes(1, bytes(id)), row -> row.getInt(1));
        return found.isPresent() ? OptionalInt.of(found.get()) : OptionalInt.empty();
    }

    /** Notes a new cabinet that lies on the shelf. */
    void insert(Connection connection, int number, long position, CabinetDirectory cabinet) throws SQLException {
        Database.change(connection, "insert into cabinets values (?, ?, ?, ?, ?, ?, ?, ?)", statement -> {
            statement.setInt(1, number);
            statement.setBytes(2, bytes(cabinet.id()));
            statement.setInt(3, cabinet.kind().ordinal());
            statement.setLong(4, cabinet.size());
            statement.setLong(5, position);
            statement.setInt(6, cabinet.count());
            statement.setInt(7, cabinet.layout().length);
            statement.setInt(8, Shelf.crc(cabinet.slices(), cabinet.layout()));
        });
    }

    Optional<CabinetDirectory> cabinet(Connection connection, int number) throws SQLException, BackupException {
        return Database.one(connection, "select * from cabinets where number = ?",
                statement -> statement.setInt(1, number), row -> {
            Place place = place(row);
            return new CabinetDirectory(id(row.getBytes("id")), kind(row.getInt("kind")), row.getLong("size"),
                    shelf.read(place.position, place.bytes()),
                    shelf.read(place.position + place.bytes(), place.layout));
        });
    }

    List<CabinetId> ids(Connection connection) throws SQLException, BackupException, IOException {
        List<CabinetId> ids = new ArrayList<>();
        Database.each(connection, "select id from cabinets order by number", Database.Parameters.NONE,
                row -> ids.add(id(row.getBytes(1))));
        return ids;
    }

    /** Where the ids of all cabinets are, in the order of their numbers, each checked. */
    void extents(Connection connection, Extents extents) throws SQLException, BackupException, IOException {
        Database.each(connection, "select * from cabinets order by number", Database.Parameters.NONE, row -> {
            Place place = place(row);
            extents.take(row.getInt("number"), place.position, place.slices);
            return true;
        });
    }

    /** Takes where a cabinet lies on the shelf. */
    interface Places {
        void take(long position, long bytes);
    }

    /** What of the shelf is taken, from its begin to its end; nothing on it is read. */
    void places(Connection connection, Places places) throws SQLException, BackupException, IOException {
        Database.each(connection, "select position, slices, layout from cabinets order by position",
                Database.Parameters.NONE, row -> {
            places.take(row.getLong(1), (long) row.getInt(2) * SliceId.LENGTH + row.getInt(3));
            return true;
        });
    }

    /** All rows, in the order of their numbers; nothing on the shelf is read. */
    void rows(Connection connection, BackupRegister.CabinetVisitor visitor)
            throws SQLException, BackupException, IOException {
        Database.each(connection, "select number, id, size, slices from cabinets order by number",
                Database.Parameters.NONE, row -> {
            visitor.cabinet(row.getInt(1), id(row.getBytes(2)), row.getLong(3), row.getInt(4));
            return true;
        });
    }

    void delete(Connection connection, int number) throws SQLException {
        Database.change(connection, "delete from cabinets where number = ?", statement -> statement.setInt(1, number));
    }

    private Place place(ResultSet row) throws SQLException, BackupException {
        var place = new Place(row.getLong("position"), row.getInt("slices"), row.getInt("layout"), row.getInt("crc"));
        if (shelf.crc(place.position, (long) place.bytes() + place.layout) != place.crc) {
            throw Failures.damaged(folder, "the slices of cabinet " + row.getInt("number")
                    + " do not fit their checksum");
        }
        return place;
    }

    private CabinetDirectory.Kind kind(int ordinal) throws BackupException {
        CabinetDirectory.Kind[] kinds = CabinetDirectory.Kind.values();
        if (ordinal < 0 || ordinal >= kinds.length) {
            throw Failures.damaged(folder, "there is no kind " + ordinal + " of cabinets");
        }
        return kinds[ordinal];
    }

    private static byte[] bytes(CabinetId id) {
        return HexFormat.of().parseHex(id.hex());
    }

    private static CabinetId id(byte[] bytes) {
        return new CabinetId(HexFormat.of().formatHex(bytes));
    }
}
