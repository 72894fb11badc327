package org.backupmanager.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.backupmanager.session.Device;
import org.backupmanager.session.Session;
import org.backupmanager.session.Sessions;
import org.backupmanager.source.DataSource;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;

/** Everything that a device and what it leads to can be asked, whatever is added to the contract. */
class ContractTest {

    private final Distant distant = new Distant((number, method, arguments) -> "", forgotten -> {
        // nobody is told
    });
    private final Gson gson = JsonTypes.with(new References(new Offered(), distant));
    private final Set<Class<?>> interfaces = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    @Test
    void everyMethodOfADeviceCanBeCalledFromAfar() {
        var next = new ArrayDeque<Class<?>>(List.of(Device.class));
        while (!next.isEmpty()) {
            Class<?> type = next.remove();
            if (interfaces.add(type)) {
                Contract.of(type).methods().forEach(method -> types(method).forEach(each -> look(method, each, next)));
            }
        }
        assertEquals(List.of(), missing, "give these types a line in JsonTypes");
        assertTrue(interfaces.containsAll(List.of(Sessions.class, Session.class, DataSource.class)));
    }

    private static List<Type> types(Method method) {
        var types = new ArrayList<Type>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> raw = method.getParameterTypes()[i];
            Class<?> wire = Bridges.wireType(raw);
            types.add(wire == raw ? method.getGenericParameterTypes()[i] : wire);
        }
        if (method.getReturnType() != void.class) {
            types.add(method.getGenericReturnType());
        }
        return types;
    }

    private void look(Method method, Type type, Collection<Class<?>> next) {
        try {
            gson.getAdapter(TypeToken.get(type));
        } catch (RuntimeException unknown) {
            missing.add(method + ": " + unknown.getMessage());
            return;
        }
        Type held = type instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : type;
        if (held instanceof Class<?> raw && Contract.isReference(raw)) {
            next.add(raw);
        }
    }

    @Test
    void whatNeverChangesIsThere() {
        assertEquals(Set.of("name", "storage", "cipher", "home"), Contract.of(Device.class).constants().keySet());
        assertTrue(Contract.of(DataSource.class).constants().values().stream()
                .allMatch(method -> method.getParameterCount() == 0));
    }

    @Test
    void nobodyClosesADeviceFromAfar() {
        assertTrue(Contract.of(Device.class).method("close").isEmpty());
        assertTrue(Contract.of(Device.class).method("getClass").isEmpty());
    }
}
