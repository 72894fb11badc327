package org.backupmanager.remote.internal;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * Lists and sets of what they were declared to hold. (Gson's own look at the class of each element, which for an object
 * that is called from afar is a class of its maker, and nobody else's business.)
 */
final class Collections implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        if (raw != List.class && raw != Set.class && raw != Collection.class) {
            return null; // how a factory says that a type is not its own
        }
        var element = ((ParameterizedType) type.getType()).getActualTypeArguments()[0];
        TypeAdapter<Object> elements = JsonTypes.anything(gson.getAdapter(TypeToken.get(element)));
        return JsonTypes.its(new TypeAdapter<Collection<?>>() {
            @Override
            public void write(JsonWriter out, Collection<?> all) throws IOException {
                out.beginArray();
                for (Object each : all) {
                    elements.write(out, each);
                }
                out.endArray();
            }

            @Override
            public Collection<?> read(JsonReader in) throws IOException {
                Collection<Object> all = raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) {
                    all.add(Wholeness.of(elements.read(in)));
                }
                in.endArray();
                return all;
            }
        });
    }
}
