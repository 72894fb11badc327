package org.backupmanager.remote.internal;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The objects of the other end that are used here; what nobody uses any more is told there. */
final class Distant {

    /** More than any use needs; a peer that sends more is at fault. */
    private static final int MOST = 100_000;

    private final Cleaner cleaner = Cleaner.create(Thread.ofVirtual().factory());
    private final Caller caller;
    private final Consumer<Forgotten> forget;
    private final Map<Long, Known> known = new HashMap<>();

    /** Calls a method at the other end. */
    @FunctionalInterface
    interface Caller {
        Object call(long number, Method method, Object[] arguments) throws Throwable;
    }

    /** Counts how often a number came, which the cleaning of its object has to know. */
    private static final class Known {
        private final WeakReference<Object> object;
        private int times;

        Known(Object object) {
            this.object = new WeakReference<>(object);
        }
    }

    Distant(Caller caller, Consumer<Forgotten> forget) {
        this.caller = caller;
        this.forget = forget;
    }

    /** The object of that number: the same one as long as it is used. */
    synchronized Object object(long number, Contract contract, Supplier<Map<String, Object>> constants) {
        Known before = known.get(number);
        Object object = before == null ? null : before.object.get();
        if (object != null && contract.type().isInstance(object)) {
            before.times++;
            return object;
        }
        if (known.size() >= MOST) {
            throw new IllegalStateException("the other end sends too many objects");
        }
        Object made = Proxy.newProxyInstance(contract.type().getClassLoader(), new Class<?>[] { contract.type() },
                new DistantObject(this, number, contract, constants.get()));
        var entry = new Known(made);
        entry.times = 1;
        known.put(number, entry);
        cleaner.register(made, () -> forgotten(number, entry));
        return made;
    }

    private void forgotten(long number, Known entry) {
        int times;
        synchronized (this) {
            known.remove(number, entry);
            times = entry.times;
        }
        forget.accept(new Forgotten(number, times));
    }

    Object call(long number, Method method, Object[] arguments) throws Throwable {
        return caller.call(number, method, arguments);
    }

    /** Those of a type that are used now. */
    synchronized <T> List<T> all(Class<T> type) {
        return known.values().stream().map(entry -> entry.object.get()).filter(Objects::nonNull)
                .filter(type::isInstance).map(type::cast).toList();
    }
}
