package org.backupmanager.remote.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;

/** An object of the other end: its methods are called there, but for values that never change. */
final class DistantObject implements InvocationHandler {

    private static final Object[] NONE = {};

    private final Distant distant;
    private final long number;
    private final Contract contract;
    private final Map<String, Object> constants;

    DistantObject(Distant distant, long number, Contract contract, Map<String, Object> constants) {
        this.distant = distant;
        this.number = number;
        this.contract = contract;
        this.constants = constants;
    }

    long number() {
        return number;
    }

    boolean isOf(Distant other) {
        return distant == other;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? NONE : given;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> contract.type().getSimpleName() + " " + number + " of another process";
            };
        }
        Object constant = constants.get(method.getName());
        return constant != null ? constant : distant.call(number, method, arguments);
    }
}
