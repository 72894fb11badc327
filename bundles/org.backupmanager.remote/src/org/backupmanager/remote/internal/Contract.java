package org.backupmanager.remote.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.session.Device;
import org.backupmanager.session.Restores;
import org.backupmanager.source.DataSource;

/** What of an interface can be called from afar. */
final class Contract {

    /** Never change while an object lives, so they are sent along with it and need no call. */
    private static final Map<Class<?>, Set<String>> CONSTANTS = Map.of(
            Device.class, Set.of("name", "storage", "cipher", "home"),
            DataSource.class, Set.of("id", "label", "description", "keepsFiles", "overlap"));

    /** Bytes of items do not cross: what reads and writes them runs where the device is open. */
    private static final Map<Class<?>, Set<String>> STAYING = Map.of(
            DataSource.class, Set.of("freeze", "target", "undoing"),
            Restores.class, Set.of("exportTo"));

    private static final ClassValue<Contract> ALL = new ClassValue<>() {
        @Override
        protected Contract computeValue(Class<?> type) {
            return new Contract(type);
        }
    };

    private final Class<?> type;
    private final Map<String, Method> methods = new HashMap<>();

    private Contract(Class<?> type) {
        this.type = type;
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && crosses(method)) {
                Method other = methods.putIfAbsent(method.getName(), method);
                if (other != null) {
                    throw new IllegalStateException(type + " has two methods " + method.getName()
                            + "; from afar they cannot be told apart");
                }
            }
        }
    }

    /** What of this interface of ours can be called. */
    static Contract of(Class<?> type) {
        return ALL.get(type);
    }

    /** Whether objects of this type cross as a number: interfaces of ours that are more than a choice of records. */
    static boolean isReference(Class<?> type) {
        return type.isInterface() && !type.isSealed() && type.getName().startsWith("org.backupmanager.");
    }

    private boolean crosses(Method method) {
        return !method.getName().equals("close") && !STAYING.getOrDefault(type, Set.of()).contains(method.getName());
    }

    Class<?> type() {
        return type;
    }

    Optional<Method> method(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    Stream<Method> methods() {
        return methods.values().stream();
    }

    /** The values that are sent along with an object, by name. */
    Map<String, Method> constants() {
        return CONSTANTS.getOrDefault(type, Set.of()).stream().collect(Collectors.toMap(name -> name, methods::get));
    }

    /**
     * Whether the caller need not wait for the end: there is neither a result nor bad news. So a listener never holds
     * up the one who tells it.
     */
    static boolean isTold(Method method) {
        return method.getReturnType() == void.class && method.getExceptionTypes().length == 0;
    }

    /** Whether a thread in this method may be interrupted; in others that could close files that are in use. */
    static boolean isInterruptible(Method method) {
        return Stream.of(method.getExceptionTypes()).anyMatch(type -> type == InterruptedException.class);
    }
}
