package org.backupmanager.ui.internal.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Device;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.eclipse.swt.widgets.Control;

/** What is chosen on the device and what its sessions did: read in the background, told to pages when it changes. */
public final class Standing {

    private final Device device;
    private final Background background;
    private final Control window;
    private final List<Consumer<Facts>> hearers = new ArrayList<>();
    private Facts facts = new Facts(List.of(), List.of());
    private boolean known;

    /**
     * The state of a device at one moment.
     *
     * @param sources installed data sources
     * @param reports sessions, newest first
     */
    public record Facts(List<SourceFacts> sources, List<SessionReport> reports) {

        /** Whether anything is chosen. */
        public boolean anythingSelected() {
            return sources.stream().anyMatch(source -> !source.selection().isEmpty());
        }

        /** Backups of a data source, newest first. */
        public List<SessionReport> backups(String source) {
            return reports.stream().filter(r -> r.type() == SessionReport.Type.BACKUP && r.source().equals(source))
                    .toList();
        }

        /** The newest session of all that can be restored from. */
        public Optional<SessionReport> latestRestorable() {
            return reports.stream().filter(
                    r -> r.type() == SessionReport.Type.BACKUP && r.state().isRestorable()).findFirst();
        }

        /** The verification that has found damage, unless all of that was healed since. */
        public Optional<SessionReport> damage() {
            for (SessionReport report : reports) {
                boolean whole = report.state() == SessionReport.State.COMPLETED;
                if (report.type() == SessionReport.Type.VERIFY && report.state().isRestorable()) {
                    return whole ? Optional.empty() : Optional.of(report);
                }
                if (report.type() == SessionReport.Type.REPAIR && whole) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** A data source's name for a person. */
        public String label(String source) {
            return sources.stream().filter(s -> s.source().id().equals(source)).map(s -> s.source().label()).findFirst()
                    .orElse(source.equals(SessionReport.ALL) ? Messages.sourceAll : source);
        }
    }

    /**
     * A data source.
     *
     * @param source it
     * @param availability whether it can be used here
     * @param selection what is chosen of it
     */
    public record SourceFacts(DataSource source, Availability availability, Selection selection) {
    }

    public Standing(Device device, Background background, Control window) {
        this.device = device;
        this.background = background;
        this.window = window;
    }

    /** Reads all again and tells everybody. */
    public void refresh() {
        background.run(window, "standing", monitor -> read(), this::tell, e -> {
            throw new IllegalStateException(e);
        });
    }

    private Facts read() {
        List<SourceFacts> sources = device.sources().stream()
                .map(source -> new SourceFacts(source, source.availability(), device.selection(source.id()))).toList();
        return new Facts(sources, device.sessions().reports());
    }

    private void tell(Facts read) {
        facts = read;
        known = true;
        List.copyOf(hearers).forEach(hearer -> hearer.accept(facts));
    }

    /** From now on the owner hears of changes, until it is disposed; at once if there is something to tell. */
    public void hear(Control owner, Consumer<Facts> hearer) {
        hearers.add(hearer);
        owner.addDisposeListener(e -> hearers.remove(hearer));
        if (known) {
            hearer.accept(facts);
        }
    }

    /** As last read. */
    public Facts facts() {
        return facts;
    }
}
