package org.backupmanager.remote.internal;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * Objects that are called from afar, as JSON: {@code mine} is the number of an object of the sender, with the values
 * that never change; {@code yours} that of an object which goes back to where it is from.
 */
final class References implements TypeAdapterFactory {

    private static final String MINE = "mine";
    private static final String YOURS = "yours";
    private static final String CONSTANTS = "constants";

    private final Offered offered;
    private final Distant distant;

    References(Offered offered, Distant distant) {
        this.offered = offered;
        this.distant = distant;
    }

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        if (!Contract.isReference(raw)) {
            return null; // how a factory says that a type is not its own
        }
        Contract contract = Contract.of(raw);
        return JsonTypes.its(new TypeAdapter<Object>() {
            @Override
            public void write(JsonWriter out, Object value) throws IOException {
                gson.toJson(describe(gson, contract, value), out);
            }

            @Override
            public Object read(JsonReader in) {
                JsonElement json = JsonParser.parseReader(in);
                if (!json.isJsonObject()) {
                    throw new JsonParseException("not a " + raw.getSimpleName());
                }
                return resolve(gson, contract, json.getAsJsonObject());
            }
        });
    }

    private JsonObject describe(Gson gson, Contract contract, Object value) {
        var json = new JsonObject();
        if (Proxy.isProxyClass(value.getClass()) && Proxy.getInvocationHandler(value) instanceof DistantObject object
                && object.isOf(distant)) {
            json.addProperty(YOURS, object.number());
            return json;
        }
        json.addProperty(MINE, offered.send(value, contract));
        var constants = new JsonObject();
        contract.constants().forEach((name, method) -> constants.add(name,
                gson.toJsonTree(constant(value, method), method.getGenericReturnType())));
        json.add(CONSTANTS, constants);
        return json;
    }

    private static Object constant(Object value, Method method) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(method + " has failed", failed);
        }
    }

    private Object resolve(Gson gson, Contract contract, JsonObject json) {
        if (json.has(YOURS)) {
            Object own = offered.find(json.get(YOURS).getAsLong()).map(Offered.Thing::object)
                    .orElseThrow(() -> new JsonParseException("no such object"));
            if (!contract.type().isInstance(own)) {
                throw new JsonParseException("an object of another kind");
            }
            return own;
        }
        if (!json.has(MINE)) {
            throw new JsonParseException("neither mine nor yours");
        }
        return distant.object(json.get(MINE).getAsLong(), contract, () -> constants(gson, contract, json));
    }

    private static Map<String, Object> constants(Gson gson, Contract contract, JsonObject json) {
        Map<String, Object> values = new HashMap<>();
        JsonObject given = json.has(CONSTANTS) ? json.getAsJsonObject(CONSTANTS) : new JsonObject();
        contract.constants().forEach((name, method) -> {
            TypeToken<?> type = TypeToken.get(method.getGenericReturnType());
            values.put(name, Wholeness.of(gson.fromJson(given.get(name), type)));
        });
        return values;
    }
}
