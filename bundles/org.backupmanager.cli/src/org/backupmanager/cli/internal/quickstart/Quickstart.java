package org.backupmanager.cli.internal.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.process.StopSignal;
import org.backupmanager.cli.internal.sessions.SessionList;
import org.backupmanager.cli.internal.sessions.SessionWatch;
import org.backupmanager.cli.internal.text.ChangingLine;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource;

/** A first walk: backs a folder up to a new device, restores it to a new place, compares, and says what to try next. */
public final class Quickstart implements LocalCommand {

    private static final String SOURCE = "FileSystem";
    private static final String NAME = "quickstart";
    private static final int NOT_EQUAL = 1;

    private final Supplier<Devices> devices;
    private final RandomGenerator chance;
    private final InstantSource clock;

    public Quickstart(Supplier<Devices> devices, RandomGenerator chance, InstantSource clock) {
        this.devices = devices;
        this.chance = chance;
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(NAME, Option.value("-folder", Kind.FOLDER));
    }

    @Override
    public int run(Call call) throws BackupException, UsageException, IOException, InterruptedException {
        Path folder = folder(call);
        Playground playground = Playground.make(chance);
        var story = new Story(call, playground, folder);
        story.title();
        try (Device device = device(playground, story);
                var stop = new StopSignal(() -> {
                    call.output().error(Messages.text("process.stopping"));
                    device.close();
                })) {
            DataSource source = device.source(SOURCE);
            ItemPath path = source.parse(folder.toString());
            select(device, source, path, playground, story);
            int exitCode = backUp(call, device, story);
            story.step("quickstart.step.list");
            SessionList.printShort(call, device.sessions().reports());
            exitCode = Math.max(exitCode, restore(call, device, path, playground, story));
            if (!stop.isQuiet()) {
                return exitCode;
            }
            boolean equal = compare(call, source, path, playground, story);
            story.end();
            return equal ? exitCode : Math.max(exitCode, NOT_EQUAL);
        }
    }

    private static Path folder(Call call) throws UsageException {
        Optional<Path> asked = call.arguments().find("-folder").map(call.request()::path);
        if (asked.isPresent()) {
            if (!Files.exists(asked.get())) {
                throw new UsageException("quickstart.missing", asked.get());
            }
            return asked.get();
        }
        Path usual = Path.of("/usr/share/doc");
        // what exists everywhere: the licences of the Java that runs this
        return Files.isDirectory(usual) ? usual : Path.of(System.getProperty("java.home"), "legal");
    }

    private Device device(Playground playground, Story story) throws BackupException, IOException {
        story.step("quickstart.step.device");
        char[] passphrase = playground.passphrase(chance);
        try {
            Device device = devices.get().create(playground.home(),
                    new NewDevice(NAME, playground.storage().toString(), CipherSuite.AES_128, passphrase));
            story.done("quickstart.device", device.name(), device.cipher().word());
            story.detail("quickstart.storage", playground.storage());
            story.detail("quickstart.passphrase", playground.passphraseFile());
            return device;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private static void select(Device device, DataSource source, ItemPath path, Playground playground, Story story)
            throws BackupException {
        story.step("quickstart.step.select");
        device.select(SOURCE, Selection.of(path));
        ItemPath own = source.parse(playground.base().toString());
        if (own.startsWith(path)) {
            device.filter(List.of(Mask.of(own.toString())));
        }
        story.done("quickstart.selected", source.show(path));
    }

    private int backUp(Call call, Device device, Story story) throws BackupException, InterruptedException {
        story.step("quickstart.step.backup");
        return new SessionWatch(call, device, clock).watch(device.sessions().startBackup(List.of(SOURCE)));
    }

    private int restore(Call call, Device device, ItemPath path, Playground playground, Story story)
            throws BackupException, InterruptedException {
        story.step("quickstart.step.restore");
        Session session = device.sessions().startRestore(new RecoveryPlan(SOURCE, new Moment.Latest(), List.of(path),
                List.of(), Optional.of(playground.restored()), ExistingFiles.OVERWRITE));
        return new SessionWatch(call, device, clock).watch(List.of(session));
    }

    private boolean compare(Call call, DataSource source, ItemPath path, Playground playground, Story story)
            throws BackupException, IOException, InterruptedException {
        story.step("quickstart.step.compare");
        ItemPath restored = source.parse(playground.restored().toString());
        for (byte[] name : names(path)) {
            restored = restored.child(name);
        }
        var progress = new Ticker(call);
        var comparison = new TreeComparison(source, playground.keeper(), progress);
        progress.watch(comparison.differences());
        comparison.compare(path, restored, List.of(playground.base()));
        progress.end();
        Differences found = comparison.differences();
        story.verdict(found);
        return found.count() == 0;
    }

    private static List<byte[]> names(ItemPath path) {
        var names = new ArrayDeque<byte[]>();
        for (ItemPath at = path; !at.isRoot(); at = at.parent()) {
            names.addFirst(at.name());
        }
        return List.copyOf(names);
    }

    /** Draws how far the comparison is. */
    private final class Ticker implements Runnable {

        private final ChangingLine line;
        private Differences found = new Differences();
        private int ticks;

        Ticker(Call call) {
            line = new ChangingLine(call.output(), clock);
        }

        void watch(Differences differences) {
            found = differences;
        }

        @Override
        public void run() {
            // the clock is asked now and then only, since this is called for every file
            if (++ticks % 64 == 0) {
                line.draw(() -> Messages.text("quickstart.comparing", Figures.count(found.items()),
                        Figures.size(found.bytes())));
            }
        }

        void end() {
            line.close();
        }
    }
}
