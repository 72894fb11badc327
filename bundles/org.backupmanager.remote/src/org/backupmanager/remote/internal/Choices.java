package org.backupmanager.remote.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/** A sealed interface: the simple name of the record that it is, and that record. No other class can be named. */
final class Choices implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        if (!raw.isSealed()) {
            return null; // how a factory says that a type is not its own
        }
        Map<String, Class<?>> permitted = new LinkedHashMap<>();
        for (Class<?> each : raw.getPermittedSubclasses()) {
            permitted.put(each.getSimpleName(), each);
        }
        return JsonTypes.its(new TypeAdapter<Object>() {
            @Override
            public void write(JsonWriter out, Object value) throws IOException {
                out.beginObject().name(value.getClass().getSimpleName());
                JsonTypes.anything(gson.getAdapter(value.getClass())).write(out, value);
                out.endObject();
            }

            @Override
            public Object read(JsonReader in) {
                JsonObject choice = JsonParser.parseReader(in).getAsJsonObject();
                if (choice.size() != 1 || !permitted.keySet().containsAll(choice.keySet())) {
                    throw new JsonParseException("not a " + raw.getSimpleName());
                }
                String name = choice.keySet().iterator().next();
                return gson.getAdapter(permitted.get(name)).fromJsonTree(choice.get(name));
            }
        });
    }
}
