package org.backupmanager.remote.internal;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/** Records as lists of their components: a long listing would be names of components for the most part. */
final class Records implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        return raw.isRecord() ? JsonTypes.its(new Components(gson, raw)) : null; // how a factory says: not its own
    }

    private static final class Components extends TypeAdapter<Object> {

        private final String name;
        private final List<Method> accessors;
        private final List<TypeAdapter<Object>> adapters;
        private final Constructor<?> constructor;

        Components(Gson gson, Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            this.name = type.getSimpleName();
            this.accessors = Stream.of(components).map(RecordComponent::getAccessor).toList();
            this.adapters = Stream.of(components)
                    .map(component -> JsonTypes.anything(gson.getAdapter(TypeToken.get(component.getGenericType()))))
                    .toList();
            try {
                this.constructor = type.getDeclaredConstructor(
                        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            } catch (NoSuchMethodException never) {
                throw new IllegalStateException(never);
            }
            accessors.forEach(accessor -> accessor.setAccessible(true));
            constructor.setAccessible(true);
        }

        @Override
        public void write(JsonWriter out, Object value) throws IOException {
            out.beginArray();
            for (int i = 0; i < accessors.size(); i++) {
                adapters.get(i).write(out, component(value, i));
            }
            out.endArray();
        }

        private Object component(Object value, int i) {
            try {
                return accessors.get(i).invoke(value);
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new JsonParseException("a " + name + " cannot be read", broken);
            }
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            var components = new Object[accessors.size()];
            in.beginArray();
            for (int i = 0; i < components.length; i++) {
                components[i] = Wholeness.of(adapters.get(i).read(in));
            }
            in.endArray();
            try {
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException refused) {
                throw new JsonParseException("not a " + name, refused);
            }
        }
    }
}
