package org.backupmanager.engine.internal.limits;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.engine.internal.Messages;

/**
 * How far threads step back for other programs of the computer, on Linux. A thread hands it on to the threads that it
 * starts; taking it back needs rights that a user does not have, so it is for threads that end with their work.
 */
public final class Niceness {

    /** Numbers of system calls: setpriority and ioprio_set. */
    private record Numbers(long priority, long disk) {
    }

    private static final Map<String, Numbers> BY_PROCESSOR = Map.of("amd64", new Numbers(141, 251), "aarch64",
            new Numbers(140, 30));
    /** Both calls: of a thread; 0 is the one that calls. */
    private static final long PRIO_PROCESS = 0;
    private static final long IOPRIO_WHO_PROCESS = 1;
    private static final int CLASS_SHIFT = 13;
    private static final long BEST_EFFORT_LAST = 2L << CLASS_SHIFT | 7;
    private static final long IDLE = 3L << CLASS_SHIFT;

    private final String system;
    private final String processor;
    private final System.Logger log;
    private final AtomicBoolean told = new AtomicBoolean();

    /** How far to step back; the names of the constants are the words of the setting. */
    public enum Level {
        /** Not at all. */
        NORMAL(0, 0),
        /** Work of others goes first. */
        LOW(10, BEST_EFFORT_LAST),
        /** Only what nobody else wants. */
        IDLE(19, Niceness.IDLE);

        private final long nice;
        private final long disk;

        Level(long nice, long disk) {
            this.nice = nice;
            this.disk = disk;
        }
    }

    /**
     * @param system name of the operating system
     * @param processor name of the processor's kind, as Java has it
     * @param log told once of what cannot be done
     */
    public Niceness(String system, String processor, System.Logger log) {
        this.system = system;
        this.processor = processor;
        this.log = log;
    }

    /** The calling thread, and the threads that it starts from now on, step back as far as that. */
    public void apply(Level level) {
        if (level == Level.NORMAL) {
            return;
        }
        List<String> failed = new ArrayList<>();
        Numbers numbers = BY_PROCESSOR.get(processor);
        if (!system.startsWith("Linux") || numbers == null) {
            failed.add(system + " " + processor);
        } else {
            call(numbers.priority(), PRIO_PROCESS, level.nice, "setpriority", failed);
            call(numbers.disk(), IOPRIO_WHO_PROCESS, level.disk, "ioprio_set", failed);
        }
        if (!failed.isEmpty() && told.compareAndSet(false, true)) {
            log.log(System.Logger.Level.WARNING, Messages.text("niceness.failed", String.join(", ", failed)));
        }
    }

    private static void call(long number, long who, long value, String name, List<String> failed) {
        try {
            if ((long) Native.SYSCALL.invokeExact(number, who, 0L, value) != 0) {
                failed.add(name);
            }
        } catch (Throwable refused) {
            failed.add(name + " (" + refused + ")");
        }
    }

    /** Loaded where it is needed. */
    private static final class Native {

        static final MethodHandle SYSCALL = syscall();

        private static MethodHandle syscall() {
            Linker linker = Linker.nativeLinker();
            ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
            return linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(word, word, word, word, word));
        }
    }
}
