package org.backupmanager.engine.internal.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.limits.Bucket;
import org.backupmanager.engine.internal.limits.LimitedTransport;
import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.SourceView;
import org.backupmanager.storage.StorageTransport;

/**
 * Cancels a run at a chosen step, and counts the steps that it begins after that. A step is one call of a storage, one
 * item of a scan, one read of a content, one file or folder that is made, written or finished: so whether a cancel is
 * seen at once is counted, and no clock is asked.
 */
public final class CancelPoint {

    /** At no step. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final Set<String> STEPS = Set.of("get", "put", "list", "exists", "delete", "next", "read", "folder",
            "create", "special", "link", "finish", "write", "complete");
    private static final List<Class<?>> PARTS = List.of(SourceView.class, Iterator.class, ItemContent.class,
            RestoreTarget.class, RestoreTarget.Sink.class, RestoreTarget.Present.class);

    private final Runnable cancel;
    private final int at;
    private final AtomicInteger steps = new AtomicInteger();

    /**
     * @param cancel what cancels the run
     * @param at its step, from 1
     */
    public CancelPoint(Runnable cancel, int at) {
        this.cancel = cancel;
        this.at = at;
    }

    /** What it was, with its steps counted. */
    public <T> T watch(Class<T> type, T target) {
        return type.cast(proxy(type, target));
    }

    /** The same for a storage, as the engine opens one. */
    public StorageTransport watch(StorageTransport storage) {
        return new LimitedTransport(watch(StorageTransport.class, storage),
                new Throttle(InstantSource.system(), () -> ZoneOffset.UTC, Bucket.Nap.REAL));
    }

    private Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> call(target, method, arguments));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (STEPS.contains(method.getName())) {
            step();
        }
        try {
            return watched(method.invoke(target, arguments));
        } catch (InvocationTargetException told) {
            throw told.getCause();
        }
    }

    private void step() {
        if (steps.incrementAndGet() == at) {
            cancel.run();
        }
    }

    private Object watched(Object result) {
        if (result instanceof Optional<?> some) {
            return some.map(this::watched);
        }
        return PARTS.stream().filter(part -> part.isInstance(result)).findFirst()
                .map(part -> proxy(part, result)).orElse(result);
    }

    /** Steps that were begun. */
    public int steps() {
        return steps.get();
    }

    /** Fails if more were begun after the cancel, or none up to it. */
    public void assertNoMoreThan(int most) {
        assertTrue(steps() >= at, () -> "only " + steps() + " steps, and not " + at);
        assertTrue(steps() - at <= most, () -> "cancelled at step " + at + ", and " + (steps() - at) + " after it");
    }

    /** A run that is to be cancelled. */
    @FunctionalInterface
    public interface Run {

        /** Runs anew; returns whether it was cancelled. */
        boolean cancelledAt(int step) throws Exception;
    }

    /**
     * Cancels a run here and there, from its first step to its last.
     *
     * @param steps of a run that is not cancelled
     * @param points where it is
     */
    public static void everywhere(int steps, int points, Run run) throws Exception {
        int cancelled = 0;
        int tried = 0;
        for (int at = 1; at <= steps; at += Math.max(1, steps / points)) {
            cancelled += run.cancelledAt(at) ? 1 : 0;
            tried++;
        }
        assertTrue(tried >= Math.min(points, steps) && cancelled > tried * 2 / 3, cancelled + " of " + tried);
    }
}
