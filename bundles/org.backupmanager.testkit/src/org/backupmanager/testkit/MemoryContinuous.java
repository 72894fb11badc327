package org.backupmanager.testkit;

import java.util.SortedMap;
import java.util.TreeMap;

import org.backupmanager.model.Code;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.plan.ContinuousRestores;
import org.backupmanager.session.BackupException;

/** Continuous restores that are kept while the test runs, and that nobody obeys. For one thread. */
public final class MemoryContinuous implements ContinuousRestores {

    private final SortedMap<Integer, ContinuousRestore> all = new TreeMap<>();
    private final SortedMap<Integer, Standing> standing = new TreeMap<>();
    private int last;

    /** From now on that is how one stands. */
    public MemoryContinuous stands(int number, Standing now) {
        standing.put(number, now);
        return this;
    }

    @Override
    public SortedMap<Integer, ContinuousRestore> all() {
        return new TreeMap<>(all);
    }

    @Override
    public int add(ContinuousRestore restore) {
        all.put(++last, restore);
        return last;
    }

    @Override
    public void change(int number, ContinuousRestore restore) throws BackupException {
        check(number);
        all.put(number, restore);
    }

    @Override
    public void remove(int number) throws BackupException {
        check(number);
        all.remove(number);
        standing.remove(number);
    }

    private void check(int number) throws BackupException {
        if (!all.containsKey(number)) {
            throw new BackupException(Code.BAD_ARGUMENT, Integer.toString(number), "it is not there");
        }
    }

    @Override
    public SortedMap<Integer, Standing> standing() {
        return new TreeMap<>(standing);
    }
}
