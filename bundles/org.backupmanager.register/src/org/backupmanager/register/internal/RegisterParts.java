package org.backupmanager.register.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

import org.backupmanager.session.BackupException;

/**
 * The parts of an open register.
 *
 * @param database decides what is true
 * @param shelf ids and layouts of the cabinets that the database knows
 * @param cabinets their rows
 * @param index made from both
 * @param counters what the register stood at when it was opened
 */
record RegisterParts(Database database, Shelf shelf, CabinetTable cabinets, SliceIndex index, Counters counters) {

    /**
     * Opens the register in that folder or makes an empty one; what has been opened goes to {@code closers} at once.
     */
    static RegisterParts open(RegisterFolder files, Closers closers) throws SQLException, IOException, BackupException {
        if (files.isNew()) {
            return create(files, closers);
        }
        files.prepareDerby();
        Database database = closers.add(Database.boot(files.database()));
        Counters counters = database.call(connection -> Schema.read(connection, files.root()));
        Shelf shelf = closers.add(Shelf.open(files.shelf(), counters.slicesEnd()));
        return with(files, closers, database, shelf, counters);
    }

    private static RegisterParts create(RegisterFolder files, Closers closers)
            throws SQLException, IOException, BackupException {
        files.begin();
        files.prepareDerby();
        try (Database empty = Database.create(files.database())) {
            empty.call(Schema::create);
        }
        files.force();
        Database database = closers.add(Database.boot(files.database()));
        Counters counters = database.call(connection -> Schema.read(connection, files.root()));
        Shelf shelf = closers.add(Shelf.create(files.shelf()));
        RegisterParts parts = with(files, closers, database, shelf, counters);
        files.finish();
        return parts;
    }

    private static RegisterParts with(RegisterFolder files, Closers closers, Database database, Shelf shelf,
            Counters counters)
            throws SQLException, IOException, BackupException {
        var cabinets = new CabinetTable(files.root(), shelf);
        Optional<IndexMark> mark = IndexMark.read(files.index(), counters);
        SliceIndex index = closers.add(new SliceIndex(files.index(), shelf, mark));
        if (mark.isEmpty()) {
            database.call(connection -> {
                cabinets.extents(connection, index::place);
                return index;
            });
            if (counters.nextCabinet() > 0) {
                index.settle();
            }
        }
        return new RegisterParts(database, shelf, cabinets, index, counters);
    }
}
