package org.backupmanager.ui.internal.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.backupmanager.plan.Plans;
import org.backupmanager.plan.Script;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;

/**
 * What a pane has to know about a kind of plans.
 *
 * @param <P> a plan
 */
interface PlanKind<P> {

    /** First part of the ids of its widgets. */
    String id();

    /** One sentence that says what it is for. */
    String intro();

    /** Columns of the list, the last of which is when it comes next. */
    List<String> titles();

    /** Their shares of the width. */
    int[] widths();

    /** Asks the device; not in the window's thread. */
    Facts<P> load(Plans plans, List<DataSource> sources) throws BackupException;

    /** Cells of a row but the last. */
    List<String> cells(P plan, Facts<P> facts);

    /** Its name. */
    String name(P plan);

    boolean active(P plan);

    /** A plan to begin with. */
    P fresh();

    /** Makes the fields of a form. */
    Editor<P> editor(Form form, Facts<P> facts);

    int add(Plans plans, P plan) throws BackupException;

    void change(Plans plans, int number, P plan) throws BackupException;

    void remove(Plans plans, int number) throws BackupException;

    /** The fields of a form. */
    interface Editor<P> {

        /** Fills them. */
        void show(P plan);

        /** What they say; what makes no sense is an {@link IllegalArgumentException} with a sentence for the person. */
        P read();
    }

    /**
     * What a device says.
     *
     * @param plans by number
     * @param next when each comes next
     * @param scripts by number
     * @param sources that are installed
     */
    record Facts<P>(SortedMap<Integer, P> plans, SortedMap<Integer, Instant> next, SortedMap<Integer, Script> scripts,
            List<DataSource> sources) {

        /** Data sources for a person. */
        String labels(List<String> ids) {
            return ids.isEmpty() ? Messages.allSources : String.join(", ", ids.stream().map(this::label).toList());
        }

        private String label(String id) {
            return sources.stream().filter(source -> source.id().equals(id)).map(DataSource::label).findFirst()
                    .orElse(id);
        }

        Optional<Instant> comes(int number) {
            return Optional.ofNullable(next.get(number));
        }
    }
}
